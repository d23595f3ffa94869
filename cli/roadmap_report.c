#include "roadmap_report.h"

#include "output.h"
#include "plain.h"

#include <stdio.h>
#include <string.h>

/* ---- Cells ------------------------------------------------------------------------ */

void
roadmap_report_title(struct text *out, const json_t *entry)
{
    const char *title = document_string(entry, "title");
    const char *at = strrchr(title, '(');
    bool has_months = at && at > title && strncmp(at, "(month", 6) == 0;
    size_t len = has_months ? (size_t)(at - title) : strlen(title);
    while (has_months && len && title[len - 1] == ' ') {
        --len;
    }
    text_add_bytes(out, title, len);
}

static void
show_months(struct text *out, const json_t *row)
{
    json_int_t first = document_integer(row, "month_from");
    json_int_t last = document_integer(row, "month_until");
    if (first) {
        text_printf(out, "%d", (int)first);
    }
    if (last > first) {
        text_printf(out, "-%d", (int)last);
    }
}

static void
show_dates(struct text *out, const json_t *row)
{
    const char *from = document_string(row, "from");
    if (*from) {
        text_printf(out, "%s to %s", from, document_string(row, "until"));
    } else {
        show_months(out, row);
    }
}

static void
show_count(struct text *out, const json_t *row)
{
    text_printf(out, "%zu", json_array_size(json_object_get(row, "serves")));
}

static void
add_ids(struct text *out, const json_t *references)
{
    size_t i = 0;
    const json_t *reference = NULL;
    json_array_foreach(references, i, reference)
    {
        const char *text = json_string_value(reference);
        const char *colon = strchr(text, ':');
        text_printf(out, "%s%s", i ? ", " : "", colon ? colon + 1 : text);
    }
}

/* "iso-27001-2022 7.2, 7.3; iso-9001-2015 7.2" */
static void
show_extends(struct text *out, const json_t *row)
{
    size_t i = 0;
    const json_t *part = NULL;
    json_array_foreach(json_object_get(row, "extends"), i, part)
    {
        text_printf(out, "%s%s ", i ? "; " : "",
                    document_string(part, "framework"));
        add_ids(out, json_object_get(part, "controls"));
    }
}

/* What of the requirements is a multiple of words for programs. */
static void
show_serves(struct text *out, const json_t *row)
{
    document_join(out, json_object_get(row, "serves"), ", ");
}

/* ---- Columns ----------------------------------------------------------------------- */

static const struct column activity_columns[] = {
    { .name = "month_from", .heading = "MONTHS", .show = show_dates },
    { .name = "id", .heading = "ACTIVITY" },
    { .name = "title",
      .heading = "WHAT",
      .look = LOOK_LONG,
      .show = roadmap_report_title },
    { .name = "state", .heading = "STATE" },
    { .name = "serves",
      .heading = "SERVES",
      .look = LOOK_NUMBER,
      .show = show_count },
};

static const struct column document_columns[] = {
    { .name = "id", .heading = "DOCUMENT" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "state", .heading = "STATE" },
    { .name = "serves",
      .heading = "SERVES",
      .look = LOOK_NUMBER,
      .show = show_count },
    { .name = "extends",
      .heading = "FROM WHAT IS HELD",
      .look = LOOK_LONG,
      .show = show_extends },
};

static const struct column indicator_columns[] = {
    { .name = "id", .heading = "INDICATOR" },
    { .name = "title", .heading = "TITLE", .look = LOOK_LONG },
    { .name = "unit", .heading = "UNIT" },
    { .name = "direction", .heading = "DIRECTION" },
    { .name = "state", .heading = "STATE" },
    { .name = "serves",
      .heading = "SERVES",
      .look = LOOK_NUMBER,
      .show = show_count },
};

static const struct column all_columns[] = {
    { .name = "part", .heading = "PART" },
    { .name = "group", .heading = "GROUP" },
    { .name = "id", .heading = "ID" },
    { .name = "title",
      .heading = "TITLE",
      .look = LOOK_LONG,
      .show = roadmap_report_title },
    { .name = "state", .heading = "STATE" },
    { .name = "month_from", .heading = "MONTHS", .show = show_dates },
    { .name = "month_until" },
    { .name = "from" },
    { .name = "until" },
    { .name = "serves",
      .heading = "SERVES",
      .look = LOOK_LONG,
      .show = show_serves,
      .always_shown = true },
    { .name = "extends",
      .heading = "FROM WHAT IS HELD",
      .look = LOOK_LONG,
      .show = show_extends,
      .always_shown = true },
};

enum {
    ACTIVITY_COLUMNS = sizeof activity_columns / sizeof *activity_columns,
    DOCUMENT_COLUMNS = sizeof document_columns / sizeof *document_columns,
    INDICATOR_COLUMNS = sizeof indicator_columns / sizeof *indicator_columns,
    ALL_COLUMNS = sizeof all_columns / sizeof *all_columns
};

/* The parts of a roadmap. */
static const struct part {
    const char *list, *heading, *entries, *entry;
    const struct column *columns; /* [column_count] */
    size_t column_count;
} parts[] = {
    { "phases", "phase", "activities", "activity", activity_columns,
      ACTIVITY_COLUMNS },
    { "tiers", "tier", "documents", "document", document_columns,
      DOCUMENT_COLUMNS },
    { "groups", "group", "indicators", "indicator", indicator_columns,
      INDICATOR_COLUMNS },
};

enum { PART_COUNT = sizeof parts / sizeof *parts };

/* ---- Rows --------------------------------------------------------------------------- */

static const char *
id_of(const char *reference)
{
    const char *colon = strchr(reference, ':');
    return colon ? colon + 1 : reference;
}

static void
add_rows(json_t *rows, const struct part *part, const json_t *heading)
{
    size_t i = 0;
    json_t *entry = NULL;
    json_array_foreach(json_object_get(heading, part->entries), i, entry)
    {
        json_t *row = json_copy(entry);
        document_set(row, "part", document_text(part->entry));
        document_set(
            row, "group",
            document_text(id_of(document_string(heading, part->heading))));
        document_set(row, "id",
                     document_text(id_of(document_string(entry, part->entry))));
        document_add(rows, row);
    }
}

static json_t *
all_rows(const json_t *document)
{
    json_t *rows = json_array();
    for (size_t p = 0; p < PART_COUNT; ++p) {
        size_t i = 0;
        const json_t *heading = NULL;
        json_array_foreach(json_object_get(document, parts[p].list), i, heading)
        {
            add_rows(rows, &parts[p], heading);
        }
    }
    return rows;
}

/* ---- For people ----------------------------------------------------------------------- */

static void
add_names(struct text *line, const char *before, const json_t *names)
{
    text_add(line, json_array_size(names) ? before : "");
    document_join(line, names, ", ");
}

static void
print_requirements(const json_t *document, struct text *line)
{
    struct text stand = { 0 };
    report_add_count(&stand, document_integer(document, "met"),
                     "met by what is held");
    report_add_count(&stand, document_integer(document, "settled"),
                     "settled by results");
    report_add_count(&stand, document_integer(document, "begun"),
                     "partly met by what is held");
    report_add_count(&stand, document_integer(document, "untouched"), "open");
    text_add_count(line, (uint64_t)document_integer(document, "requirements"),
                   "requirement");
    text_printf(line, "%s%s", stand.len ? ": " : "", text_get(&stand));
    plain_print(line);
    text_free(&stand);
}

static size_t
count_entries(const json_t *document, const struct part *part,
              const char *state)
{
    size_t count = 0, i = 0;
    const json_t *heading = NULL;
    json_array_foreach(json_object_get(document, part->list), i, heading)
    {
        size_t e = 0;
        const json_t *entry = NULL;
        json_array_foreach(json_object_get(heading, part->entries), e, entry)
        {
            count += strcmp(document_string(entry, "state"), state) == 0;
        }
    }
    return count;
}

/* "67 documents: 20 new, 47 to extend, 3 no longer matter" */
static void
print_counts(const json_t *document, const struct part *part, struct text *line)
{
    struct text stand = { 0 };
    json_int_t done =
        document_integer(json_object_get(document, "done"), part->entries);
    report_add_count(&stand, (json_int_t)count_entries(document, part, "new"),
                     "new");
    report_add_count(&stand, (json_int_t)count_entries(document, part, "adapt"),
                     "to adapt");
    report_add_count(&stand,
                     (json_int_t)count_entries(document, part, "extend"),
                     "to extend");
    report_add_count(&stand, done, "no longer needed");
    if (stand.len) {
        text_printf(line, "%s: %s", part->entries, text_get(&stand));
        plain_print(line);
    }
    text_free(&stand);
}

static void
print_summary(const json_t *document, struct text *line)
{
    add_names(line, "roadmap for ", json_object_get(document, "for"));
    add_names(line, ", from ", json_object_get(document, "have"));
    add_names(line, ", by ", json_object_get(document, "guides"));
    plain_print(line);
    (void)putchar('\n');
    print_requirements(document, line);
    for (size_t p = 0; p < PART_COUNT; ++p) {
        print_counts(document, &parts[p], line);
    }
    json_int_t unserved = document_integer(document, "unserved");
    if (unserved) {
        text_add_count(line, (uint64_t)unserved, "open requirement");
        text_add(line, " that nothing in the guide serves");
        plain_print(line);
    }
}

static void
print_heading(const json_t *heading, const struct part *part,
              struct table_look look, struct text *line)
{
    json_t *rows = json_array();
    add_rows(rows, part, heading);
    (void)putchar('\n');
    text_add(line, document_string(heading, "title"));
    if (line->len) {
        plain_print(line);
        (void)putchar('\n');
    }
    report_print_rows(rows, part->columns, part->column_count, look);
    json_decref(rows);
}

static void
print_text(const struct report *report, struct table_look look)
{
    struct text line = { 0 };
    print_summary(report->document, &line);
    for (size_t p = 0; p < PART_COUNT; ++p) {
        size_t i = 0;
        const json_t *heading = NULL;
        json_array_foreach(json_object_get(report->document, parts[p].list), i,
                           heading)
        {
            print_heading(heading, &parts[p], look, &line);
        }
    }
    text_free(&line);
}

void
roadmap_report_print(const json_t *document,
                     const struct common_options *options)
{
    json_t *rows = all_rows(document);
    report_print_columns((struct report){ document, rows, NULL, print_text },
                         all_columns, ALL_COLUMNS, options);
    json_decref(rows);
}

/* ---- Nothing to do ----------------------------------------------------------------------- */

bool
roadmap_report_has_any(const json_t *document)
{
    json_int_t open = document_integer(document, "begun") +
                      document_integer(document, "untouched");
    bool has_any = false;
    for (size_t p = 0; p < PART_COUNT; ++p) {
        has_any |= json_array_size(json_object_get(document, parts[p].list));
    }
    if (!document_integer(document, "requirements")) {
        output_note("no way to go: no control asked for is assessable and not "
                    "withdrawn");
    } else if (!open) {
        output_note("nothing is open: all that is asked for is met or settled");
    } else if (!has_any) {
        output_note("no guide in this graph serves what is open");
    }
    return has_any;
}
