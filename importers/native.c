#include "native.h"

#include "values.h"

#include <stdio.h>
#include <string.h>

const char *
xw_native_field_name(xw_native_field field)
{
    static const char *const names[] = {
        "",
#define XW_NATIVE_FIELD(id, name) name,
#include "native.def"
#undef XW_NATIVE_FIELD
    };
    return names[field];
}

/* ---- Findings --------------------------------------------------------------- */

static void
stop_with(xw_native *native, xw_status status)
{
    native->stop = native->stop ? native->stop : status;
}

void
xw_native_fault_at(xw_native *native, const xw_native_row *row,
                   xw_native_field field, size_t index, xw_finding *finding)
{
    if (native->stop) {
        return;
    }
    row->locate(row, field, index, finding);
    stop_with(native, xw_diagnostics_report(native->diagnostics, finding));
}

void
xw_native_fault(xw_native *native, const xw_native_row *row,
                xw_native_field field, xw_diagnostic what)
{
    xw_finding finding = { .what = what, .subject = row->cells[field] };
    xw_native_fault_at(native, row, field, 0, &finding);
}

void
xw_native_refused(xw_native *native, const xw_native_row *row)
{
    stop_with(native, xw_diagnostics_fail_with(native->diagnostics, row->at,
                                               &native->err));
}

void
xw_native_no_memory(xw_native *native, const xw_native_row *row)
{
    const xw_finding finding = { .what = XW_DIAG_NO_MEMORY, .at = row->at };
    stop_with(native, xw_diagnostics_fail(native->diagnostics, &finding));
}

void
xw_native_count(xw_native_tally *tally, const xw_native_row *row,
                xw_native_field field)
{
    if (tally->count++) {
        return;
    }
    xw_finding first = { 0 };
    row->locate(row, field, 0, &first);
    tally->at = first.at;
    (void)snprintf(tally->path, sizeof tally->path, "%s",
                   first.path ? first.path : "");
    xw_string subject = row->cells[field];
    size_t most = sizeof tally->subject - 1;
    size_t len = subject.len < most ? subject.len : most;
    memcpy(tally->subject, len ? subject.bytes : "", len);
    tally->subject[len] = '\0';
}

static void
report_tally(xw_native *native, const xw_native_tally *tally,
             xw_diagnostic what, xw_string subject)
{
    if (tally->count && !native->stop) {
        xw_finding finding = { .what = what,
                               .at = tally->at,
                               .path = tally->path,
                               .subject = subject,
                               .count = tally->count };
        stop_with(native, xw_diagnostics_report(native->diagnostics, &finding));
    }
}

/* ---- A file ----------------------------------------------------------------- */

/* "maps.csv" without its extension; what is nameless gets a name. */
static xw_string
stem_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t len = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    return len ? (xw_string){ name, len } : xw_text("input");
}

xw_status
xw_native_begin(xw_native *native, xw_builder *builder,
                xw_diagnostics *diagnostics, const char *name)
{
    *native = (xw_native){ .builder = builder,
                           .diagnostics = diagnostics,
                           .default_origin = stem_of(name),
                           .errors_before = diagnostics->errors };
    xw_error err = XW_ERROR_INIT;
    if (xw_builder_source(builder, xw_text(diagnostics->source),
                          &native->source, &err)) {
        native->stop =
            xw_diagnostics_fail_with(diagnostics, (xw_position){ 0 }, &err);
    }
    return native->stop;
}

xw_status
xw_native_end(xw_native *native)
{
    bool bad = native->diagnostics->errors > native->errors_before;
    if (!native->stop) {
        native->stop =
            bad ? xw_native_maps_drop(&native->maps, native->diagnostics)
                : xw_native_maps_end(&native->maps, native->builder,
                                     native->diagnostics);
    }
    report_tally(native, &native->differing, XW_DIAG_DIFFERING_DECLARED,
                 xw_text(native->differing.subject));
    report_tally(native, &native->no_origin, XW_DIAG_NO_ORIGIN,
                 native->default_origin);
    report_tally(native, &native->several_ids, XW_DIAG_SEVERAL_IDS,
                 xw_text(native->several_ids.subject));
    xw_native_maps_free(&native->maps);
    xw_buffer_free(&native->members);
    return native->stop;
}

xw_place
xw_native_place(const xw_native *native, const xw_native_row *row)
{
    return (xw_place){ .source = native->source,
                       .line = row->at.line,
                       .column = row->at.column };
}

/* ---- Fields ----------------------------------------------------------------- */

bool
xw_native_need(xw_native *native, const xw_native_row *row,
               xw_native_field field)
{
    if (!row->cells[field].len) {
        xw_native_fault(native, row, field, XW_DIAG_EMPTY);
        return false;
    }
    return true;
}

static bool
has_control_character(xw_string text)
{
    uint64_t found = 0;
    if (text.len >= 8) { /* the last word has some of those before it again */
        found = xw_word_controls(xw_word_at(text.bytes + text.len - 8));
        for (size_t at = 0; at + 8 < text.len; at += 8) {
            found |= xw_word_controls(xw_word_at(text.bytes + at));
        }
        return found != 0;
    }
    for (size_t i = 0; i < text.len; ++i) {
        unsigned char c = (unsigned char)text.bytes[i];
        found |= c < 0x20 || c == 0x7F;
    }
    return found != 0;
}

bool
xw_native_check_id(xw_native *native, const xw_native_row *row,
                   xw_native_field field, size_t index, xw_string id)
{
    if (has_control_character(id)) {
        xw_finding finding = { .what = XW_DIAG_CONTROL_IN_ID, .subject = id };
        xw_native_fault_at(native, row, field, index, &finding);
        return false;
    }
    return true;
}

bool
xw_native_need_id(xw_native *native, const xw_native_row *row,
                  xw_native_field field)
{
    return xw_native_need(native, row, field) &&
           xw_native_check_id(native, row, field, 0, row->cells[field]);
}

static bool
is_framework_id(xw_string id)
{
    bool good = id.len > 0;
    for (size_t i = 0; i < id.len && good; ++i) {
        char c = id.bytes[i];
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    }
    return good;
}

bool
xw_native_check_framework(xw_native *native, const xw_native_row *row,
                          xw_native_field field, size_t index, xw_string id)
{
    if (is_framework_id(id)) {
        return true;
    }
    char slug[80];
    (void)xw_framework_slug(id, slug, sizeof slug);
    xw_finding finding = { .what =
                               id.len ? XW_DIAG_FRAMEWORK_ID : XW_DIAG_EMPTY,
                           .subject = id,
                           .second = xw_text(slug) };
    xw_native_fault_at(native, row, field, index, &finding);
    return false;
}

bool
xw_native_framework_of(xw_native *native, const xw_native_row *row,
                       xw_string id, xw_builder_framework *out)
{
    if (xw_builder_framework_of(native->builder, id, out, &native->err)) {
        xw_native_refused(native, row);
        return false;
    }
    return true;
}

bool
xw_native_flag(xw_native *native, const xw_native_row *row,
               xw_native_field field, bool *out)
{
    if (!row->cells[field].len || xw_parse_flag(row->cells[field], out)) {
        return true;
    }
    xw_native_fault(native, row, field, XW_DIAG_NOT_A_FLAG);
    return false;
}

bool
xw_native_word(xw_native *native, const xw_native_row *row,
               xw_native_field field, const char *const *words,
               xw_diagnostic what, size_t *out)
{
    if (!row->cells[field].len ||
        xw_parse_word(row->cells[field], words, out)) {
        return true;
    }
    xw_native_fault(native, row, field, what);
    return false;
}
