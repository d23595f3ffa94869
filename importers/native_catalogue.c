#include "native_catalogue.h"

#include "values.h"

#include <string.h>

static bool
check_framework(xw_native *native, const xw_native_row *row)
{
    return xw_native_check_framework(native, row, XW_FIELD_FRAMEWORK_ID, 0,
                                     row->cells[XW_FIELD_FRAMEWORK_ID]);
}

/* ---- Frameworks ------------------------------------------------------------- */

xw_status
xw_native_framework(xw_native *native, const xw_native_row *row)
{
    const xw_string *cells = row->cells;
    bool good = check_framework(native, row);
    if (!xw_native_need(native, row, XW_FIELD_NAME) || !good) {
        return native->stop;
    }
    xw_framework_def def = { .size = sizeof def,
                             .id = cells[XW_FIELD_FRAMEWORK_ID],
                             .name = cells[XW_FIELD_NAME],
                             .version = cells[XW_FIELD_VERSION],
                             .publisher = cells[XW_FIELD_PUBLISHER],
                             .kind = cells[XW_FIELD_KIND],
                             .license = cells[XW_FIELD_LICENSE],
                             .source = cells[XW_FIELD_SOURCE],
                             .family = cells[XW_FIELD_FAMILY],
                             .aliases = row->aliases,
                             .alias_count = row->alias_count };
    xw_builder_framework framework;
    xw_merge merge;
    if (xw_builder_declare_framework(native->builder, &def, &framework, &merge,
                                     &native->err)) {
        xw_native_refused(native, row);
    } else if (merge == XW_MERGE_DISAGREES) {
        xw_native_count(&native->differing, row, XW_FIELD_FRAMEWORK_ID);
    }
    return native->stop;
}

/* ---- Controls --------------------------------------------------------------- */

static bool
read_parent(xw_native *native, const xw_native_row *row, xw_control_def *def)
{
    static const char *const kinds[] = { "group", "part", "enhancement", NULL };
    size_t kind = XW_PARENT_GROUP;
    bool good = xw_native_word(native, row, XW_FIELD_PARENT_KIND, kinds,
                               XW_DIAG_PARENT_KIND, &kind);
    def->parent_kind = (xw_parent_kind)kind;
    def->parent = row->cells[XW_FIELD_PARENT_ID];
    if (def->parent.len && xw_equal(def->parent, def->id)) {
        xw_native_fault(native, row, XW_FIELD_PARENT_ID, XW_DIAG_OWN_PARENT);
        good = false;
    }
    return xw_native_check_id(native, row, XW_FIELD_PARENT_ID, 0,
                              def->parent) &&
           good;
}

static bool
read_state(xw_native *native, const xw_native_row *row, xw_control_def *def)
{
    static const char *const states[] = { "active", "withdrawn", NULL };
    size_t state = 0;
    bool assessable = true;
    bool good = xw_native_word(native, row, XW_FIELD_STATUS, states,
                               XW_DIAG_STATUS, &state);
    good =
        xw_native_flag(native, row, XW_FIELD_ASSESSABLE, &assessable) && good;
    good = xw_native_flag(native, row, XW_FIELD_PARTS_COMPLETE,
                          &def->parts_complete) &&
           good;
    def->withdrawn = state == 1;
    def->not_assessable = !assessable;
    return good;
}

static bool
read_weight(xw_native *native, const xw_native_row *row, double *out)
{
    xw_string text = row->cells[XW_FIELD_WEIGHT];
    double weight;
    if (!text.len) {
        return true;
    }
    /* It is kept as a float, which must not make it nothing or infinite. */
    if (!xw_parse_number(text, &weight) || !(weight >= 1e-30) ||
        !(weight <= 1e30)) {
        xw_native_fault(native, row, XW_FIELD_WEIGHT, XW_DIAG_WEIGHT);
        return false;
    }
    *out = weight;
    return true;
}

static bool
read_control(xw_native *native, const xw_native_row *row, xw_control_def *def)
{
    const xw_string *cells = row->cells;
    *def = (xw_control_def){ .size = sizeof *def,
                             .id = cells[XW_FIELD_CONTROL_ID],
                             .title = cells[XW_FIELD_TITLE],
                             .kind = cells[XW_FIELD_KIND],
                             .text = cells[XW_FIELD_TEXT],
                             .aliases = row->aliases,
                             .alias_count = row->alias_count,
                             .at = xw_native_place(native, row) };
    bool good = check_framework(native, row);
    good = xw_native_need_id(native, row, XW_FIELD_CONTROL_ID) && good;
    good = read_parent(native, row, def) && good;
    good = read_state(native, row, def) && good;
    return read_weight(native, row, &def->weight) && good;
}

xw_status
xw_native_control(xw_native *native, const xw_native_row *row)
{
    xw_control_def def;
    if (!read_control(native, row, &def) ||
        !xw_native_framework_of(native, row, row->cells[XW_FIELD_FRAMEWORK_ID],
                                &def.framework)) {
        return native->stop;
    }
    xw_builder_control control;
    xw_merge merge;
    if (xw_builder_declare_control(native->builder, &def, &control, &merge,
                                   &native->err)) {
        xw_native_refused(native, row);
    } else if (merge == XW_MERGE_DISAGREES) {
        xw_native_count(&native->differing, row, XW_FIELD_CONTROL_ID);
    }
    return native->stop;
}

/* ---- Scopes ----------------------------------------------------------------- */

bool
xw_native_check_scope(xw_native *native, const xw_native_row *row)
{
    xw_string id = row->cells[XW_FIELD_SCOPE_ID];
    if (!xw_native_need_id(native, row, XW_FIELD_SCOPE_ID)) {
        return false;
    }
    if (memchr(id.bytes, '@', id.len) || memchr(id.bytes, ',', id.len) ||
        memchr(id.bytes, ':', id.len)) {
        xw_native_fault(native, row, XW_FIELD_SCOPE_ID, XW_DIAG_SCOPE_ID);
        return false;
    }
    return true;
}

xw_status
xw_native_scope(xw_native *native, const xw_native_row *row)
{
    const xw_string *cells = row->cells;
    bool good = check_framework(native, row);
    good = xw_native_check_scope(native, row) && good;
    good = xw_native_need_id(native, row, XW_FIELD_CONTROL_ID) && good;
    xw_scope_member_def def = { .size = sizeof def,
                                .scope = cells[XW_FIELD_SCOPE_ID],
                                .control = cells[XW_FIELD_CONTROL_ID],
                                .note = cells[XW_FIELD_NOTE],
                                .at = xw_native_place(native, row) };
    if (good &&
        xw_native_framework_of(native, row, cells[XW_FIELD_FRAMEWORK_ID],
                               &def.framework) &&
        xw_builder_add_scope_member(native->builder, &def, &native->err)) {
        xw_native_refused(native, row);
    }
    return native->stop;
}
