#include "column_map.h"

#include "columns.h"
#include "values.h"

#include <stdlib.h>

enum { NAME, FRAMEWORK, NEEDED, ROLE = NEEDED, COLUMN_COUNT };

typedef struct reading {
    xw_column_map *map;
    xw_diagnostics *diagnostics;
    xw_columns columns;
    bool has_control, good;
} reading;

/* ---- Names ------------------------------------------------------------------ */

/* The next character that is no blank, in lower case; 0 at the end. */
static char
next_character(xw_string *text)
{
    while (text->len) {
        char c = text->bytes[0];
        *text = (xw_string){ text->bytes + 1, text->len - 1 };
        if (c != ' ' && !(c >= '\t' && c <= '\r')) {
            return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
    }
    return 0;
}

static bool
same_name(xw_string a, xw_string b)
{
    char x, y;
    do {
        x = next_character(&a);
        y = next_character(&b);
    } while (x && x == y);
    return x == y;
}

const xw_mapped_column *
xw_column_map_find(const xw_column_map *map, xw_string name)
{
    for (size_t i = 0; i < map->count; ++i) {
        if (same_name(map->columns[i].name, name)) {
            return &map->columns[i];
        }
    }
    return NULL;
}

/* ---- Reading ---------------------------------------------------------------- */

static bool
grow(xw_column_map *map)
{
    size_t cap = map->cap ? 2 * map->cap : 16;
    if (map->count < map->cap) {
        return true;
    }
    xw_mapped_column *columns = realloc(map->columns, cap * sizeof *columns);
    if (columns) {
        map->columns = columns;
        map->cap = cap;
    }
    return columns != NULL;
}

static xw_status
add(reading *r, const xw_mapped_column *said)
{
    xw_column_map *map = r->map;
    xw_mapped_column column = { .role = said->role };
    if (!grow(map) ||
        !xw_text_store_copy(&map->store, said->name, &column.name) ||
        !xw_text_store_copy(&map->store, said->framework, &column.framework)) {
        return xw_diagnostics_fail(r->diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    map->columns[map->count++] = column;
    return XW_OK;
}

static xw_status
refuse(reading *r, const xw_csv_record *row, size_t which, xw_diagnostic what)
{
    r->good = false;
    return xw_diagnostics_report(
        r->diagnostics,
        &(xw_finding){ .what = what,
                       .at = xw_columns_position(&r->columns, row, which),
                       .path = r->columns.names[which],
                       .subject = xw_columns_cell(&r->columns, row, which) });
}

static xw_status
read_row(reading *r, const xw_csv_record *row)
{
    static const char *const roles[] = { "mapped", "control", "note", "ignore",
                                         NULL };
    bool usable;
    size_t role = XW_COLUMN_MAPPED;
    xw_status st =
        xw_columns_check_row(&r->columns, row, r->diagnostics, &usable);
    if (st || !usable) {
        r->good = false;
        return st;
    }
    xw_string word = xw_columns_cell(&r->columns, row, ROLE);
    if (word.len && !xw_parse_word(word, roles, &role)) {
        return refuse(r, row, ROLE, XW_DIAG_COLUMN_ROLE);
    }
    const xw_mapped_column said = {
        .name = xw_columns_cell(&r->columns, row, NAME),
        .framework = xw_columns_cell(&r->columns, row, FRAMEWORK),
        .role = (xw_column_role)role
    };
    bool needs = role == XW_COLUMN_MAPPED || role == XW_COLUMN_CONTROL;
    if (!said.name.len || (needs && !said.framework.len)) {
        return refuse(r, row, said.name.len ? FRAMEWORK : NAME, XW_DIAG_EMPTY);
    }
    r->has_control = r->has_control || role == XW_COLUMN_CONTROL;
    return add(r, &said);
}

static xw_status
read_header(reading *r, const xw_csv_record *header)
{
    r->columns = (xw_columns){ .names = { "column", "framework_id", "role" },
                               .count = COLUMN_COUNT,
                               .needed = NEEDED };
    xw_status st =
        xw_columns_find(&r->columns, header, r->diagnostics, &r->good);
    return st || r->good ? st : XW_NOT_FOUND;
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    reading *r = payload;
    return r->columns.count ? read_row(r, record) : read_header(r, record);
}

xw_status
xw_column_map_read(xw_column_map *map, xw_string text,
                   xw_diagnostics *diagnostics)
{
    reading r = { .map = map, .diagnostics = diagnostics, .good = true };
    xw_status st = xw_csv_read(text, diagnostics, on_record, &r);
    if (st || !r.good) {
        xw_column_map_free(map);
    } else if (map->count && !r.has_control) {
        map->columns[0].role = XW_COLUMN_CONTROL;
    }
    return st;
}

void
xw_column_map_free(xw_column_map *map)
{
    free(map->columns);
    xw_text_store_free(&map->store);
    *map = (xw_column_map){ 0 };
}
