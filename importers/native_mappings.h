/* native_mappings.h - mappings and gaps. */
#ifndef XW_IMPORTERS_NATIVE_MAPPINGS_H
#define XW_IMPORTERS_NATIVE_MAPPINGS_H

#include "native.h"

/** A control as a mapping names it. */
typedef struct xw_native_reference {
    xw_string framework, control;
} xw_native_reference;

typedef struct xw_native_references {
    const xw_native_reference *items; /* [count] */
    size_t count;
} xw_native_references;

/* Each reads one record of its kind, reports whatever is wrong with it, and
 * returns `native->stop`. */
xw_status xw_native_mapping(xw_native *native, const xw_native_row *row);
xw_status xw_native_gap(xw_native *native, const xw_native_row *row);

/** A mapping whose controls are given apart from the row. */
xw_status xw_native_map(xw_native *native, const xw_native_row *row,
                        xw_native_references sources,
                        xw_native_references targets);

#endif
