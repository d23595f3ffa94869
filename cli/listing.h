/* listing.h - the diagnostics of an import, listed as they come. */
#ifndef XW_CLI_LISTING_H
#define XW_CLI_LISTING_H

#include "document.h"
#include "progress.h"

#include <xw/import.h>

struct listing {
    struct progress progress; /* cleared before a line is written */
    bool verbose;             /* list all warnings, and notes */
    json_t *collected;        /* NULL, or an array that takes them instead */
    int code;                 /* exit code that the worst error asks for */
    uint64_t unlisted;        /* warnings past the limit */
    uint32_t listed[XW_CODE_MOST + 1]; /* diagnostics numbered XW-nnn */
};

/** An xw_diag_fn that lists every error and the first warnings of each code;
 *  with `verbose` all warnings, and notes.  `payload` is a struct listing. */
bool listing_add(void *payload, xw_severity severity, const xw_error *where);

/** An xw_progress_fn; `payload` as above. */
void listing_progress(void *payload, uint64_t done, uint64_t total);

/** Say how many there were of each code, unless they were collected. */
void listing_end(struct listing *listing, const xw_import_summary *summary);

/** All that were collected, and how many of each code, as members of a
 *  document. */
void listing_describe(const struct listing *listing,
                      const xw_import_summary *summary, json_t *document);

#endif
