/* native_sets.h - mapping sets. */
#ifndef XW_IMPORTERS_NATIVE_SETS_H
#define XW_IMPORTERS_NATIVE_SETS_H

#include "native.h"

/** Read one mapping set, report whatever is wrong with it, and return
 *  `native->stop`. */
xw_status xw_native_set(xw_native *native, const xw_native_row *row);

#endif
