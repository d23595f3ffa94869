#include "check_report.h"

#include "memory.h"
#include "plain.h"
#include "proof.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- One row a finding ------------------------------------------------------ */

static const struct column all_columns[] = {
    { .name = "finding", .heading = "FINDING" },
    { .name = "control", .heading = "CONTROL" },
    { .name = "others", .heading = "WITH", .look = LOOK_LONG },
    { .name = "framework", .heading = "FRAMEWORK" },
    { .name = "set", .heading = "SET", .look = LOOK_LONG },
    { .name = "reason", .heading = "REASON" },
    { .name = "mappings", .heading = "MAPPINGS", .look = LOOK_NUMBER },
    { .name = "detail", .heading = "DETAIL", .look = LOOK_LONG },
};

enum { COLUMN_COUNT = sizeof all_columns / sizeof *all_columns };

/* A list of the document; `columns` are those of its table, none for what is
 * not shown as a table. */
static const struct section {
    const char *list, *finding, *title;
    const char *columns[5];
} sections[] = {
    { "conflicts",
      "conflict",
      "mappings that contradict each other",
      { NULL } },
    { "suspected_derived",
      "suspected_derived",
      "sets that look as if they had been derived from others",
      { "set", "others", "detail" } },
    { "duplicates",
      "duplicate",
      "sets that say the same both ways round",
      { "set", "mappings", "control", "others" } },
    { "equal_to_several",
      "equal_to_several",
      "controls equal to several of one framework",
      { "control", "others" } },
    { "headings",
      "heading",
      "mappings that end on headings",
      { "control", "mappings", "reason", "others" } },
    { "withdrawn",
      "withdrawn",
      "mappings of withdrawn controls",
      { "control", "mappings" } },
    { "nested",
      "nested",
      "controls mapped to a whole and its part at once",
      { "control", "others" } },
    { "implied_frameworks",
      "implied_framework",
      "frameworks that no file declares",
      { "framework", "mappings" } },
    { "implied_controls",
      "implied_control",
      "controls that no catalogue defines",
      { "control", "mappings" } },
    { "hierarchy",
      "hierarchy",
      "faults of hierarchy",
      { "control", "reason", "others" } },
    { "look_alikes",
      "look_alike",
      "ids that look alike",
      { "control", "others", "mappings" } },
};

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

static void
copy_member(json_t *row, const char *to, const json_t *from, const char *key)
{
    json_t *value = json_object_get(from, key);
    if (value) {
        document_set(row, to, json_incref(value));
    }
}

static void
add_all(json_t *others, const json_t *controls, size_t from)
{
    for (size_t i = from; i < json_array_size(controls); ++i) {
        document_add(others, json_incref(json_array_get(controls, i)));
    }
}

static json_t *
others_of(const json_t *entry)
{
    static const char *const members[] = { "target", "child", "whole", "part" };
    json_t *others = json_array();
    for (size_t i = 0; i < sizeof members / sizeof *members; ++i) {
        json_t *one = json_object_get(entry, members[i]);
        if (one) {
            document_add(others, json_incref(one));
        }
    }
    add_all(others, json_object_get(entry, "targets"), 0);
    add_all(others, json_object_get(entry, "via"), 0);
    add_all(others, json_object_get(entry, "controls"), 1);
    return others;
}

/* "2107 of 2107 pairs through nist-csf-1.1, Jaccard 1.000" */
static void
write_derived(struct text *out, const json_t *entry)
{
    text_printf(
        out,
        "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT
        " pairs of %s and %s through %s, Jaccard %.3f",
        document_integer(entry, "shared"), document_integer(entry, "size"),
        document_string(entry, "source_framework"),
        document_string(entry, "target_framework"),
        document_string(entry, "through"), document_number(entry, "jaccard"));
}

static void
write_detail(struct text *out, const json_t *entry)
{
    size_t i = 0;
    const json_t *walk = NULL;
    if (json_object_get(entry, "jaccard")) {
        write_derived(out, entry);
    }
    json_array_foreach(json_object_get(entry, "walks"), i, walk)
    {
        text_add(out, i ? "; but " : "");
        proof_write_relation(out, json_object_get(walk, "relation"));
        text_add(out, ": ");
        proof_show_walk(out, json_object_get(walk, "steps"));
    }
}

static json_t *
row_of(const struct section *section, const json_t *entry)
{
    json_t *row = json_object();
    struct text detail = { 0 };
    write_detail(&detail, entry);
    document_set(row, "finding", document_text(section->finding));
    copy_member(row, "control", entry, "source");
    copy_member(row, "control", entry, "control");
    json_t *first = json_array_get(json_object_get(entry, "controls"), 0);
    if (first) {
        document_set(row, "control", json_incref(first));
    }
    document_set(row, "others", others_of(entry));
    copy_member(row, "framework", entry, "framework");
    copy_member(row, "set", entry, "set");
    copy_member(row, "reason", entry, "kind");
    copy_member(row, "reason", entry, "reason");
    copy_member(row, "mappings", entry, "mappings");
    document_set(row, "detail", document_text(text_get(&detail)));
    text_free(&detail);
    return row;
}

static void
add_rows(json_t *rows, const json_t *document, const struct section *section)
{
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(json_object_get(document, section->list), i, entry)
    {
        document_add(rows, row_of(section, entry));
    }
}

/* ---- For people --------------------------------------------------------------- */

static json_int_t
count_of(const json_t *document, const char *list)
{
    const json_t *counts = json_object_get(document, "counts");
    return document_integer(counts, list);
}

static void
print_walk(const json_t *walk, struct text *line)
{
    size_t i = 0;
    const json_t *step = NULL;
    text_add(line, "    ");
    proof_write_relation(line, json_object_get(walk, "relation"));
    text_add(line, ":");
    plain_print(line);
    json_array_foreach(json_object_get(walk, "steps"), i, step)
    {
        const char *set = document_string(step, "set");
        text_add(line, "      ");
        proof_write_step(line, step);
        if (*set) {
            text_printf(line, "  [%s]", set);
        }
        plain_print(line);
    }
}

static void
print_conflicts(const json_t *document, struct text *line)
{
    size_t i = 0;
    const json_t *conflict = NULL;
    json_array_foreach(json_object_get(document, "conflicts"), i, conflict)
    {
        const json_t *walks = json_object_get(conflict, "walks");
        text_printf(line, "%zu. %s: %s and %s", i + 1,
                    document_string(conflict, "kind"),
                    document_string(conflict, "source"),
                    document_string(conflict, "target"));
        plain_print(line);
        print_walk(json_array_get(walks, 0), line);
        print_walk(json_array_get(walks, 1), line);
    }
    if (!document_flag(document, "conflicts_complete")) {
        puts("more may be found when these are mended");
    }
}

static const struct column *
find_column(const char *name)
{
    size_t i = 0;
    while (strcmp(all_columns[i].name, name) != 0) {
        ++i;
    }
    return &all_columns[i];
}

static void
print_rows(const json_t *document, const struct section *section,
           struct table_look look)
{
    json_t *rows = json_array();
    struct columns columns = { 0 };
    columns.items = memory_array(COLUMN_COUNT, sizeof(const struct column *));
    for (size_t i = 0; section->columns[i]; ++i) {
        columns.items[columns.count++] = find_column(section->columns[i]);
    }
    add_rows(rows, document, section);
    table_print(rows, &columns, look);
    columns_free(&columns);
    json_decref(rows);
}

/* "ids that look alike: 22, of which 20 are listed" */
static void
print_title(const json_t *document, const struct section *section)
{
    json_int_t all = count_of(document, section->list);
    size_t listed = json_array_size(json_object_get(document, section->list));
    printf("%s: %" JSON_INTEGER_FORMAT, section->title, all);
    if ((json_int_t)listed < all) {
        printf(", of which %zu are listed", listed);
    }
    puts("\n");
}

static void
print_section(const json_t *document, const struct section *section,
              struct table_look look, struct text *line)
{
    if (!count_of(document, section->list)) {
        return;
    }
    print_title(document, section);
    if (!section->columns[0]) {
        print_conflicts(document, line);
    } else if (json_array_size(json_object_get(document, section->list))) {
        print_rows(document, section, look);
    }
    (void)putchar('\n');
}

static void
print_text(const struct report *report, struct table_look look)
{
    struct text line = { 0 };
    for (size_t i = 0; i < SECTION_COUNT; ++i) {
        print_section(report->document, &sections[i], look, &line);
    }
    json_int_t folded = count_of(report->document, "folded_rows");
    if (folded) {
        text_add_count(&line, (uint64_t)folded, "row");
        text_add(&line, folded == 1 ? " read repeats another"
                                    : " read repeat another");
        plain_print(&line);
    }
    if (document_flag(report->document, "sound")) {
        puts("nothing doubtful was found");
    }
    text_free(&line);
}

void
check_report_print(const json_t *document, const struct common_options *options)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < SECTION_COUNT; ++i) {
        add_rows(rows, document, &sections[i]);
    }
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         all_columns, COLUMN_COUNT, options);
    json_decref(rows);
}

/* ---- The file --------------------------------------------------------------------- */

static void
show_intact(struct text *out, const json_t *row)
{
    bool is_intact = document_flag(row, "intact");
    text_add(out, is_intact ? "intact" : "damaged");
}

static const struct column file_columns[] = {
    { .name = "id", .heading = "SECTION" },
    { .name = "bytes", .heading = "BYTES", .look = LOOK_NUMBER },
    { .name = "intact", .heading = "STATE", .show = show_intact },
};

static void
print_file_text(const struct report *report, struct table_look look)
{
    struct text line = { 0 };
    table_print(report->rows, report->columns, look);
    (void)putchar('\n');
    text_printf(&line, "%s: ", document_string(report->document, "file"));
    const json_t *damage = json_object_get(report->document, "damage");
    text_add(&line, json_is_string(damage) ? json_string_value(damage)
                                           : "nothing is damaged");
    plain_print(&line);
    text_free(&line);
}

void
check_report_print_file(const json_t *document,
                        const struct common_options *options)
{
    report_print_columns(
        (struct report){ document, json_object_get(document, "chunks"), NULL,
                         print_file_text },
        file_columns, sizeof file_columns / sizeof *file_columns, options);
}
