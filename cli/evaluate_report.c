#include "evaluate_report.h"

#include "plain.h"
#include "report.h"

#include <stdio.h>

/* ---- Columns -------------------------------------------------------------- */

static void
show_share(struct text *out, const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);
    if (json_is_real(value)) {
        text_printf(out, "%.3f", json_real_value(value));
    }
}

#define SHOW(key)                                               \
    static void show_##key(struct text *out, const json_t *row) \
    {                                                           \
        show_share(out, row, #key);                             \
    }

SHOW(ap)
SHOW(walk_ap)
SHOW(composition_ap)
SHOW(reach)
SHOW(best_f1)
SHOW(precision)
SHOW(recall)
SHOW(score)
SHOW(ece)

static void
show_range(struct text *out, const json_t *row)
{
    text_printf(out, "%.1f to %.1f", document_number(row, "least"),
                document_number(row, "most"));
}

#define SHARE(key, title)                                      \
    {                                                          \
        .name = #key, .heading = (title), .look = LOOK_NUMBER, \
        .show = show_##key                                     \
    }

static const struct column pair_columns[] = {
    { .name = "source_framework", .heading = "FRAMEWORK", .look = LOOK_LONG },
    { .name = "target_framework", .heading = "AND", .look = LOOK_LONG },
    { .name = "direct", .heading = "PUBLISHED", .look = LOOK_NUMBER },
    { .name = "candidates", .heading = "CANDIDATES", .look = LOOK_NUMBER },
    { .name = "found" },
    SHARE(reach, "REACH"),
    SHARE(ap, "AP"),
    SHARE(walk_ap, "WALK AP"),
    SHARE(composition_ap, "UNRANKED AP"),
    SHARE(best_f1, "BEST F1"),
    SHARE(precision, "PRECISION"),
    SHARE(recall, "RECALL"),
    { .name = "composition_precision" },
    { .name = "known" },
    SHARE(ece, NULL),
};

static const struct column bin_columns[] = {
    { .name = "least", .heading = "SCORE", .show = show_range },
    { .name = "count", .heading = "CANDIDATES", .look = LOOK_NUMBER },
    SHARE(score, "MEAN SCORE"),
    SHARE(precision, "PUBLISHED"),
};

#undef SHARE
#undef SHOW

enum {
    PAIR_COLUMNS = sizeof pair_columns / sizeof *pair_columns,
    BIN_COLUMNS = sizeof bin_columns / sizeof *bin_columns
};

/* ---- For people ----------------------------------------------------------- */

static void
print_means(const json_t *document)
{
    size_t pairs = json_array_size(json_object_get(document, "pairs"));
    printf("\nMean average precision of %zu %s of frameworks, each inferred "
           "without what is\npublished between the two:\n\n",
           pairs, pairs == 1 ? "pair" : "pairs");
    printf("    %.3f  by score\n", document_number(document, "mean_ap"));
    printf("    %.3f  by a plain random walk\n",
           document_number(document, "mean_walk_ap"));
    printf("    %.3f  unranked: every chain of mappings is as good\n",
           document_number(document, "mean_composition_ap"));
}

/* Bins without candidates say nothing. */
static json_t *
filled_bins(const json_t *document)
{
    json_t *filled = json_array();
    size_t i = 0;
    json_t *bin = NULL;
    json_array_foreach(json_object_get(document, "bins"), i, bin)
    {
        if (document_integer(bin, "count")) {
            document_add(filled, json_incref(bin));
        }
    }
    return filled;
}

static void
print_calibration(const json_t *document, struct table_look look)
{
    json_int_t known = document_integer(document, "known");
    if (!known) {
        return;
    }
    json_t *bins = filled_bins(document);
    printf("\nWhat scores mean, over the %" JSON_INTEGER_FORMAT
           " candidates whose control someone has mapped into\n"
           "that framework:\n\n",
           known);
    report_print_rows(bins, bin_columns, BIN_COLUMNS, look);
    printf("\nScores are off by %.3f on average (ECE).  Of the tenth scored "
           "best %.3f are\npublished, of all %.3f.\n",
           document_number(document, "ece"),
           document_number(document, "best_tenth_precision"),
           document_number(document, "pool_precision"));
    json_decref(bins);
}

static void
write_derived(struct text *line, const json_t *entry)
{
    text_printf(line,
                "    %s, %s to %s: %" JSON_INTEGER_FORMAT
                " of %" JSON_INTEGER_FORMAT " pairs through %s",
                document_string(entry, "set"),
                document_string(entry, "source_framework"),
                document_string(entry, "target_framework"),
                document_integer(entry, "shared"),
                document_integer(entry, "size"),
                document_string(entry, "through"));
}

static void
print_derived(const json_t *document)
{
    const json_t *entries = json_object_get(document, "suspected_derived");
    if (json_array_size(entries)) {
        puts("\nLeft out, for it looks derived from other mappings, and would "
             "prove nothing:\n");
    }
    struct text line = { 0 };
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(entries, i, entry)
    {
        write_derived(&line, entry);
        plain_print(&line);
    }
    text_free(&line);
}

static void
print_text(const struct report *report, struct table_look look)
{
    const json_t *document = report->document;
    if (json_array_size(report->rows)) {
        table_print(report->rows, report->columns, look);
        print_means(document);
        print_calibration(document, look);
    }
    print_derived(document);
}

void
evaluate_report_print(const json_t *document,
                      const struct common_options *options)
{
    report_print_columns((struct report){ document,
                                          json_object_get(document, "pairs"),
                                          NULL, print_text },
                         pair_columns, PAIR_COLUMNS, options);
}
