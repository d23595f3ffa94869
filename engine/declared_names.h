/* declared_names.h - the names that one framework declares, and which of its
 * controls another spelling means.
 *
 * The rules are those of xw/reference.h but for the exact id, which the caller
 * has looked for: the one id that is the same but for case, else the one with
 * the same normal form, else the one alias that is the same but for case. */
#ifndef XW_ENGINE_DECLARED_NAMES_H
#define XW_ENGINE_DECLARED_NAMES_H

#include "reference_forms.h"

typedef struct xw_declared_name {
    xw_string name;
    uint32_t number; /**< of the control; several names may have one */
    bool is_alias;   /**< and else an id */
} xw_declared_name;

/** Finds spellings among such names.  For one thread, as its `forms` is. */
typedef struct xw_declared_names xw_declared_names;

/** Of `names[count]`, of a framework of `family` as xw_forms_normal has it.
 *  All are borrowed until it is freed.
 *
 *  @retval XW_E_LIMIT  More than 2^32 - 1 names, or 4 GiB of them.
 *  @retval XW_E_NOMEM
 *
 *  O(count log count). */
xw_status xw_declared_names_new(const xw_declared_name *names, size_t count,
                                const char *family, xw_forms *forms,
                                xw_declared_names **out);
void xw_declared_names_free(xw_declared_names *names);

/** The number of the control that `id` means.
 *
 *  @retval XW_NOT_FOUND  None, or more than one.
 *  @retval XW_E_NOMEM    As is XW_E_LIMIT, for the normal forms, which the
 *                        first id that needs them makes.
 *
 *  O(log count), the first time O(count log count). */
xw_status xw_declared_names_find(xw_declared_names *names, xw_string id,
                                 uint32_t *number);

#endif
