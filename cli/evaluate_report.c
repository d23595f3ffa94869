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
    text_printf(out, "%.1f to %.1f",
                json_real_value(json_object_get(row, "least")),
                json_real_value(json_object_get(row, "most")));
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

static double
real_of(const json_t *document, const char *key)
{
    return json_real_value(json_object_get(document, key));
}

static void
print_means(const json_t *document)
{
    size_t pairs = json_array_size(json_object_get(document, "pairs"));
    printf("\nMean average precision of %zu %s of frameworks, each inferred "
           "without what is\npublished between the two:\n\n",
           pairs, pairs == 1 ? "pair" : "pairs");
    printf("    %.3f  by score\n", real_of(document, "mean_ap"));
    printf("    %.3f  by a plain random walk\n",
           real_of(document, "mean_walk_ap"));
    printf("    %.3f  unranked: every chain of mappings is as good\n",
           real_of(document, "mean_composition_ap"));
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
        if (json_integer_value(json_object_get(bin, "count"))) {
            document_add(filled, json_incref(bin));
        }
    }
    return filled;
}

static void
print_calibration(const json_t *document, struct table_look look)
{
    json_int_t known = json_integer_value(json_object_get(document, "known"));
    if (!known) {
        return;
    }
    struct columns columns;
    json_t *bins = filled_bins(document);
    (void)columns_choose(bin_columns, BIN_COLUMNS, NULL, true, &columns);
    printf("\nWhat scores mean, over the %" JSON_INTEGER_FORMAT
           " candidates whose control someone has mapped into\n"
           "that framework:\n\n",
           known);
    table_print(bins, &columns, look);
    printf("\nScores are off by %.3f on average (ECE).  Of the tenth scored "
           "best %.3f are\npublished, of all %.3f.\n",
           real_of(document, "ece"), real_of(document, "best_tenth_precision"),
           real_of(document, "pool_precision"));
    columns_free(&columns);
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
                json_integer_value(json_object_get(entry, "shared")),
                json_integer_value(json_object_get(entry, "size")),
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
        plain_make(&line);
        puts(text_get(&line));
        text_clear(&line);
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
    struct columns columns;
    (void)columns_choose(pair_columns, PAIR_COLUMNS, NULL,
                         report_is_for_people(options), &columns);
    report_print(&(struct report){ document, json_object_get(document, "pairs"),
                                   &columns, print_text },
                 options);
    columns_free(&columns);
}
