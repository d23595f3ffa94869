/* report.h - prints an answer in the format that was asked for. */
#ifndef XW_CLI_REPORT_H
#define XW_CLI_REPORT_H

#include "column.h"
#include "options.h"
#include "table.h"

struct report {
    const json_t *document; /* what --format json prints */
    const json_t *rows;     /* an array, what CSV, TSV and Markdown print */
    const struct columns *columns;
    /** What people are shown, when it is more than a table of the rows. */
    void (*print_text)(const struct report *report, struct table_look look);
};

/** True for formats that people read. */
bool report_is_for_people(const struct common_options *options);

/** Print rows as a table for people, in those of `all` that are for them. */
void report_print_rows(const json_t *rows, const struct column *all,
                       size_t count, struct table_look look);

void report_print(const struct report *report,
                  const struct common_options *options);

#endif
