/* native_catalogue.h - frameworks, their controls and their scopes. */
#ifndef XW_IMPORTERS_NATIVE_CATALOGUE_H
#define XW_IMPORTERS_NATIVE_CATALOGUE_H

#include "native.h"

/* Each reads one record of its kind, reports whatever is wrong with it, and
 * returns `native->stop`. */
xw_status xw_native_framework(xw_native *native, const xw_native_row *row);
xw_status xw_native_control(xw_native *native, const xw_native_row *row);
xw_status xw_native_scope(xw_native *native, const xw_native_row *row);

/** Whether the scope of a row can be called so; reports if not. */
bool xw_native_check_scope(xw_native *native, const xw_native_row *row);

#endif
