#include "choice.h"

#include "exit_code.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static bool
has_control(const struct choice *choice, xw_control control)
{
    for (size_t i = 0; i < choice->control_count; ++i) {
        if (choice->controls[i].i == control.i) {
            return true;
        }
    }
    return false;
}

static void
add_control(struct choice *choice, xw_control control)
{
    if (!has_control(choice, control)) {
        choice->controls =
            memory_resize(choice->controls, choice->control_count + 1,
                          sizeof *choice->controls);
        choice->controls[choice->control_count++] = control;
    }
}

xw_status
choice_add(struct choice *choice, xw_resolver *resolver, xw_string text,
           xw_error *err)
{
    xw_error why = XW_ERROR_INIT;
    xw_selection selection;
    xw_status st = xw_resolve_framework(resolver, text, &selection, &why);
    if (!st) {
        selections_add(&choice->selections, selection);
        return XW_OK;
    }
    if (st != XW_NOT_FOUND || !memchr(text.bytes, ':', text.len)) {
        *err = why;
        return st;
    }
    xw_control control;
    st = xw_resolve_control(resolver, text, &control, err);
    if (!st) {
        add_control(choice, control);
    }
    return st;
}

int
choice_read(struct view *view, const struct string_list *names,
            struct choice *out)
{
    *out = (struct choice){ 0 };
    for (size_t i = 0; i < names->count; ++i) {
        xw_error err = XW_ERROR_INIT;
        if (choice_add(out, view->resolver, names->items[i], &err)) {
            return view_refuse(view, &err);
        }
    }
    return EXIT_OK;
}

void
choice_clear(struct choice *choice)
{
    choice->selections.count = 0;
    choice->control_count = 0;
}

void
choice_free(struct choice *choice)
{
    selections_free(&choice->selections);
    free(choice->controls);
    *choice = (struct choice){ 0 };
}

xw_choice
choice_of(const struct choice *choice)
{
    return (xw_choice){ .selections = choice->selections.items,
                        .selection_count = choice->selections.count,
                        .controls = choice->controls,
                        .control_count = choice->control_count };
}

bool
choice_is_empty(const struct choice *choice)
{
    return !choice->selections.count && !choice->control_count;
}

void
choice_write(struct writer *out, const char *key, struct view *view,
             const struct choice *choice)
{
    writer_open_array(out, key);
    for (size_t i = 0; i < choice->selections.count; ++i) {
        view_put_selection(view, out, NULL, choice->selections.items[i]);
    }
    for (size_t i = 0; i < choice->control_count; ++i) {
        view_put_reference(view, out, NULL, choice->controls[i]);
    }
    writer_close_array(out);
}

json_t *
choice_names(struct view *view, const struct choice *choice)
{
    struct text json = { 0 };
    choice_write(&(struct writer){ .out = &json }, NULL, view, choice);
    return document_take(&json);
}
