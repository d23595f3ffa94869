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

/** The same below a title, if there are any rows. */
void report_print_table(const char *title, const json_t *rows,
                        const struct column *all, size_t count,
                        struct table_look look);

/** Add "12 open", after a comma where something stands before; nothing of 0. */
void report_add_count(struct text *line, json_int_t count, const char *words);

/** Print a report with those of `all` that the format shows. */
void report_print_columns(struct report report, const struct column *all,
                          size_t count, const struct common_options *options);

void report_print(const struct report *report,
                  const struct common_options *options);

#endif
