#include "delimited.h"

#include <stdio.h>
#include <string.h>

struct dialect {
    const char *separator, *line_end;
    void (*put)(const char *value);
};

static void
put_quoted(const char *value)
{
    bool needs_quotes = strpbrk(value, ",\"\r\n") != NULL;
    if (!needs_quotes) {
        fputs(value, stdout);
        return;
    }
    (void)putchar('"');
    for (; *value; ++value) {
        if (*value == '"') {
            (void)putchar('"');
        }
        (void)putchar(*value);
    }
    (void)putchar('"');
}

static void
put_on_one_line(const char *value)
{
    for (; *value; ++value) {
        (void)putchar(strchr("\t\r\n", *value) ? ' ' : *value);
    }
}

static void
print_row(const json_t *row, const struct columns *columns,
          const struct dialect *dialect)
{
    struct text cell = { 0 };
    for (size_t c = 0; c < columns->count; ++c) {
        text_clear(&cell);
        if (row) {
            column_write(columns->items[c], row, false, &cell);
        } else {
            text_add(&cell, columns->items[c]->name);
        }
        fputs(c ? dialect->separator : "", stdout);
        dialect->put(text_get(&cell));
    }
    fputs(dialect->line_end, stdout);
    text_free(&cell);
}

static void
print(const json_t *rows, const struct columns *columns,
      const struct dialect *dialect)
{
    print_row(NULL, columns, dialect);
    size_t i = 0;
    const json_t *row = NULL;
    json_array_foreach(rows, i, row)
    {
        print_row(row, columns, dialect);
    }
}

void
delimited_print_csv(const json_t *rows, const struct columns *columns)
{
    static const struct dialect csv = { ",", "\r\n", put_quoted };
    print(rows, columns, &csv);
}

void
delimited_print_tsv(const json_t *rows, const struct columns *columns)
{
    static const struct dialect tsv = { "\t", "\n", put_on_one_line };
    print(rows, columns, &tsv);
}
