/* explain.h - what the scratch keeps of xw_explain. */
#ifndef XW_ENGINE_EXPLAIN_H
#define XW_ENGINE_EXPLAIN_H

#include <xw/query.h>

typedef struct xw_explained xw_explained;

void xw_explained_free(xw_explained *explained);

#endif
