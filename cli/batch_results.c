#include "batch_results.h"

#include <string.h>

static const char *const names[BATCH_RESULT_CELLS] = { "control", "result",
                                                       "note", "evidence",
                                                       "date" };

/* The cell of that name, or NULL. */
static xw_string *
cell_called(struct json_span key, xw_string *cells)
{
    xw_string name;
    if (!json_scan_text(key, &name)) {
        return NULL;
    }
    size_t i = 0;
    while (i < BATCH_RESULT_CELLS && strcmp(name.bytes, names[i]) != 0) {
        ++i;
    }
    return i < BATCH_RESULT_CELLS ? &cells[i] : NULL;
}

static bool
read_cell(struct json_span key, struct json_span value, xw_string *cells)
{
    xw_string *cell = cell_called(key, cells);
    if (!cell || cell->bytes) {
        return false; /* unknown, or there twice */
    }
    return value.kind == JSON_KIND_NULL ||
           (value.kind == JSON_KIND_STRING && json_scan_text(value, cell));
}

static bool
read_row(struct json_span span, xw_string *cells)
{
    struct json_scan scan = { .at = span.bytes };
    struct json_span key, value;
    if (span.kind != JSON_KIND_OBJECT) {
        return false;
    }
    json_scan_enter(&scan);
    while (json_scan_member(&scan, &key, &value)) {
        if (!read_cell(key, value, cells)) {
            return false;
        }
    }
    return cells[BATCH_RESULT_CONTROL].len && cells[BATCH_RESULT_RESULT].len;
}

bool
batch_results_read(struct json_span span, xw_string *out, size_t *count)
{
    struct json_scan scan = { .at = span.bytes };
    struct json_span item;
    *count = 0;
    if (span.kind != JSON_KIND_ARRAY) {
        return false;
    }
    json_scan_enter(&scan);
    while (json_scan_item(&scan, &item)) {
        xw_string cells[BATCH_RESULT_CELLS] = { { NULL, 0 } };
        if (!read_row(item, cells)) {
            return false;
        }
        memcpy(out + *count, cells, sizeof cells);
        *count += BATCH_RESULT_CELLS;
    }
    return true;
}
