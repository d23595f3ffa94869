/* selection.h - the frameworks and scopes that a list option names. */
#ifndef XW_CLI_SELECTION_H
#define XW_CLI_SELECTION_H

#include "options.h"
#include "view.h"

struct selections {
    xw_selection *items; /* [count], each once */
    size_t count, room;
};

/** Resolve a list.  Gives an exit code, having said what is wrong.  Free it in
 *  any case. */
int selections_read(struct view *view, const struct string_list *names,
                    struct selections *out);
void selections_free(struct selections *selections);

/** Add one, unless it is there. */
void selections_add(struct selections *selections, xw_selection selection);

/** An array of their names as the graph has them. */
json_t *selections_names(struct view *view,
                         const struct selections *selections);

/** One flag for each control of the graph, for free(): whether it is in any. */
bool *selections_flags(struct view *view, const struct selections *selections);

#endif
