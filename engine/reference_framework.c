/* reference_framework.c - which framework, and which scope of it, a name
 * means. */
#include "ascii.h"
#include "name_index.h"
#include "resolver.h"

#include <string.h>
#include <xxhash.h>

enum { FOLDED = 512 }; /* longer names have no folded form, NUL included */

static xw_string
string(const char *text)
{
    return (xw_string){ text, strlen(text) };
}

/* ---- By id -------------------------------------------------------------- */

static int
compare(xw_string id, const char *text)
{
    size_t len = strlen(text);
    int order = memcmp(id.bytes, text, id.len < len ? id.len : len);
    return order ? order : (id.len > len) - (id.len < len);
}

uint32_t
xw_framework_find(const xw_graph *graph, xw_string id)
{
    uint32_t low = 0, high = graph->framework_count;
    while (id.len && low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order =
            compare(id, xw_graph_text(graph, graph->frameworks[middle].id));
        if (order == 0) {
            return middle;
        }
        if (order > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return XW_NONE;
}

uint32_t
xw_framework_recall(xw_resolver *resolver, xw_string id)
{
    const xw_graph *graph = resolver->graph;
    uint16_t *last =
        &resolver->recalled[XXH3_64bits(id.bytes, id.len) % XW_RECALLED];
    if (*last < graph->framework_count &&
        compare(id, xw_graph_text(graph, graph->frameworks[*last].id)) == 0) {
        return *last;
    }
    uint32_t found = xw_framework_find(graph, id);
    if (found != XW_NONE) {
        *last = (uint16_t)found;
    }
    return found;
}

/* ---- By alias ----------------------------------------------------------- */

static bool
is_same_but_for_case(xw_string a, const char *b)
{
    return xw_name_equal_folded(a.bytes, a.len, b, strlen(b));
}

static void
find_aliased(const xw_graph *graph, xw_string name, xw_candidates *found)
{
    for (uint32_t i = 0; i < graph->framework_alias_count; ++i) {
        const xw_file_alias *alias = &graph->framework_aliases[i];
        if (alias->owner < graph->framework_count &&
            is_same_but_for_case(name, xw_graph_text(graph, alias->text))) {
            xw_candidates_add(found, alias->owner);
        }
    }
}

/* ---- By family ---------------------------------------------------------- */

/* What orders a framework among its family: its version, or else what its id
 * has after the family, from the first digit on, because "Rev 4" is older than
 * "Release 5".  "" when that tells nothing. */
static const char *
order_of(const xw_graph *graph, uint32_t framework)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    const char *id = xw_graph_text(graph, record->id);
    const char *family = xw_graph_text(graph, record->family);
    const char *text = xw_graph_text(graph, record->version);
    if (!*text) {
        size_t len = strlen(family);
        text = strncmp(id, family, len) == 0 ? id + len : id;
    }
    while (*text && !xw_ascii_digit(*text)) {
        ++text;
    }
    return text;
}

/* The members of a family found so far, and the newest of them. */
typedef struct family {
    xw_candidates all, newest;
    const char *order; /* of the newest */
    bool unordered;    /* some member has no place in the order */
} family;

static void
add_member(const xw_graph *graph, uint32_t framework, family *members)
{
    const char *order = order_of(graph, framework);
    xw_candidates_add(&members->all, framework);
    members->unordered = members->unordered || !*order;
    int newer = members->order ? xw_natural_compare(order, members->order) : 1;
    if (newer > 0) {
        members->newest.count = 0;
        members->order = order;
    }
    if (newer >= 0) {
        xw_candidates_add(&members->newest, framework);
    }
}

static xw_candidates
newest_of(const family *members)
{
    return members->unordered ? members->all : members->newest;
}

static void
find_family(const xw_graph *graph, xw_string name, xw_candidates *found)
{
    family members = { .order = NULL };
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        if (is_same_but_for_case(
                name, xw_graph_text(graph, graph->frameworks[f].family))) {
            add_member(graph, f, &members);
        }
    }
    *found = newest_of(&members);
}

/* ---- By folded name ----------------------------------------------------- */

static bool
folds_to(const char *text, const char *folded)
{
    char own[FOLDED];
    xw_framework_name_fold(string(text), own, sizeof own);
    return strcmp(own, folded) == 0;
}

/* By name, or by name and version in one: "NIST CSF 2.0". */
static bool
name_folds_to(const xw_graph *graph, const xw_file_framework *record,
              const char *folded)
{
    char own[FOLDED];
    xw_framework_name_fold(string(xw_graph_text(graph, record->name)), own,
                           sizeof own);
    size_t len = strlen(own);
    return strncmp(own, folded, len) == 0 &&
           (!folded[len] ||
            folds_to(xw_graph_text(graph, record->version), folded + len));
}

static bool
is_called(const xw_graph *graph, const xw_file_framework *record,
          const char *folded)
{
    return folds_to(xw_graph_text(graph, record->id), folded) ||
           name_folds_to(graph, record, folded);
}

static void
find_called(const xw_graph *graph, const char *folded, xw_candidates *found)
{
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        if (is_called(graph, &graph->frameworks[f], folded)) {
            xw_candidates_add(found, f);
        }
    }
    for (uint32_t i = 0; i < graph->framework_alias_count; ++i) {
        const xw_file_alias *alias = &graph->framework_aliases[i];
        if (alias->owner < graph->framework_count &&
            folds_to(xw_graph_text(graph, alias->text), folded)) {
            xw_candidates_add(found, alias->owner);
        }
    }
}

static void
find_folded(const xw_graph *graph, xw_string name, xw_candidates *found)
{
    char folded[FOLDED];
    if (name.len >= sizeof folded) {
        return;
    }
    xw_framework_name_fold(name, folded, sizeof folded);
    if (!*folded) { /* nothing but blanks, punctuation and "ISO" */
        return;
    }
    find_called(graph, folded, found);
    if (found->count) {
        return;
    }
    family members = { .order = NULL };
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        if (folds_to(xw_graph_text(graph, graph->frameworks[f].family),
                     folded)) {
            add_member(graph, f, &members);
        }
    }
    *found = newest_of(&members);
}

/* ---- All of it ---------------------------------------------------------- */

xw_status
xw_framework_named(const xw_graph *graph, xw_string name, uint32_t *out,
                   xw_candidates *candidates)
{
    static void (*const ways[])(const xw_graph *, xw_string,
                                xw_candidates *) = { find_aliased, find_family,
                                                     find_folded };
    candidates->count = 0;
    name = xw_id_trim(name);
    if (!name.len) {
        return XW_NOT_FOUND;
    }
    uint32_t exact = xw_framework_find(graph, name);
    if (exact != XW_NONE) {
        *out = exact;
        return XW_OK;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; ++i) {
        ways[i](graph, name, candidates);
        if (candidates->count == 1) {
            *out = candidates->ids[0];
            return XW_OK;
        }
        if (candidates->count) {
            return XW_NOT_FOUND;
        }
    }
    return XW_NOT_FOUND;
}

uint32_t
xw_scope_named(const xw_graph *graph, uint32_t framework, xw_string name)
{
    xw_candidates found = { .count = 0 };
    for (uint32_t s = 0; s < graph->scope_count; ++s) {
        const char *id = xw_graph_text(graph, graph->scopes[s].id);
        if (graph->scopes[s].framework != framework ||
            !is_same_but_for_case(name, id)) {
            continue;
        }
        if (compare(name, id) == 0) {
            return s;
        }
        xw_candidates_add(&found, s);
    }
    return found.count == 1 ? found.ids[0] : XW_NONE;
}
