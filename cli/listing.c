#include "listing.h"

#include "output.h"
#include "text.h"

#include <inttypes.h>

enum {
    LISTED_OF_A_CODE = 20,
    CODE_OF_READING = 252 /* what a sheet says either way round: always said */
};

static void
list(struct listing *listing, xw_severity severity, const xw_error *where)
{
    static const char *const names[] = { "note", "warning", "error" };
    progress_clear(&listing->progress);
    output_diagnostic(names[severity], where);
    const char *hint = xw_diagnostic_hint(where->code);
    bool is_first = where->code && listing->listed[where->code] == 0;
    if (is_first && *hint) {
        output_hint("%s", hint);
    }
}

bool
listing_add(void *payload, xw_severity severity, const xw_error *where)
{
    struct listing *listing = payload;
    uint32_t *listed = &listing->listed[where->code];
    int code = severity == XW_ERROR ? output_exit_code(where->status) : 0;
    listing->code = code > listing->code ? code : listing->code;
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
        uint64_t count = change->code ? summary->amounts[change->code]
                                      : summary->unknown;
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
