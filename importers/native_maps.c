#include "native_maps.h"

#include <stdlib.h>
#include <string.h>

/* Text is kept by offset, as its buffer moves when it grows. */
typedef struct kept_text {
    size_t start, len;
} kept_text;

typedef struct xw_kept_row {
    xw_map_row row; /* but for its text */
    kept_text map, rationale, note;
    size_t order;
} xw_kept_row;

/* The rows of one map. */
typedef struct group {
    const xw_kept_row *rows; /* [count] */
    size_t count;
} group;

/* ---- Keeping ---------------------------------------------------------------- */

static bool
reserve(xw_native_maps *maps)
{
    if (maps->count < maps->cap) {
        return true;
    }
    size_t cap = maps->cap ? 2 * maps->cap : 64;
    xw_kept_row *rows = realloc(maps->rows, cap * sizeof *rows);
    if (!rows) {
        return false;
    }
    maps->rows = rows;
    maps->cap = cap;
    return true;
}

static bool
keep_text(xw_native_maps *maps, xw_string text, kept_text *out)
{
    *out = (kept_text){ maps->text.len, text.len };
    return xw_buffer_append(&maps->text, text.bytes, text.len);
}

bool
xw_native_maps_add(xw_native_maps *maps, const xw_map_row *row)
{
    xw_kept_row kept = { .row = *row, .order = maps->count };
    if (!reserve(maps) || !keep_text(maps, row->map, &kept.map) ||
        !keep_text(maps, row->rationale, &kept.rationale) ||
        !keep_text(maps, row->note, &kept.note)) {
        return false;
    }
    maps->rows[maps->count++] = kept;
    return true;
}

static xw_string
text_of(const xw_native_maps *maps, kept_text text)
{
    return text.len ? (xw_string){ maps->text.bytes + text.start, text.len }
                    : (xw_string){ NULL, 0 };
}

void
xw_native_maps_free(xw_native_maps *maps)
{
    free(maps->rows);
    xw_buffer_free(&maps->text);
    *maps = (xw_native_maps){ 0 };
}

/* ---- Grouping --------------------------------------------------------------- */

/* qsort hands on no context, so rows point to their text while sorted. */
static void
point_to_text(xw_native_maps *maps)
{
    for (size_t i = 0; i < maps->count; ++i) {
        xw_kept_row *kept = &maps->rows[i];
        kept->row.map = text_of(maps, kept->map);
        kept->row.rationale = text_of(maps, kept->rationale);
        kept->row.note = text_of(maps, kept->note);
    }
}

/* By set, then map_id. */
static int
compare_maps(const xw_map_row *x, const xw_map_row *y)
{
    if (x->set.i != y->set.i) {
        return x->set.i < y->set.i ? -1 : 1;
    }
    if (x->map.len != y->map.len) {
        return x->map.len < y->map.len ? -1 : 1;
    }
    return memcmp(x->map.bytes, y->map.bytes, x->map.len);
}

static int
by_map_and_order(const void *a, const void *b)
{
    const xw_kept_row *x = a;
    const xw_kept_row *y = b;
    int order = compare_maps(&x->row, &y->row);
    if (order) {
        return order;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

/* The group that begins at `start`. */
static group
group_at(const xw_native_maps *maps, size_t start)
{
    group g = { maps->rows + start, 1 };
    while (start + g.count < maps->count &&
           compare_maps(&g.rows[0].row, &g.rows[g.count].row) == 0) {
        ++g.count;
    }
    return g;
}

/* ---- Judging ---------------------------------------------------------------- */

static xw_status
check_relationships(const group *g, xw_diagnostics *diagnostics)
{
    xw_relationship wanted = g->rows[0].row.relationship;
    xw_status st = XW_OK;
    for (size_t i = 1; !st && i < g->count; ++i) {
        const xw_map_row *row = &g->rows[i].row;
        if (row->relationship != wanted) {
            const char *name = xw_relationship_name(row->relationship);
            st = xw_diagnostics_report(
                diagnostics, &(xw_finding){ .what = XW_DIAG_MAP_RELATIONSHIP,
                                            .at = row->at,
                                            .path = "relationship",
                                            .subject = xw_text(name),
                                            .second = row->map });
        }
    }
    return st;
}

static bool
differ(xw_string first, xw_string other)
{
    return other.len && (first.len != other.len ||
                         memcmp(first.bytes, other.bytes, other.len) != 0);
}

/* What is said of the whole map is what the first row says. */
static xw_status
check_words(const group *g, xw_diagnostics *diagnostics)
{
    const xw_map_row *first = &g->rows[0].row;
    for (size_t i = 1; i < g->count; ++i) {
        const xw_map_row *row = &g->rows[i].row;
        if (row->strength != first->strength ||
            differ(first->rationale, row->rationale) ||
            differ(first->note, row->note)) {
            return xw_diagnostics_report(
                diagnostics, &(xw_finding){ .what = XW_DIAG_MAP_WORDS,
                                            .at = row->at,
                                            .subject = row->map });
        }
    }
    return XW_OK;
}

/* ---- Adding ----------------------------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
    const xw_builder_control *x = a;
    const xw_builder_control *y = b;
    return x->i < y->i ? -1 : x->i > y->i;
}

size_t
xw_members_sort(xw_builder_control *members, size_t count)
{
    if (count < 2) {
        return count;
    }
    qsort(members, count, sizeof *members, by_id);
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        if (!kept || members[kept - 1].i != members[i].i) {
            members[kept++] = members[i];
        }
    }
    return kept;
}

/* A row that has a control as a source which another has as a target, or
 * NULL. */
static const xw_map_row *
find_self_mapping(const group *g, const xw_mapping_def *def)
{
    for (size_t i = 0; i < g->count; ++i) {
        const xw_map_row *row = &g->rows[i].row;
        if (bsearch(&row->source, def->targets, def->target_count,
                    sizeof *def->targets, by_id)) {
            return row;
        }
    }
    return NULL;
}

static xw_status
add(const group *g, xw_mapping_def *def, xw_builder *builder,
    xw_diagnostics *diagnostics)
{
    const xw_map_row *bad = find_self_mapping(g, def);
    if (bad) {
        return xw_diagnostics_report(
            diagnostics, &(xw_finding){ .what = XW_DIAG_MAP_TO_ITSELF,
                                        .at = bad->at,
                                        .subject = bad->map });
    }
    xw_error err = XW_ERROR_INIT;
    return xw_builder_add_mapping(builder, def, &err)
               ? xw_diagnostics_fail_with(diagnostics, g->rows[0].row.at, &err)
               : XW_OK;
}

static xw_status
add_group(const group *g, xw_builder *builder, xw_diagnostics *diagnostics)
{
    xw_builder_control *sources = malloc(2 * g->count * sizeof *sources);
    if (!sources) {
        return xw_diagnostics_fail(diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY,
                                                  .at = g->rows[0].row.at });
    }
    xw_builder_control *targets = sources + g->count;
    for (size_t i = 0; i < g->count; ++i) {
        sources[i] = g->rows[i].row.source;
        targets[i] = g->rows[i].row.target;
    }
    const xw_map_row *first = &g->rows[0].row;
    xw_mapping_def def = { .size = sizeof def,
                           .sources = sources,
                           .targets = targets,
                           .source_count = xw_members_sort(sources, g->count),
                           .target_count = xw_members_sort(targets, g->count),
                           .relationship = first->relationship,
                           .strength = first->strength,
                           .rationale = first->rationale,
                           .note = first->note,
                           .set = first->set };
    xw_status st = add(g, &def, builder, diagnostics);
    free(sources);
    return st;
}

/* ---- The end of a file ------------------------------------------------------ */

static xw_status
check_all(const xw_native_maps *maps, xw_diagnostics *diagnostics)
{
    xw_status st = XW_OK;
    group g;
    for (size_t i = 0; !st && i < maps->count; i += g.count) {
        g = group_at(maps, i);
        st = check_relationships(&g, diagnostics);
        st = st ? st : check_words(&g, diagnostics);
    }
    return st;
}

xw_status
xw_native_maps_drop(xw_native_maps *maps, xw_diagnostics *diagnostics)
{
    if (!maps->count) {
        return XW_OK;
    }
    return xw_diagnostics_report(diagnostics,
                                 &(xw_finding){ .what = XW_DIAG_MAPS_LEFT_OUT,
                                                .at = maps->rows[0].row.at,
                                                .count = maps->count });
}

xw_status
xw_native_maps_end(xw_native_maps *maps, xw_builder *builder,
                   xw_diagnostics *diagnostics)
{
    if (!maps->count) {
        return XW_OK;
    }
    uint64_t errors = diagnostics->errors;
    point_to_text(maps);
    qsort(maps->rows, maps->count, sizeof *maps->rows, by_map_and_order);
    xw_status st = check_all(maps, diagnostics);
    if (!st && diagnostics->errors > errors) {
        return xw_native_maps_drop(maps, diagnostics);
    }
    group g;
    for (size_t i = 0; !st && i < maps->count; i += g.count) {
        g = group_at(maps, i);
        st = add_group(&g, builder, diagnostics);
    }
    return st;
}
