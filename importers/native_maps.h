/* native_maps.h - set-valued maps, out of rows that may lie anywhere in a file.
 *
 * The rows of one set and map_id say one thing: that the union of their sources
 * has this relationship to the union of their targets.  So a map is added when
 * the file has ended, and only if no row of the file was bad: a map without
 * one of its rows says more than its publisher did. */
#ifndef XW_IMPORTERS_NATIVE_MAPS_H
#define XW_IMPORTERS_NATIVE_MAPS_H

#include "buffer.h"
#include "diagnostics.h"

typedef struct xw_map_row {
    xw_builder_set set;
    xw_string map; /* map_id */
    xw_builder_control source, target;
    xw_relationship relationship;
    uint32_t strength;
    xw_string rationale, note;
    xw_position at; /* of the relationship */
} xw_map_row;

/** Start from zeroes. */
typedef struct xw_native_maps {
    struct xw_kept_row *rows; /* [count] */
    size_t count, cap;
    xw_buffer text; /* of the rows */
} xw_native_maps;

/** Copies `row`.  False when out of memory. */
bool xw_native_maps_add(xw_native_maps *maps, const xw_map_row *row);

/** Report what is wrong with the maps, then add them to `builder`.  The status
 *  is XW_OK or why to stop. */
xw_status xw_native_maps_end(xw_native_maps *maps, xw_builder *builder,
                             xw_diagnostics *diagnostics);

/** Report that a file's maps are left out, if it has some. */
xw_status xw_native_maps_drop(xw_native_maps *maps,
                              xw_diagnostics *diagnostics);

/** Sort the members of one side of a map by id, and leave out repeats; the
 *  result is how many are left. */
size_t xw_members_sort(xw_builder_control *members, size_t count);

void xw_native_maps_free(xw_native_maps *maps);

#endif
