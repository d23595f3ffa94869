/* rationale.h - the classes of rationale by name. */
#ifndef XW_CLI_RATIONALE_H
#define XW_CLI_RATIONALE_H

#include "options.h"

/** "syntactic", "semantic", "functional"; NULL for none and what is no class. */
const char *rationale_name(xw_rationale rationale);

/** The class of a name.  False when there is none. */
bool rationale_find(xw_string name, xw_rationale *out);

/** One bit (1 << xw_rationale) for each name, 0 for an empty list.  False,
 *  having said so, when one is no class. */
bool rationale_bits(const struct string_list *names, uint32_t *out);

#endif
