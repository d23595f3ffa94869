#include "listing.h"

#include "output.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>

enum {
    LISTED_OF_A_CODE = 20,
    CODE_OF_READING = 252 /* what a sheet says either way round: always said */
};

static const char *const severities[] = { "note", "warning", "error" };

static void
list(struct listing *listing, xw_severity severity, const xw_error *where)
{
    progress_clear(&listing->progress);
    output_diagnostic(severities[severity], where);
    const char *hint = xw_diagnostic_hint(where->code);
    bool is_first = where->code && listing->listed[where->code] == 0;
    if (is_first && *hint) {
        output_hint("%s", hint);
    }
}

static json_t *
number_or_null(uint32_t number)
{
    return number ? json_integer(number) : json_null();
}

/* "XW-107", or null. */
static json_t *
code_or_null(uint32_t code)
{
    return code ? json_sprintf("XW-%03u", (unsigned)code) : json_null();
}

/* What a record is called by: in JSON a pointer, in a table a column. */
static void
collect(json_t *collected, xw_severity severity, const xw_error *where)
{
    bool is_pointer =
        where->path[0] == '/' || strncmp(where->path, "...", 3) == 0;
    json_t *entry = json_object();
    document_set(entry, "file", document_text_or_null(where->source));
    document_set(entry, "line", number_or_null(where->line));
    document_set(entry, "column", number_or_null(where->column));
    document_set(entry, "field",
                 document_text_or_null(is_pointer ? "" : where->path));
    document_set(entry, "pointer",
                 document_text_or_null(is_pointer ? where->path : ""));
    document_set(entry, "code", code_or_null(where->code));
    document_set(entry, "severity", document_text(severities[severity]));
    document_set(entry, "message", document_text(where->message));
    document_set(entry, "hint",
                 document_text_or_null(xw_diagnostic_hint(where->code)));
    document_add(collected, entry);
}

bool
listing_add(void *payload, xw_severity severity, const xw_error *where)
{
    struct listing *listing = payload;
    uint32_t *listed = &listing->listed[where->code];
    int code = severity == XW_ERROR ? output_exit_code(where->status) : 0;
    listing->code = code > listing->code ? code : listing->code;
    if (listing->collected) {
        collect(listing->collected, severity, where);
        return true;
    }
    if (severity == XW_NOTE && !listing->verbose &&
        where->code != CODE_OF_READING) {
        return true;
    }
    if (severity == XW_ERROR || listing->verbose ||
        *listed < LISTED_OF_A_CODE) {
        list(listing, severity, where);
        ++*listed;
    } else {
        ++listing->unlisted;
    }
    return true;
}

void
listing_progress(void *payload, uint64_t done, uint64_t total)
{
    struct listing *listing = payload;
    progress_update(&listing->progress, done, total);
}

static void
write_count(struct text *out, uint64_t count, const char *noun)
{
    if (count) {
        text_add(out, out->len ? ", " : "");
        text_add_count(out, count, noun);
    }
}

/* "2 errors, 1 warning: 2 of XW-107, 1 of XW-401"; nothing when all is well. */
static void
write_counts(struct text *out, const xw_import_summary *summary)
{
    const char *lead = ": ";
    write_count(out, summary->errors, "error");
    write_count(out, summary->warnings, "warning");
    write_count(out, summary->notes, "note");
    for (uint32_t code = 1; code <= XW_CODE_MOST; ++code) {
        if (summary->by_code[code]) {
            text_printf(out, "%s%" PRIu64 " of XW-%03" PRIu32, lead,
                        summary->by_code[code], code);
            lead = ", ";
        }
    }
}

/* What an import did to what it read, other than take it as it stands. */
static const struct change {
    uint32_t code; /* 0: files of no format, of which several codes are */
    const char *noun, *what;
} changes[] = {
    { 0, "file", " left out" },
    { 233, "row", " of inverse sets folded" },
    { 403, "row", " folded with others that differ" },
    { 241, "mapping", " of one side left out" },
    { 254, "row", " without an element left out" },
    { 321, "row", " of set-valued maps left out" },
    { 271, "element", " left out" },
    { 272, "relationship", " left out" },
    { 232, "strength", " divided by 10" },
    { 253, "row", " given the element above" },
    { 255, "row", " read as related" },
    { 318, "row", " given the file's set" },
    { 408, "declaration", " merged with others that differ" },
    { 401, "framework", " implied" },
    { 402, "control", " implied" },
};

static void
write_changes(struct text *out, const xw_import_summary *summary)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; ++i) {
        const struct change *change = &changes[i];
        uint64_t count =
            change->code ? summary->amounts[change->code] : summary->unknown;
        if (count) {
            text_add(out, out->len ? ", " : "");
            text_add_count(out, count, change->noun);
            text_add(out, change->what);
        }
    }
}

void
listing_end(struct listing *listing, const xw_import_summary *summary)
{
    struct text counts = { 0 };
    progress_clear(&listing->progress);
    if (listing->collected) {
        return; /* for whoever asks */
    }
    write_counts(&counts, summary);
    bool is_said = summary->errors || summary->warnings || listing->verbose;
    if (is_said && counts.len) {
        output_note("%s", text_get(&counts));
    }
    if (listing->unlisted) {
        output_hint("-v lists the %" PRIu64 " left out as well",
                    listing->unlisted);
    }
    text_clear(&counts);
    write_changes(&counts, summary);
    if (counts.len) {
        output_note("%s", text_get(&counts));
    }
    text_free(&counts);
}

void
listing_describe(const struct listing *listing,
                 const xw_import_summary *summary, json_t *document)
{
    json_t *codes = json_array();
    document_set(document, "files", json_integer((json_int_t)summary->files));
    document_set(document, "left_out",
                 json_integer((json_int_t)summary->unknown));
    document_set(document, "errors", json_integer((json_int_t)summary->errors));
    document_set(document, "warnings",
                 json_integer((json_int_t)summary->warnings));
    document_set(document, "notes", json_integer((json_int_t)summary->notes));
    for (uint32_t code = 1; code <= XW_CODE_MOST; ++code) {
        if (summary->by_code[code]) {
            json_t *entry = json_object();
            document_set(entry, "code", code_or_null(code));
            document_set(entry, "count",
                         json_integer((json_int_t)summary->by_code[code]));
            document_set(entry, "amount",
                         json_integer((json_int_t)summary->amounts[code]));
            document_add(codes, entry);
        }
    }
    document_set(document, "codes", codes);
    document_set(document, "diagnostics", json_incref(listing->collected));
}
