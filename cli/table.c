#include "table.h"

#include "character.h"
#include "memory.h"
#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2, NARROWEST = 12 };

static const char ELLIPSIS[] = "\xE2\x80\xA6";
static const char BOLD[] = "\033[1m";
static const char RESET[] = "\033[0m";

/* All cells at once, row by row after the headings, as widths depend on all. */
struct table {
    const struct columns *columns;
    struct text *cells; /* [rows * columns->count] */
    size_t rows;        /* the line of headings is one */
    size_t *widths;     /* [columns->count], 0: left out */
    struct table_look look;
};

/* ---- Cells ---------------------------------------------------------------- */

static void
widen(struct table *table, size_t column, const struct text *cell)
{
    size_t width = characters_width(text_get(cell));
    if (width > table->widths[column]) {
        table->widths[column] = width;
    }
}

static void
fill_row(struct table *table, size_t row, const json_t *from)
{
    for (size_t c = 0; c < table->columns->count; ++c) {
        struct text *cell = &table->cells[row * table->columns->count + c];
        column_write(table->columns->items[c], from, true, cell);
        plain_make(cell);
        widen(table, c, cell);
    }
}

/* A column without any value is left out, and so has no heading. */
static void
fill_headings(struct table *table)
{
    for (size_t c = 0; c < table->columns->count; ++c) {
        column_write_heading(table->columns->items[c], &table->cells[c]);
        if (table->widths[c] || table->rows == 1) {
            widen(table, c, &table->cells[c]);
        }
    }
}

static void
fill(struct table *table, const json_t *rows)
{
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(rows, i, row)
    {
        fill_row(table, i + 1, row);
    }
    fill_headings(table);
}

/* ---- Widths --------------------------------------------------------------- */

static size_t
total_width(const struct table *table)
{
    size_t total = 0;
    for (size_t c = 0; c < table->columns->count; ++c) {
        size_t gap = total ? GAP : 0;
        total += table->widths[c] ? table->widths[c] + gap : 0;
    }
    return total;
}

/* The widest column that can give way; NULL when none can. */
static size_t *
widest_long(const struct table *table)
{
    size_t *widest = NULL;
    for (size_t c = 0; c < table->columns->count; ++c) {
        size_t *width = &table->widths[c];
        if (table->columns->items[c]->look == LOOK_LONG && *width > NARROWEST &&
            (!widest || *width > *widest)) {
            widest = width;
        }
    }
    return widest;
}

/* The last column of numbers; NULL when there is none. */
static size_t *
last_number(const struct table *table)
{
    for (size_t c = table->columns->count; c > 0; --c) {
        if (table->columns->items[c - 1]->look == LOOK_NUMBER &&
            table->widths[c - 1]) {
            return &table->widths[c - 1];
        }
    }
    return NULL;
}

/* Long text is cut first; when that is not enough, numbers are left out. */
static void
fit(struct table *table)
{
    size_t *width = NULL;
    while (total_width(table) > table->look.width) {
        if ((width = widest_long(table)) != NULL) {
            --*width;
        } else if ((width = last_number(table)) != NULL) {
            *width = 0;
        } else {
            return;
        }
    }
}

/* ---- Printing ------------------------------------------------------------- */

/* As much of `cell` as fits in `width`, with an ellipsis for the rest. */
static void
cut(struct text *cell, size_t width)
{
    if (characters_width(text_get(cell)) <= width) {
        return;
    }
    size_t used = 0;
    size_t bytes = 0;
    for (;;) {
        size_t len = 0;
        used += character_width(character_read(cell->bytes + bytes, &len));
        if (used >= width) {
            break;
        }
        bytes += len;
    }
    cell->len = bytes;
    text_add(cell, ELLIPSIS);
}

static void
pad(struct text *line, size_t count)
{
    for (; count; --count) {
        text_add_char(line, ' ');
    }
}

static const char *
colour_of(const char *verdict)
{
    static const struct {
        const char *verdict, *colour;
    } colours[] = {
        { "full", "\033[32m" },      { "partial", "\033[33m" },
        { "conflict", "\033[31m" },  { "gap", "\033[35m" },
        { "candidate", "\033[36m" },
    };
    for (size_t i = 0; i < sizeof colours / sizeof *colours; ++i) {
        size_t len = strlen(colours[i].verdict);
        if (strncmp(verdict, colours[i].verdict, len) == 0) {
            return colours[i].colour;
        }
    }
    return "";
}

static const char *
style_of(const struct table *table, size_t row, size_t c)
{
    const char *cell = text_get(&table->cells[row * table->columns->count + c]);
    if (!table->look.coloured) {
        return "";
    }
    if (row == 0) {
        return BOLD;
    }
    return table->columns->items[c]->look == LOOK_VERDICT ? colour_of(cell)
                                                          : "";
}

static void
write_cell(const struct table *table, size_t row, size_t c, struct text *line)
{
    struct text *cell = &table->cells[row * table->columns->count + c];
    cut(cell, table->widths[c]);
    size_t blanks = table->widths[c] - characters_width(text_get(cell));
    bool is_right = table->columns->items[c]->look == LOOK_NUMBER;
    const char *style = style_of(table, row, c);
    pad(line, is_right ? blanks : 0);
    text_printf(line, "%s%s%s", style, text_get(cell), *style ? RESET : "");
    pad(line, is_right ? 0 : blanks);
}

static void
print_row(const struct table *table, size_t row, struct text *line)
{
    text_clear(line);
    for (size_t c = 0; c < table->columns->count; ++c) {
        if (table->widths[c]) {
            pad(line, line->len ? GAP : 0);
            write_cell(table, row, c, line);
        }
    }
    while (line->len && line->bytes[line->len - 1] == ' ') {
        --line->len;
    }
    (void)fwrite(text_get(line), 1, line->len, stdout);
    (void)putchar('\n');
}

void
table_print(const json_t *rows, const struct columns *columns,
            struct table_look look)
{
    struct table table = { .columns = columns, .look = look };
    table.rows = json_array_size(rows) + 1;
    table.cells =
        memory_array(table.rows * columns->count, sizeof *table.cells);
    table.widths = memory_array(columns->count, sizeof *table.widths);
    fill(&table, rows);
    fit(&table);
    struct text line = { 0 };
    for (size_t row = 0; row < table.rows; ++row) {
        print_row(&table, row, &line);
    }
    text_free(&line);
    for (size_t i = 0; i < table.rows * columns->count; ++i) {
        text_free(&table.cells[i]);
    }
    free(table.cells);
    free(table.widths);
}
