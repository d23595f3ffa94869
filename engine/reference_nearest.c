/* reference_nearest.c - what a reference that names nothing may have meant.
 *
 * Near is a small edit distance (Levenshtein), and nearer still what the text
 * asked for begins, or is part of. */
#include "alloc.h"
#include "name_index.h"
#include "resolver.h"

#include <stdio.h>
#include <string.h>

enum {
    TEXT_MOST = 96, /* of longer texts the start counts, NUL included */
    IS_PREFIX = 0,  /* the distance to what the text begins */
    IS_PART = 1     /* and to what it is a part of */
};

/* ---- Distance ----------------------------------------------------------- */

static void
fold(const char *text, size_t len, char out[TEXT_MOST])
{
    len = len < TEXT_MOST ? len : TEXT_MOST - 1;
    xw_name_fold(text, len, out);
    out[len] = '\0';
}

static uint32_t
least(uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t least = a < b ? a : b;
    return least < c ? least : c;
}

static uint32_t
edit_distance(const char *a, const char *b)
{
    uint32_t row[TEXT_MOST];
    size_t b_len = strlen(b);
    for (uint32_t j = 0; j <= b_len; ++j) {
        row[j] = j;
    }
    for (uint32_t i = 1; *a; ++a, ++i) {
        uint32_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; ++j) {
            uint32_t above = row[j];
            row[j] =
                least(above + 1, row[j - 1] + 1, diagonal + (*a != b[j - 1]));
            diagonal = above;
        }
    }
    return row[b_len];
}

/* Of `text` as asked for to `other`, both folded. */
static uint32_t
distance(const char *text, const char *other)
{
    const char *part = strstr(other, text);
    if (part) {
        return part == other ? IS_PREFIX : IS_PART;
    }
    return edit_distance(text, other);
}

/* ---- The nearest -------------------------------------------------------- */

/* Keep the nearest, and of equally near ones those that come first. */
static void
keep(xw_resolver *resolver, xw_near near)
{
    size_t i = resolver->near_count;
    if (i < XW_NEAREST_MOST) {
        ++resolver->near_count;
    } else if (near.distance >= resolver->near[--i].distance) {
        return;
    }
    for (; i && near.distance < resolver->near[i - 1].distance; --i) {
        resolver->near[i] = resolver->near[i - 1];
    }
    resolver->near[i] = near;
}

/* What is less near than the nearest is not worth a line. */
static void
drop_farther(xw_resolver *resolver)
{
    const xw_near *near = resolver->near;
    while (resolver->near_count &&
           near[resolver->near_count - 1].distance > near[0].distance) {
        --resolver->near_count;
    }
}

static uint32_t
name_distance(const char *folded, const char *name)
{
    char own[TEXT_MOST];
    xw_framework_name_fold((xw_string){ name, strlen(name) }, own, sizeof own);
    return *own ? distance(folded, own) : UINT32_MAX;
}

static uint32_t
framework_distance(const xw_graph *graph, uint32_t framework,
                   const char *folded)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    return least(name_distance(folded, xw_graph_text(graph, record->id)),
                 name_distance(folded, xw_graph_text(graph, record->name)),
                 name_distance(folded, xw_graph_text(graph, record->family)));
}

void
xw_nearest_frameworks(xw_resolver *resolver, xw_string name)
{
    char folded[TEXT_MOST];
    xw_framework_name_fold(name, folded, sizeof folded);
    resolver->near_count = 0;
    for (uint32_t f = 0; *folded && f < resolver->graph->framework_count; ++f) {
        uint32_t far = framework_distance(resolver->graph, f, folded);
        keep(resolver, (xw_near){ f, XW_NONE, XW_NONE, far });
    }
    drop_farther(resolver);
}

void
xw_nearest_scopes(xw_resolver *resolver, uint32_t framework, xw_string name)
{
    const xw_graph *graph = resolver->graph;
    char folded[TEXT_MOST], own[TEXT_MOST];
    fold(name.bytes, name.len, folded);
    resolver->near_count = 0;
    for (uint32_t s = 0; s < graph->scope_count; ++s) {
        if (graph->scopes[s].framework == framework) {
            const char *id = xw_graph_text(graph, graph->scopes[s].id);
            fold(id, strlen(id), own);
            keep(resolver,
                 (xw_near){ framework, s, XW_NONE, distance(folded, own) });
        }
    }
    drop_farther(resolver);
}

void
xw_nearest_controls(xw_resolver *resolver, uint32_t framework, xw_string id)
{
    const xw_graph *graph = resolver->graph;
    const xw_file_framework *record = &graph->frameworks[framework];
    char folded[TEXT_MOST], own[TEXT_MOST];
    id = xw_id_trim(id);
    fold(id.bytes, id.len, folded);
    resolver->near_count = 0;
    for (uint32_t i = 0; i < record->count; ++i) {
        uint32_t control = record->first + i;
        const char *text = xw_graph_text(graph, graph->control_ids[control]);
        fold(text, strlen(text), own);
        keep(resolver,
             (xw_near){ framework, XW_NONE, control, distance(folded, own) });
    }
    drop_farther(resolver);
}

void
xw_nearest_anywhere(xw_resolver *resolver, xw_string id)
{
    resolver->near_count = 0;
    id = xw_id_trim(id);
    for (uint32_t f = 0; f < resolver->graph->framework_count; ++f) {
        uint32_t control = xw_control_find_folded(resolver->graph, f, id);
        if (control != XW_NONE) {
            keep(resolver, (xw_near){ f, XW_NONE, control, 0 });
        }
    }
}

void
xw_nearest_put_control(xw_resolver *resolver, xw_string id)
{
    size_t kept = 0;
    id = xw_id_trim(id);
    for (size_t i = 0; i < resolver->near_count; ++i) {
        xw_near near = resolver->near[i];
        near.control =
            xw_control_find_folded(resolver->graph, near.framework, id);
        if (near.control != XW_NONE) {
            resolver->near[kept++] = near;
        }
    }
    resolver->near_count = kept ? kept : resolver->near_count;
}

/* ---- As text ------------------------------------------------------------ */

size_t
xw_near_write(const xw_graph *graph, const xw_near *near, char *out,
              size_t size)
{
    const char *framework =
        xw_graph_text(graph, graph->frameworks[near->framework].id);
    const char *mark = "", *rest = "";
    if (near->control != XW_NONE) {
        mark = ":";
        rest = xw_graph_text(graph, graph->control_ids[near->control]);
    } else if (near->scope != XW_NONE) {
        mark = "@";
        rest = xw_graph_text(graph, graph->scopes[near->scope].id);
    }
    return (size_t)snprintf(out, size, "%s%s%s", framework, mark, rest);
}

xw_status
xw_nearest_write(xw_resolver *resolver)
{
    char none;
    size_t size = 0, used = 0;
    for (size_t i = 0; i < resolver->near_count; ++i) {
        size +=
            xw_near_write(resolver->graph, &resolver->near[i], &none, 0) + 1;
    }
    if (!size) {
        return XW_OK;
    }
    resolver->near_text = xw_alloc_array(NULL, size, 1);
    if (!resolver->near_text) {
        resolver->near_count = 0;
        return XW_E_NOMEM;
    }
    for (size_t i = 0; i < resolver->near_count; ++i) {
        used += xw_near_write(resolver->graph, &resolver->near[i],
                              resolver->near_text + used, size - used) +
                1;
    }
    return XW_OK;
}

const char *
xw_resolver_nearest(const xw_resolver *resolver, size_t index)
{
    if (index >= resolver->near_count) {
        return NULL;
    }
    const char *text = resolver->near_text;
    for (; index; --index) {
        text += strlen(text) + 1;
    }
    return text;
}
