/* reference_control.c - which control of a framework an id means. */
#include "alloc.h"
#include "name_index.h"
#include "resolver.h"

#include <string.h>

void
xw_candidates_add(xw_candidates *candidates, uint32_t id)
{
    for (size_t i = 0; i < candidates->count; ++i) {
        if (candidates->ids[i] == id) {
            return;
        }
    }
    if (candidates->count < XW_NEAREST_MOST) {
        candidates->ids[candidates->count++] = id;
    }
}

static bool
is_of(const xw_graph *graph, uint32_t control, uint32_t framework)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    return control >= record->first && control - record->first < record->count;
}

/* ---- By the hash index -------------------------------------------------- */

/* Controls that a name may mean; those under `exact` have its case. */
typedef struct named {
    xw_candidates exact, ids, exact_aliases, aliases;
} named;

static void
add_named(named *found, xw_string name, const char *text, bool is_alias,
          uint32_t control)
{
    size_t len = strlen(text);
    if (!xw_name_equal_folded(name.bytes, name.len, text, len)) {
        return;
    }
    bool exact = memcmp(name.bytes, text, len) == 0;
    xw_candidates_add(is_alias ? &found->aliases : &found->ids, control);
    if (exact) {
        xw_candidates_add(is_alias ? &found->exact_aliases : &found->exact,
                          control);
    }
}

/* What a slot of the index holds, if it is of this framework. */
static void
add_slot(const xw_graph *graph, uint32_t slot, uint32_t framework,
         xw_string name, named *found)
{
    if (slot & XW_NAME_ALIAS) {
        uint32_t index = (slot & ~XW_NAME_ALIAS) - 1;
        if (index >= graph->control_alias_count) {
            return;
        }
        const xw_file_alias *alias = &graph->control_aliases[index];
        if (is_of(graph, alias->owner, framework)) {
            add_named(found, name, xw_graph_text(graph, alias->text), true,
                      alias->owner);
        }
    } else if (is_of(graph, slot - 1, framework)) {
        add_named(found, name,
                  xw_graph_text(graph, graph->control_ids[slot - 1]), false,
                  slot - 1);
    }
}

/* A file may have no empty slot, but the search ends all the same. */
static void
find_named(const xw_graph *graph, uint32_t framework, xw_string name,
           named *found)
{
    uint32_t mask = graph->name_slot_count - 1;
    uint32_t i = xw_name_hash(framework, name.bytes, name.len) & mask;
    for (uint32_t step = 0; step < graph->name_slot_count; ++step) {
        uint32_t slot = graph->name_slots[i];
        if (!slot) {
            return;
        }
        add_slot(graph, slot, framework, name, found);
        i = (i + 1) & mask;
    }
}

static bool
is_called(const xw_graph *graph, uint32_t control, xw_string id)
{
    const char *own = xw_graph_text(graph, graph->control_ids[control]);
    return strlen(own) == id.len && memcmp(own, id.bytes, id.len) == 0;
}

uint32_t
xw_control_find(const xw_graph *graph, uint32_t framework, xw_string id)
{
    uint32_t mask = graph->name_slot_count - 1;
    uint32_t i = xw_name_hash(framework, id.bytes, id.len) & mask;
    for (uint32_t step = 0; step < graph->name_slot_count; ++step) {
        uint32_t slot = graph->name_slots[i];
        if (!slot || !id.len) {
            break;
        }
        if (!(slot & XW_NAME_ALIAS) && is_of(graph, slot - 1, framework) &&
            is_called(graph, slot - 1, id)) {
            return slot - 1;
        }
        i = (i + 1) & mask;
    }
    return XW_NONE;
}

uint32_t
xw_control_find_folded(const xw_graph *graph, uint32_t framework, xw_string id)
{
    named found = { .ids.count = 0 };
    if (id.len) {
        find_named(graph, framework, id, &found);
    }
    const xw_candidates *ids = found.exact.count ? &found.exact : &found.ids;
    return ids->count == 1 ? ids->ids[0] : XW_NONE;
}

/* ---- By the normal form ------------------------------------------------- */

static xw_status
make_room(xw_resolver *resolver)
{
    size_t count = resolver->graph->framework_count;
    xw_status st = resolver->forms ? XW_OK : xw_forms_new(&resolver->forms);
    if (!st && !resolver->normal) {
        resolver->normal = xw_alloc_zeroed(count, sizeof *resolver->normal);
    }
    if (!st && !resolver->has_normal) {
        resolver->has_normal =
            xw_alloc_zeroed(count, sizeof *resolver->has_normal);
    }
    return !st && resolver->normal && resolver->has_normal ? XW_OK : XW_E_NOMEM;
}

static const char *
family_of(const xw_graph *graph, uint32_t framework)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    const char *family = xw_graph_text(graph, record->family);
    return *family ? family : xw_graph_text(graph, record->id);
}

static xw_status
add_normal(xw_resolver *resolver, uint32_t framework, uint32_t control)
{
    const xw_graph *graph = resolver->graph;
    const char *id = xw_graph_text(graph, graph->control_ids[control]);
    char form[XW_FORM_SIZE];
    xw_status st =
        xw_forms_normal(resolver->forms, family_of(graph, framework),
                        (xw_string){ id, strlen(id) }, form, sizeof form);
    if (st) {
        return st == XW_NOT_FOUND ? XW_OK : st;
    }
    return xw_sorted_names_add(&resolver->normal[framework],
                               (xw_string){ form, strlen(form) }, control);
}

/* The normal forms of a framework's ids, once for all. */
static xw_status
prepare_normal(xw_resolver *resolver, uint32_t framework)
{
    xw_status st = make_room(resolver);
    if (st || resolver->has_normal[framework]) {
        return st;
    }
    const xw_file_framework *record = &resolver->graph->frameworks[framework];
    for (uint32_t i = 0; !st && i < record->count; ++i) {
        st = add_normal(resolver, framework, record->first + i);
    }
    if (st) {
        xw_sorted_names_clear(&resolver->normal[framework]);
        return XW_E_NOMEM;
    }
    xw_sorted_names_sort(&resolver->normal[framework]);
    resolver->has_normal[framework] = true;
    return XW_OK;
}

static xw_status
find_normal(xw_resolver *resolver, uint32_t framework, xw_string id,
            xw_candidates *found)
{
    char form[XW_FORM_SIZE];
    xw_status st = prepare_normal(resolver, framework);
    if (st || (st = xw_forms_normal(resolver->forms,
                                    family_of(resolver->graph, framework), id,
                                    form, sizeof form))) {
        return st == XW_NOT_FOUND ? XW_OK : st;
    }
    size_t count;
    const xw_sorted_name *same =
        xw_sorted_names_find(&resolver->normal[framework],
                             (xw_string){ form, strlen(form) }, &count);
    for (size_t i = 0; i < count; ++i) {
        xw_candidates_add(found, same[i].number);
    }
    return XW_OK;
}

/* ---- All of it ---------------------------------------------------------- */

/* Whether a way to read the id finds one control; the first that finds several
 * has them reported if no other finds one. */
static bool
is_settled(const xw_candidates *found, uint32_t *out, xw_candidates *candidates)
{
    if (found->count == 1) {
        *out = found->ids[0];
        return true;
    }
    if (!candidates->count) {
        *candidates = *found;
    }
    return false;
}

xw_status
xw_control_named(xw_resolver *resolver, uint32_t framework, xw_string id,
                 uint32_t *out, xw_candidates *candidates)
{
    named found = { .ids.count = 0 };
    xw_candidates normal = { .count = 0 };
    candidates->count = 0;
    uint32_t exact = xw_control_find(resolver->graph, framework, id);
    if (exact != XW_NONE) {
        *out = exact;
        return XW_OK;
    }
    id = xw_id_trim(id);
    if (!id.len) {
        return XW_NOT_FOUND;
    }
    find_named(resolver->graph, framework, id, &found);
    if (is_settled(&found.exact, out, candidates) ||
        is_settled(&found.ids, out, candidates)) {
        return XW_OK;
    }
    xw_status st = find_normal(resolver, framework, id, &normal);
    if (st) {
        return st;
    }
    if (is_settled(&normal, out, candidates) ||
        is_settled(&found.exact_aliases, out, candidates) ||
        is_settled(&found.aliases, out, candidates)) {
        return XW_OK;
    }
    return XW_NOT_FOUND;
}
