#include "markdown.h"

#include <stdio.h>
#include <string.h>

static void
put_escaped(const char *value)
{
    for (; *value; ++value) {
        if (strchr("\\|*<`[", *value)) {
            (void)putchar('\\');
        }
        (void)putchar(strchr("\r\n", *value) ? ' ' : *value);
    }
}

static void
print_headings(const struct columns *columns)
{
    struct text heading = { 0 };
    for (size_t c = 0; c < columns->count; ++c) {
        text_clear(&heading);
        column_write_heading(columns->items[c], &heading);
        printf("| %s ", text_get(&heading));
    }
    text_free(&heading);
    fputs("|\n", stdout);
    for (size_t c = 0; c < columns->count; ++c) {
        bool is_right = columns->items[c]->look == LOOK_NUMBER;
        fputs(is_right ? "|--:" : "|---", stdout);
    }
    fputs("|\n", stdout);
}

static void
print_row(const json_t *row, const struct columns *columns)
{
    struct text cell = { 0 };
    for (size_t c = 0; c < columns->count; ++c) {
        text_clear(&cell);
        column_write(columns->items[c], row, true, &cell);
        fputs("| ", stdout);
        put_escaped(text_get(&cell));
        (void)putchar(' ');
    }
    fputs("|\n", stdout);
    text_free(&cell);
}

void
markdown_print(const json_t *rows, const struct columns *columns)
{
    print_headings(columns);
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(rows, i, row)
    {
        print_row(row, columns);
    }
}
