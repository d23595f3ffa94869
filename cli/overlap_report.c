#include "overlap_report.h"

#include "character.h"
#include "memory.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 4 }; /* columns of a percent, or of a number of a framework */

static const char ROWS[] = "from/to"; /* no framework is called so */

/* ---- For programs ----------------------------------------------------------- */

static json_t *
name_at(const json_t *document, size_t i)
{
    return json_array_get(json_object_get(document, "frameworks"), i);
}

static size_t
count_of(const json_t *document)
{
    return json_array_size(json_object_get(document, "frameworks"));
}

/* A row for each that reaches, whose members are those that are reached. */
static json_t *
rows_of(const json_t *document)
{
    json_t *rows = json_array();
    size_t from = 0;
    const json_t *shares = NULL;
    json_array_foreach(json_object_get(document, "matrix"), from, shares)
    {
        json_t *row = json_object();
        size_t to = 0;
        json_t *share = NULL;
        document_set(row, ROWS, json_incref(name_at(document, from)));
        json_array_foreach(shares, to, share)
        {
            document_set(row, json_string_value(name_at(document, to)),
                         json_incref(share));
        }
        document_add(rows, row);
    }
    return rows;
}

/* Columns as there are frameworks, in `all`, for free(). */
static struct columns
columns_of(const json_t *document, struct column **all)
{
    size_t count = count_of(document) + 1;
    struct columns columns = { .count = count };
    *all = memory_array(count, sizeof **all);
    columns.items = memory_array(count, sizeof(const struct column *));
    for (size_t i = 0; i < count; ++i) {
        const char *name =
            i ? json_string_value(name_at(document, i - 1)) : ROWS;
        (*all)[i] = (struct column){ .name = name,
                                     .heading = name,
                                     .look = i ? LOOK_NUMBER : LOOK_TEXT };
        columns.items[i] = &(*all)[i];
    }
    return columns;
}

/* ---- For people ------------------------------------------------------------- */

/* Backgrounds of the 256 colours, darker with every fifth; text is white. */
static const char *
shade_of(double share)
{
    static const char *const shades[] = {
        "\033[97;48;5;17m", "\033[97;48;5;18m", "\033[97;48;5;19m",
        "\033[97;48;5;20m", "\033[97;48;5;21m",
    };
    enum { SHADES = sizeof shades / sizeof *shades };
    size_t fifth = (size_t)(share * SHADES);
    return shades[fifth < SHADES ? fifth : SHADES - 1];
}

/* Rounded down but for what is not nothing: 100 is all, "." is none. */
static void
add_percent(struct text *line, double share)
{
    int percent = (int)(100 * share + 1e-9);
    text_printf(line, "%*d", CELL, percent ? percent : 1);
}

static void
add_cell(struct text *line, const json_t *share, bool is_itself, bool coloured)
{
    double value = json_is_null(share) ? -1 : json_number_value(share);
    if (value < 0 || is_itself || !(value > 0)) {
        text_printf(line, "%*s", CELL, value < 0 ? "-" : is_itself ? "=" : ".");
        return;
    }
    text_add(line, coloured ? shade_of(value) : "");
    add_percent(line, value);
    text_add(line, coloured ? "\033[0m" : "");
}

/* Ids have bytes and characters alike, but scopes need not. */
static void
add_label(struct text *line, size_t number, const char *name, size_t width)
{
    struct text label = { 0 };
    text_printf(&label, "%*zu %s", CELL - 1, number, name);
    size_t used = characters_width(text_get(&label));
    text_add(line, text_get(&label));
    for (; used < width; ++used) {
        text_add_char(line, ' ');
    }
    text_free(&label);
}

static size_t
label_width(const json_t *document)
{
    size_t widest = 0;
    for (size_t i = 0; i < count_of(document); ++i) {
        size_t width =
            characters_width(json_string_value(name_at(document, i)));
        widest = width > widest ? width : widest;
    }
    return widest + CELL;
}

static void
print_line(struct text *line)
{
    while (line->len && line->bytes[line->len - 1] == ' ') {
        text_cut(line, line->len - 1);
    }
    puts(text_get(line));
    text_clear(line);
}

/* Columns `first` up to `end`, under their numbers. */
static void
print_block(const json_t *document, size_t first, size_t end, bool coloured)
{
    struct text line = { 0 };
    size_t width = label_width(document);
    text_printf(&line, "%*s", (int)width, "");
    for (size_t to = first; to < end; ++to) {
        text_printf(&line, "%*zu", CELL, to + 1);
    }
    print_line(&line);
    size_t from = 0;
    const json_t *shares = NULL;
    json_array_foreach(json_object_get(document, "matrix"), from, shares)
    {
        add_label(&line, from + 1, json_string_value(name_at(document, from)),
                  width);
        for (size_t to = first; to < end; ++to) {
            add_cell(&line, json_array_get(shares, to), to == from, coloured);
        }
        print_line(&line);
    }
    text_free(&line);
}

static void
print_text(const struct report *report, struct table_look look)
{
    const json_t *document = report->document;
    size_t count = count_of(document);
    size_t label = label_width(document);
    size_t room = look.width > label ? (look.width - label) / CELL : 0;
    size_t step = room ? room : 1;
    printf("percent of a column's controls that a row reaches: %s, %s\n",
           document_string(document, "measure"),
           document_integer(document, "max_hops") == 1 ? "1 hop" : "2 hops");
    for (size_t first = 0; first < count; first += step) {
        size_t end = count - first > step ? first + step : count;
        (void)putchar('\n');
        print_block(document, first, end, look.coloured);
    }
}

void
overlap_report_print(json_t *document, const struct common_options *options)
{
    json_t *rows = rows_of(document);
    struct column *all = NULL;
    struct columns columns = columns_of(document, &all);
    report_print(&(struct report){ document, rows, &columns, print_text },
                 options);
    columns_free(&columns);
    free(all);
    json_decref(rows);
}
