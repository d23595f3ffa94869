/* reference_form_rules.h - how the ids of each family of frameworks are read:
 * one table. */
#ifndef XW_ENGINE_REFERENCE_FORM_RULES_H
#define XW_ENGINE_REFERENCE_FORM_RULES_H

#include <stddef.h>

/** One way to read an id.  Patterns are of PCRE2, without regard to case.
 *
 *  In `form`, $1 .. $9 is what the group took, as items: its runs of letters
 *  and digits, in lower case, each number without leading zeros, joined by
 *  dots.  $0 is the whole id in lower case and otherwise untouched.  The rest
 *  stands for itself. */
typedef struct xw_form_rule {
    const char *family; /**< found in the name or id of the family */
    const char *id;     /**< takes a whole id, cleaned (xw_id_clean) */
    const char *form;
} xw_form_rule;

/** The rules in the order they are tried. */
extern const xw_form_rule xw_form_rules[];
extern const size_t xw_form_rule_count;

/** Groups that a pattern may have. */
enum { XW_FORM_GROUPS = 9 };

#endif
