#include "ciso_library.h"

#include <string.h>

xw_string
xw_ciso_tail(xw_string urn)
{
    size_t from = urn.len;
    while (from && urn.bytes[from - 1] != ':') {
        --from;
    }
    return urn.len ? (xw_string){ urn.bytes + from, urn.len - from } : urn;
}

bool
xw_ciso_framework_id(xw_ciso_library *library, xw_string urn, xw_string *out)
{
    xw_yaml_reading *reading = &library->reading;
    return xw_yaml_reading_stored(
        reading, xw_text_store_slug(&reading->store, xw_ciso_tail(urn), out));
}

void
xw_ciso_take_lower(xw_yaml_record *record, xw_native_field field,
                   const char *key)
{
    xw_yaml_reading *reading = record->reading;
    xw_yaml_record_take(record, field, key);
    xw_string *cell = &record->row.cells[field];
    record->good =
        xw_yaml_reading_stored(
            reading, xw_text_store_lower(&reading->store, *cell, cell)) &&
        record->good;
}

void
xw_ciso_each(xw_ciso_library *library, const char *one, const char *many,
             void (*read)(void *payload, xw_yaml_node node), void *payload)
{
    const char *const spellings[] = { one, many };
    xw_yaml_node objects = xw_yaml_get(library->root, "objects");
    for (size_t s = 0; s < 2; ++s) {
        xw_yaml_node found = xw_yaml_get(objects, spellings[s]);
        size_t count = xw_yaml_count(found);
        if (found.id && !xw_yaml_is_sequence(found)) {
            read(payload, found);
        }
        for (size_t i = 0; i < count && !library->reading.native.stop; ++i) {
            read(payload, xw_yaml_element(found, i));
        }
    }
}
