/* firing.h - how several controls together satisfy one, as JSON and as text. */
#ifndef XW_CLI_FIRING_H
#define XW_CLI_FIRING_H

#include "evidence.h"

#include <xw/closure.h>

/** An array of firings, in the order in which they follow. */
void firings_write(struct writer *out, const char *key, struct view *view,
                   const xw_firing *firings, size_t count);

/** Add what such an array says: "A + B superset_of C". */
void firings_show(struct text *out, const json_t *firings);

#endif
