/* graph_file_verify_catalogue.c - frameworks, controls, hierarchy, names. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"
#include "name_index.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
}

/* ---- Frameworks ------------------------------------------------------------- */

static xw_status
check_members(const xw_graph *graph, uint32_t framework, xw_error *err)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    uint32_t assessable = 0;
    for (uint32_t i = 0; i < record->count; ++i) {
        uint32_t control = record->first + i;
        if (graph->control_frameworks[control] != framework) {
            return xw_graph_damaged(err, "a control is of another framework");
        }
        unsigned flags = graph->control_flags[control];
        assessable +=
            (flags & XW_CONTROL_ASSESSABLE) && !(flags & XW_CONTROL_WITHDRAWN);
    }
    return assessable == record->assessable
               ? XW_OK
               : xw_graph_damaged(err, "a framework counts wrongly");
}

static xw_status
check_frameworks(const xw_graph *graph, xw_error *err)
{
    const char *last = "";
    uint32_t implied = 0;
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        const xw_file_framework *record = &graph->frameworks[f];
        if (!xw_verify_strings(graph, &record->id, 8)) {
            return xw_graph_damaged(err, "a framework's text is not there");
        }
        const char *id = xw_graph_text(graph, record->id);
        if (strcmp(last, id) >= 0) {
            return xw_graph_damaged(err, "frameworks are not in order");
        }
        last = id;
        implied += record->implied != 0;
        xw_status st = check_members(graph, f, err);
        if (st) {
            return st;
        }
    }
    return implied == graph->meta->implied_frameworks
               ? XW_OK
               : xw_graph_damaged(err,
                                  "implied frameworks are counted wrongly");
}

/* ---- Controls --------------------------------------------------------------- */

/* Whether a control of a graph without details, as most are, is all right: what
 * follows would find the same, and say what is not. */
static inline bool
is_plain(const xw_graph *graph, uint32_t control)
{
    uint32_t parent = graph->control_parents[control];
    return graph->control_frameworks[control] < graph->framework_count &&
           (parent == XW_NONE || parent < graph->control_count) &&
           xw_graph_parent_kind(graph, control) <= XW_PARENT_ENHANCEMENT &&
           *xw_graph_text(graph, graph->control_ids[control]);
}

static xw_status
check_control(const xw_graph *graph, uint32_t control, xw_error *err)
{
    xw_control_info info;
    xw_status st = xw_graph_control(graph, (xw_control){ control }, &info, err);
    if (!st &&
        (!*info.id || !xw_verify_strings(
                          graph, &xw_graph_detail(graph, control)->kind, 1))) {
        st = xw_graph_damaged(err, "a control's id or kind is not there");
    }
    return st;
}

static xw_status
check_controls(const xw_graph *graph, xw_error *err)
{
    uint32_t implied = 0;
    xw_status st = XW_OK;
    for (uint32_t c = 0; c < graph->control_count && !st; ++c) {
        if (graph->control_details || !is_plain(graph, c)) {
            st = check_control(graph, c, err);
        }
        implied += (graph->control_flags[c] & XW_CONTROL_IMPLIED) != 0;
    }
    if (!st && implied != graph->meta->implied_controls) {
        st = xw_graph_damaged(err, "implied controls are counted wrongly");
    }
    return st;
}

/* Walk up until a root or a control seen by an earlier walk; false where the
 * walk meets itself or leaves the framework. */
static bool
ends_above(const xw_graph *graph, uint32_t start, uint32_t *seen)
{
    uint32_t walk = start + 1;
    for (uint32_t at = start; !seen[at];) {
        seen[at] = walk;
        uint32_t above = graph->control_parents[at];
        if (above == XW_NONE) {
            break;
        }
        if (seen[above] == walk ||
            graph->control_frameworks[above] != graph->control_frameworks[at]) {
            return false;
        }
        at = above;
    }
    return true;
}

static bool
are_parents(const xw_graph *graph, uint32_t *seen)
{
    bool good = true;
    for (uint32_t start = 0; start < graph->control_count && good; ++start) {
        good = ends_above(graph, start, seen);
    }
    return good;
}

static xw_status
check_parents(const xw_graph *graph, xw_error *err)
{
    uint32_t *seen = xw_alloc_zeroed(graph->control_count, sizeof *seen);
    if (!seen) {
        return out_of_memory(err);
    }
    bool good = are_parents(graph, seen);
    xw_alloc_free(seen);
    return good ? XW_OK : xw_graph_damaged(err, "controls above each other");
}

/* The children of a control, in order; whether some are parts of it. */
static xw_status
check_children_of(const xw_graph *graph, uint32_t control, bool *parts,
                  xw_error *err)
{
    uint32_t begin = graph->child_rows[control];
    uint32_t end = graph->child_rows[control + 1];
    *parts = false;
    for (uint32_t k = begin; k < end; ++k) {
        uint32_t child = graph->children[k];
        if (graph->control_parents[child] != control) {
            return xw_graph_damaged(err, "a child has another parent");
        }
        if (k > begin && graph->children[k - 1] >= child) {
            return xw_graph_damaged(err, "children are not in order");
        }
        *parts = *parts || xw_graph_whole_of(graph, child) == control;
    }
    bool marked = graph->control_flags[control] & XW_CONTROL_HAS_PARTS;
    return marked == *parts
               ? XW_OK
               : xw_graph_damaged(err, "parts are not marked as such");
}

static xw_status
check_children(const xw_graph *graph, xw_error *err)
{
    uint32_t with_parent = 0;
    bool any_parts = false;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        bool parts;
        xw_status st = check_children_of(graph, c, &parts, err);
        if (st) {
            return st;
        }
        any_parts = any_parts || parts;
        with_parent += graph->control_parents[c] != XW_NONE;
    }
    if (with_parent != graph->child_count) {
        return xw_graph_damaged(err, "a parent lacks a child");
    }
    bool marked = graph->meta->flags & XW_META_PARTS;
    return marked == any_parts
               ? XW_OK
               : xw_graph_damaged(err, "parts are not marked as such");
}

/* ---- Aliases ---------------------------------------------------------------- */

static bool
are_aliases(const xw_graph *graph, const xw_file_alias *aliases, uint32_t count,
            uint32_t owners)
{
    bool good = true;
    for (uint32_t i = 0; i < count && good; ++i) {
        const xw_file_alias *alias = &aliases[i];
        good =
            alias->owner < owners &&
            xw_verify_strings(graph, &alias->text, 1) &&
            (!i || alias[-1].owner < alias->owner ||
             (alias[-1].owner == alias->owner && alias[-1].text < alias->text));
    }
    return good;
}

static xw_status
check_aliases(const xw_graph *graph, xw_error *err)
{
    bool good =
        are_aliases(graph, graph->control_aliases, graph->control_alias_count,
                    graph->control_count) &&
        are_aliases(graph, graph->framework_aliases,
                    graph->framework_alias_count, graph->framework_count);
    return good ? XW_OK : xw_graph_damaged(err, "aliases are not in order");
}

/* ---- The index of names ----------------------------------------------------- */

/* The number of a name in a slot: controls, then aliases; XW_NONE for none. */
static uint32_t
number_of(const xw_graph *graph, uint32_t slot)
{
    uint32_t index = (slot & ~XW_NAME_ALIAS) - 1;
    if (slot & XW_NAME_ALIAS) {
        return index < graph->control_alias_count ? graph->control_count + index
                                                  : XW_NONE;
    }
    return index < graph->control_count ? index : XW_NONE;
}

static uint32_t
hash_of(const xw_graph *graph, uint32_t number)
{
    uint32_t control = number, text;
    if (number < graph->control_count) {
        text = graph->control_ids[number];
    } else {
        const xw_file_alias *alias =
            &graph->control_aliases[number - graph->control_count];
        control = alias->owner;
        text = alias->text;
    }
    const char *name = xw_graph_text(graph, text);
    return xw_name_hash(graph->control_frameworks[control], name, strlen(name));
}

/* Where each name is looked for first.  In order of numbers, as names lie, not
 * of slots, which are in none. */
static uint32_t *
find_homes(const xw_graph *graph, size_t names)
{
    uint32_t *homes = xw_alloc_array(NULL, names ? names : 1, sizeof *homes);
    for (uint32_t i = 0; homes && i < names; ++i) {
        homes[i] = hash_of(graph, i) & (graph->name_slot_count - 1);
    }
    return homes;
}

/* Each name is found from its home: no slot on the way is empty.  Slots are taken
 * from an empty one on, so that none is on the way around; `first` is where the
 * full ones in hand begin.  A home that was met becomes XW_NONE. */
static bool
are_slots(const xw_graph *graph, uint32_t empty, uint32_t *homes)
{
    uint32_t mask = graph->name_slot_count - 1;
    uint32_t first = 1;
    for (uint32_t step = 1; step <= mask; ++step) {
        uint32_t at = (empty + step) & mask;
        uint32_t slot = graph->name_slots[at];
        if (!slot) {
            first = step + 1;
            continue;
        }
        uint32_t number = number_of(graph, slot);
        if (number == XW_NONE || homes[number] == XW_NONE ||
            ((at - homes[number]) & mask) > step - first) {
            return false;
        }
        homes[number] = XW_NONE;
    }
    return true;
}

static uint32_t
count_full(const xw_graph *graph)
{
    uint32_t full = 0;
    for (uint32_t i = 0; i < graph->name_slot_count; ++i) {
        full += graph->name_slots[i] != 0;
    }
    return full;
}

static xw_status
check_names(const xw_graph *graph, xw_error *err)
{
    uint64_t names =
        (uint64_t)graph->control_count + graph->control_alias_count;
    if (count_full(graph) != names || 2 * names > graph->name_slot_count) {
        return xw_graph_damaged(err, "the index of names has another size");
    }
    uint32_t empty = 0; /* half of them are */
    while (graph->name_slots[empty]) {
        ++empty;
    }
    uint32_t *homes = find_homes(graph, names);
    if (!homes) {
        return out_of_memory(err);
    }
    bool good = are_slots(graph, empty, homes);
    xw_alloc_free(homes);
    return good ? XW_OK : xw_graph_damaged(err, "a name is not indexed");
}

/* ---- All of it -------------------------------------------------------------- */

xw_status
xw_verify_catalogue(const xw_graph *graph, xw_error *err)
{
    static const xw_check_fn checks[] = {
        check_frameworks, check_controls, check_parents,
        check_children,   check_aliases,  check_names,
    };
    return xw_verify_each(graph, checks, sizeof checks / sizeof *checks, err);
}
