#include "selection.h"

#include "exit_code.h"
#include "memory.h"

#include <stdlib.h>

static bool
has(const struct selections *selections, xw_selection wanted)
{
    for (size_t i = 0; i < selections->count; ++i) {
        if (selections->items[i].framework.i == wanted.framework.i &&
            selections->items[i].scope.i == wanted.scope.i) {
            return true;
        }
    }
    return false;
}

void
selections_add(struct selections *selections, xw_selection selection)
{
    if (has(selections, selection)) {
        return;
    }
    if (selections->count == selections->room) {
        selections->room = selections->room ? 2 * selections->room : 4;
        selections->items = memory_resize(selections->items, selections->room,
                                          sizeof *selections->items);
    }
    selections->items[selections->count++] = selection;
}

int
selections_read(struct view *view, const struct string_list *names,
                struct selections *out)
{
    *out = (struct selections){ 0 };
    for (size_t i = 0; i < names->count; ++i) {
        xw_selection selection;
        int code = view_find_selection(view, names->items[i], &selection);
        if (code != EXIT_OK) {
            return code;
        }
        selections_add(out, selection);
    }
    return EXIT_OK;
}

void
selections_free(struct selections *selections)
{
    free(selections->items);
    *selections = (struct selections){ 0 };
}

json_t *
selections_names(struct view *view, const struct selections *selections)
{
    json_t *names = json_array();
    for (size_t i = 0; i < selections->count; ++i) {
        document_add(names, view_selection(view, selections->items[i]));
    }
    return names;
}

/* Ids out of range are those of a damaged file. */
static void
flag_scope(struct view *view, xw_scope scope, bool *flags, uint32_t all)
{
    xw_scope_info info = view_scope(view, scope);
    for (size_t i = 0; i < info.count; ++i) {
        if (info.members[i] < all) {
            flags[info.members[i]] = true;
        }
    }
}

static void
flag_framework(struct view *view, xw_framework framework, bool *flags,
               uint32_t all)
{
    xw_framework_info info = view_framework(view, framework);
    for (uint32_t i = 0; i < info.control_count && info.first.i + i < all;
         ++i) {
        flags[info.first.i + i] = true;
    }
}

bool *
selections_flags(struct view *view, const struct selections *selections)
{
    uint32_t all = xw_graph_control_count(view->graph);
    bool *flags = memory_array(all, sizeof *flags);
    for (size_t i = 0; i < selections->count; ++i) {
        xw_selection selection = selections->items[i];
        if (selection.scope.i == XW_NONE) {
            flag_framework(view, selection.framework, flags, all);
        } else {
            flag_scope(view, selection.scope, flags, all);
        }
    }
    return flags;
}
