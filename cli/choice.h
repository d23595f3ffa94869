/* choice.h - frameworks, scopes and single controls that a list names. */
#ifndef XW_CLI_CHOICE_H
#define XW_CLI_CHOICE_H

#include "selection.h"

#include <xw/closure.h>

/** Start from zeroes. */
struct choice {
    struct selections selections;
    xw_control *controls; /* [control_count], each once */
    size_t control_count;
};

/** Add what `text` names: a framework or scope, else a control.  The resolver
 *  knows what is near.  @retval XW_NOT_FOUND */
xw_status choice_add(struct choice *choice, xw_resolver *resolver,
                     xw_string text, xw_error *err);

/** Add all that a list names.  Gives an exit code, having said what is wrong.
 *  Free it in any case. */
int choice_read(struct view *view, const struct string_list *names,
                struct choice *out);
void choice_clear(struct choice *choice); /* keeping its room */
void choice_free(struct choice *choice);

/** As the engine takes it; borrowed. */
xw_choice choice_of(const struct choice *choice);

bool choice_is_empty(const struct choice *choice);

/** An array of the names, as the graph has them. */
void choice_write(struct writer *out, const char *key, struct view *view,
                  const struct choice *choice);
json_t *choice_names(struct view *view, const struct choice *choice);

#endif
