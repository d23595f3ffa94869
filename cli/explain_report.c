#include "explain_report.h"

#include "answer.h"
#include "explain_joint.h"
#include "plain.h"
#include "proof.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

static void
show_walk_relation(struct text *out, const json_t *row)
{
    proof_write_relation(out, json_object_get(row, "walk_relation"));
}

/* One row for each step of each walk. */
static const struct column all_columns[] = {
    { .name = "walk", .heading = "WALK", .look = LOOK_NUMBER },
    { .name = "walk_relation", .heading = "GIVES", .show = show_walk_relation },
    { .name = "step", .heading = "STEP", .look = LOOK_NUMBER },
    { .name = "source", .heading = "SOURCE" },
    { .name = "relationship", .heading = "RELATIONSHIP" },
    { .name = "target", .heading = "TARGET" },
    { .name = "inverted" },
    { .name = "strength", .heading = "STRENGTH", .look = LOOK_NUMBER },
    { .name = "rationale" },
    { .name = "note", .heading = "NOTE", .look = LOOK_LONG },
    { .name = "set", .heading = "SET" },
    { .name = "publisher" },
    { .name = "version" },
    { .name = "date" },
    { .name = "citation" },
};

enum { COLUMN_COUNT = sizeof all_columns / sizeof *all_columns };

/* ---- Rows ----------------------------------------------------------------- */

static const json_t *
find_set(const json_t *document, const char *id)
{
    size_t i = 0;
    const json_t *set = NULL;
    json_array_foreach(json_object_get(document, "sets"), i, set)
    {
        if (strcmp(document_string(set, "id"), id) == 0) {
            return set;
        }
    }
    return NULL;
}

static void
copy_member(json_t *row, const char *to, const json_t *from, const char *key)
{
    json_t *value = json_object_get(from, key);
    document_set(row, to, value ? json_incref(value) : json_null());
}

/* `walk` and `step` count from 0. */
static json_t *
row_of(const json_t *document, size_t walk, size_t step)
{
    const json_t *of_walk =
        json_array_get(json_object_get(document, "walks"), walk);
    json_t *of_step = json_array_get(json_object_get(of_walk, "steps"), step);
    const json_t *set = find_set(document, document_string(of_step, "set"));
    json_t *row = json_copy(of_step);
    document_set(row, "walk", json_integer((json_int_t)walk + 1));
    document_set(row, "step", json_integer((json_int_t)step + 1));
    copy_member(row, "walk_relation", of_walk, "relation");
    copy_member(row, "publisher", set, "publisher");
    copy_member(row, "version", set, "version");
    copy_member(row, "date", set, "date");
    copy_member(row, "citation", set, "source");
    return row;
}

static json_t *
rows_of(const json_t *document)
{
    json_t *rows = json_array();
    size_t w = 0;
    const json_t *walk = NULL;
    json_array_foreach(json_object_get(document, "walks"), w, walk)
    {
        size_t steps = json_array_size(json_object_get(walk, "steps"));
        for (size_t s = 0; s < steps; ++s) {
            document_add(rows, row_of(document, w, s));
        }
    }
    return rows;
}

/* ---- For people ----------------------------------------------------------- */

static void
write_hops(struct text *line, const json_t *of)
{
    json_int_t hops = document_integer(of, "hops");
    const json_t *strength = json_object_get(of, "strength");
    text_add_count(line, (uint64_t)hops, "hop");
    if (json_is_integer(strength)) {
        text_printf(line, ", strength %" JSON_INTEGER_FORMAT,
                    json_integer_value(strength));
    }
}

static void
print_verdict(const json_t *document, struct text *line)
{
    text_printf(line, "%s  %s", document_string(document, "source"),
                document_string(document, "source_title"));
    plain_print(line);
    text_printf(line, "%s  %s", document_string(document, "target"),
                document_string(document, "target_title"));
    plain_print(line);
    (void)putchar('\n');
    answer_show_verdict(line, document);
    if (json_array_size(json_object_get(document, "walks"))) {
        text_add(line, ": ");
        proof_show_relation(line, document);
        text_add(line, ", ");
        write_hops(line, document);
    }
    plain_print(line);
}

/* What takes away from a score, where anything does. */
static void
write_deductions(const json_t *pieces, struct text *line)
{
    double rivals = document_number(pieces, "rivals");
    double parts = document_number(pieces, "parts");
    if (rivals < 0) {
        text_printf(line, " - rivals %.2f (best likeness %.2f)", -rivals,
                    document_number(pieces, "best_likeness"));
    }
    if (parts < 0) {
        text_printf(line, " - parts %.2f (one is mapped by part links only)",
                    -parts);
    }
}

/* What each piece of evidence adds; the score is 1 / (1 + exp(-sum)). */
static void
print_score(const json_t *document, struct text *line)
{
    const json_t *pieces = json_object_get(document, "score_pieces");
    if (!json_is_object(pieces)) {
        return;
    }
    text_printf(line, "score %.3f, the logistic of %.2f + walks %.2f (",
                document_number(document, "score"),
                document_number(pieces, "constant"),
                document_number(pieces, "walks"));
    text_add_count(line, (uint64_t)document_number(pieces, "independent"),
                   "framework");
    text_printf(line, " between) + titles %.2f",
                document_number(pieces, "titles"));
    if (json_is_number(json_object_get(pieces, "likeness"))) {
        text_printf(line, " (likeness %.2f)",
                    document_number(pieces, "likeness"));
    }
    write_deductions(pieces, line);
    plain_print(line);
}

/* "A superset_of B  [set]" */
static void
write_claim(struct text *line, const json_t *step)
{
    const char *set = document_string(step, "set");
    text_add(line, "    ");
    proof_write_step(line, step);
    if (*set) {
        text_printf(line, "  [%s]", set);
    }
}

static void
print_step(const json_t *step, struct text *line)
{
    const char *note = document_string(step, "note");
    const char *rationale = document_string(step, "rationale");
    const json_t *strength = json_object_get(step, "strength");
    write_claim(line, step);
    if (json_is_integer(strength)) {
        text_printf(line, ", strength %" JSON_INTEGER_FORMAT,
                    json_integer_value(strength));
    }
    if (*rationale) {
        text_printf(line, ", %s", rationale);
    }
    plain_print(line);
    if (*note) {
        text_printf(line, "      %s", note);
        plain_print(line);
    }
}

/* Under what it entails. */
static void
print_walk(const json_t *walk, size_t number, struct text *line)
{
    bool is_related = !strcmp(document_string(walk, "basis"), "related");
    text_printf(line, "%zu. ", number);
    write_hops(line, walk);
    text_add(line, is_related ? ", related" : "");
    text_add(line, document_flag(walk, "topic") ? ", topic" : "");
    text_add(line, document_flag(walk, "joint") ? ", joint" : "");
    plain_print(line);
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(json_object_get(walk, "steps"), i, step)
    {
        print_step(step, line);
    }
}

static void
print_group(const json_t *document, const json_t *group, struct text *line)
{
    const json_t *walks = json_object_get(document, "walks");
    size_t i = 0;
    const json_t *number = NULL;
    text_printf(line, "%s: ", document_string(group, "entails"));
    proof_show_relation(line, group);
    (void)putchar('\n');
    plain_print(line);
    json_array_foreach(json_object_get(group, "walks"), i, number)
    {
        size_t walk = (size_t)json_integer_value(number);
        (void)putchar('\n');
        print_walk(json_array_get(walks, walk - 1), walk, line);
    }
}

/* What is left when all walks hold at once. */
static void
print_intersection(const json_t *document, struct text *line)
{
    size_t groups = json_array_size(json_object_get(document, "groups"));
    bool is_disputed = document_flag(document, "disputed");
    bool is_against = json_object_get(document, "against") != NULL;
    if (groups < 2) {
        return;
    }
    text_add(line, "all of them together: ");
    if (!is_against) {
        proof_show_relation(line, document);
    } else {
        text_add(line, "no relation is left");
        text_add(line, is_disputed ? "; the pair's own mappings decide" : "");
    }
    (void)putchar('\n');
    plain_print(line);
}

static void
print_walks(const json_t *document, struct text *line)
{
    json_int_t omitted = document_integer(document, "omitted");
    size_t i = 0;
    const json_t *group = NULL;
    json_array_foreach(json_object_get(document, "groups"), i, group)
    {
        if (i == 0) {
            puts("\nwalks by what they entail, shortest first:");
        }
        print_group(document, group, line);
    }
    if (omitted) {
        printf("\n%" JSON_INTEGER_FORMAT " or more longer walks left out by "
               "--limit\n",
               omitted);
    }
    print_intersection(document, line);
}

static void
print_gap(const json_t *document, struct text *line)
{
    const json_t *gap = json_object_get(document, "gap");
    const char *note = document_string(gap, "note");
    if (!json_is_object(gap)) {
        return;
    }
    text_printf(line, "%s says that nothing there corresponds",
                document_string(gap, "set"));
    if (*note) {
        text_printf(line, ": %s", note);
    }
    (void)putchar('\n');
    plain_print(line);
}

static void
print_against(const json_t *document, struct text *line)
{
    const json_t *steps = json_object_get(document, "against");
    if (steps) {
        puts("\ncontradicted by:\n");
    }
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(steps, i, step)
    {
        print_step(step, line);
    }
}

/* What is not entailed has no basis to speak of. */
static bool
is_related_without(const json_t *entry)
{
    const char *verdict = document_string(entry, "verdict_without");
    return (strcmp(verdict, xw_verdict_name(XW_FULL)) == 0 ||
            strcmp(verdict, xw_verdict_name(XW_PARTIAL)) == 0) &&
           strcmp(document_string(entry, "basis_without"), "related") == 0;
}

static void
print_critical(const json_t *document, struct text *line)
{
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(json_object_get(document, "critical"), i, entry)
    {
        if (i == 0) {
            puts("\nthe verdict rests on:\n");
        }
        write_claim(line, json_object_get(entry, "mapping"));
        text_printf(line, "; without it: %s",
                    document_string(entry, "verdict_without"));
        if (is_related_without(entry)) {
            text_add(line, " (related)");
        }
        plain_print(line);
    }
}

static void
print_replaced(const json_t *document, struct text *line)
{
    size_t i = 0;
    const json_t *step = NULL;
    json_array_foreach(json_object_get(document, "replaced"), i, step)
    {
        if (i == 0) {
            puts("\nreplaced by a set of higher precedence:\n");
        }
        print_step(step, line);
    }
}

static void
add_part(struct text *line, const json_t *set, const char *key)
{
    const char *value = document_string(set, key);
    if (*value) {
        text_printf(line, "%s%s", line->len ? ", " : "", value);
    }
}

static void
print_citations(const json_t *document, struct text *line)
{
    size_t i = 0;
    const json_t *set = NULL;
    json_array_foreach(json_object_get(document, "sets"), i, set)
    {
        if (i == 0) {
            puts("\nsources:\n");
        }
        printf("    [");
        text_add(line, document_string(set, "id"));
        plain_make(line);
        printf("%s] ", text_get(line));
        text_clear(line);
        add_part(line, set, "name");
        add_part(line, set, "publisher");
        add_part(line, set, "version");
        add_part(line, set, "date");
        add_part(line, set, "source");
        plain_print(line);
    }
}

static void
print_text(const struct report *report, struct table_look look)
{
    (void)look; /* a citation that is cut is none */
    struct text line = { 0 };
    print_verdict(report->document, &line);
    print_score(report->document, &line);
    print_gap(report->document, &line);
    print_walks(report->document, &line);
    print_against(report->document, &line);
    print_critical(report->document, &line);
    print_replaced(report->document, &line);
    explain_joint_print(json_object_get(report->document, "together"));
    print_citations(report->document, &line);
    text_free(&line);
}

void
explain_report_print(const json_t *document,
                     const struct common_options *options)
{
    json_t *rows = rows_of(document);
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         all_columns, COLUMN_COUNT, options);
    json_decref(rows);
}
