#include "report.h"

#include "delimited.h"
#include "markdown.h"
#include "terminal.h"

#include <stdio.h>

bool
report_is_for_people(const struct common_options *options)
{
    return options->format == FORMAT_TABLE || options->format == FORMAT_MD;
}

static void
print_text(const struct report *report, const struct common_options *options)
{
    struct table_look look = { terminal_width(),
                               terminal_has_colour(options->no_color) };
    if (report->print_text) {
        report->print_text(report, look);
    } else {
        table_print(report->rows, report->columns, look);
    }
}

void
report_print_rows(const json_t *rows, const struct column *all, size_t count,
                  struct table_look look)
{
    struct columns columns;
    (void)columns_choose(all, count, NULL, true, &columns);
    table_print(rows, &columns, look);
    columns_free(&columns);
}

void
report_print_table(const char *title, const json_t *rows,
                   const struct column *all, size_t count,
                   struct table_look look)
{
    if (json_array_size(rows)) {
        printf("\n%s:\n\n", title);
        report_print_rows(rows, all, count, look);
    }
}

void
report_add_count(struct text *line, json_int_t count, const char *words)
{
    if (count) {
        text_printf(line, "%s%" JSON_INTEGER_FORMAT " %s",
                    line->len ? ", " : "", count, words);
    }
}

void
report_print_columns(struct report report, const struct column *all,
                     size_t count, const struct common_options *options)
{
    struct columns columns;
    (void)columns_choose(all, count, NULL, report_is_for_people(options),
                         &columns);
    report.columns = &columns;
    report_print(&report, options);
    columns_free(&columns);
}

void
report_print(const struct report *report, const struct common_options *options)
{
    switch ((enum format)options->format) {
    case FORMAT_TABLE: print_text(report, options); break;
    case FORMAT_JSON: document_print(report->document); break;
    case FORMAT_CSV: delimited_print_csv(report->rows, report->columns); break;
    case FORMAT_TSV: delimited_print_tsv(report->rows, report->columns); break;
    case FORMAT_MD: markdown_print(report->rows, report->columns); break;
    }
}
