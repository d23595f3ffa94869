#include "facts.h"

#include "plain.h"

#include <stdio.h>
#include <string.h>

static bool
is_worth_a_line(const struct column *column, const json_t *row,
                struct text *cell)
{
    text_clear(cell);
    column_write(column, row, true, cell);
    return cell->len && !json_is_false(json_object_get(row, column->name));
}

static size_t
widest_name(const json_t *row, const struct columns *columns, struct text *cell)
{
    size_t widest = 0;
    for (size_t c = 0; c < columns->count; ++c) {
        size_t len = strlen(columns->items[c]->name);
        if (len > widest && is_worth_a_line(columns->items[c], row, cell)) {
            widest = len;
        }
    }
    return widest;
}

/* "mapping_rows" as "mapping rows" */
static void
put_name(const char *name, size_t width)
{
    for (size_t i = 0; i < width; ++i) {
        (void)putchar(*name == '_' || !*name ? ' ' : *name);
        name += *name ? 1 : 0;
    }
}

void
facts_print(const json_t *row, const struct columns *columns)
{
    struct text cell = { 0 };
    size_t width = widest_name(row, columns, &cell);
    for (size_t c = 0; c < columns->count; ++c) {
        if (is_worth_a_line(columns->items[c], row, &cell)) {
            plain_make(&cell);
            put_name(columns->items[c]->name, width);
            printf("  %s\n", text_get(&cell));
        }
    }
    text_free(&cell);
}
