/* graph_file_verify.c - everything that can be checked about a graph file:
 * checksums, then each id, offset, row and order that a query relies on. */
#include "alloc.h"
#include "error.h"
#include "graph.h"
#include "name_index.h"

#include <string.h>
#include <xxhash.h>
#include <zstd.h>

typedef xw_status (*check_fn)(const xw_graph *graph, xw_error *err);

/* ---- Checksums ------------------------------------------------------------- */

static xw_status
check_checksums(const xw_graph *graph, xw_error *err)
{
    const xw_file_header *header = (const void *)graph->bytes;
    const xw_file_chunk *entries =
        (const void *)(graph->bytes + sizeof *header);
    for (uint32_t i = 0; i < header->chunk_count; ++i) {
        const xw_file_chunk *entry = &entries[i];
        if (XXH3_64bits(graph->bytes + entry->offset, entry->size) !=
            entry->checksum) {
            return xw_fail(
                err, XW_E_GRAPH,
                "damaged graph file: chunk %.4s does not match its checksum",
                entry->id);
        }
    }
    return XW_OK;
}

/* ---- Rows and ranges -------------------------------------------------------- */

/* Rows that begin at 0, never fall, and end at `count`. */
static bool
are_rows(const uint32_t *rows, uint32_t row_count, uint32_t count)
{
    bool good = rows[0] == 0 && rows[row_count] == count;
    for (uint32_t i = 0; i < row_count && good; ++i) {
        good = rows[i] <= rows[i + 1];
    }
    return good;
}

static bool
are_below(const uint32_t *values, size_t count, uint32_t limit)
{
    uint32_t highest = 0;
    for (size_t i = 0; i < count; ++i) {
        highest = values[i] > highest ? values[i] : highest;
    }
    return !count || highest < limit;
}

static xw_status
check_rows(const xw_graph *graph, xw_error *err)
{
    const struct {
        const uint32_t *rows;
        uint32_t row_count, count;
        const char *what;
    } tables[] = {
        { graph->quotient_rows, graph->framework_count, graph->quotient_count,
          "the rows of the graph of frameworks are not in order" },
        { graph->child_rows, graph->control_count, graph->child_count,
          "the rows of children are not in order" },
        { graph->edge_rows, graph->control_count, graph->edge_count,
          "the rows of half-edges are not in order" },
        { graph->run_rows, graph->control_count, graph->run_count,
          "the rows of runs are not in order" },
        { graph->mapping_rows, graph->control_count, graph->mapping_count,
          "the rows of mappings are not in order" },
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; ++i) {
        if (!are_rows(tables[i].rows, tables[i].row_count, tables[i].count)) {
            return xw_graph_damaged(err, tables[i].what);
        }
    }
    return XW_OK;
}

static xw_status
check_ids(const xw_graph *graph, xw_error *err)
{
    const struct {
        const uint32_t *values;
        size_t count;
        uint32_t limit;
        const char *what;
    } columns[] = {
        { graph->control_ids, graph->control_count, graph->text_size,
          "a control's id lies outside of the text" },
        { graph->control_titles, graph->control_count, graph->text_size,
          "a control's title lies outside of the text" },
        { graph->children, graph->child_count, graph->control_count,
          "a control has no such child" },
        { graph->edge_targets, graph->edge_count, graph->control_count,
          "a mapping has no target" },
        { graph->rule_members, graph->rule_member_count, graph->control_count,
          "a set-valued map has no such member" },
        { graph->scope_members, graph->scope_member_count, graph->control_count,
          "a scope has no such member" },
        { graph->mapping_texts, graph->mapping_count, graph->meta->long_texts,
          "a mapping has no such text" },
        { graph->scope_texts, graph->scope_member_count,
          graph->meta->long_texts, "a scope has no such text" },
        { graph->quotient, graph->quotient_count, graph->framework_count,
          "a framework is next to none" },
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; ++i) {
        if (!are_below(columns[i].values, columns[i].count, columns[i].limit)) {
            return xw_graph_damaged(err, columns[i].what);
        }
    }
    return XW_OK;
}

/* ---- Frameworks, controls, sets ---------------------------------------------- */

static bool
are_strings(const xw_graph *graph, const uint32_t *offsets, size_t count)
{
    return are_below(offsets, count, graph->text_size);
}

static xw_status
check_framework_records(const xw_graph *graph, xw_error *err)
{
    const char *last = "";
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        const xw_file_framework *record = &graph->frameworks[f];
        if (!are_strings(graph, &record->id, 8)) {
            return xw_graph_damaged(err, "a framework's text is not there");
        }
        const char *id = xw_graph_text(graph, record->id);
        if (strcmp(last, id) >= 0) {
            return xw_graph_damaged(err, "frameworks are not in order");
        }
        last = id;
        for (uint32_t c = 0; c < record->count; ++c) {
            if (graph->control_frameworks[record->first + c] != f) {
                return xw_graph_damaged(err,
                                        "a control is of another framework");
            }
        }
    }
    return XW_OK;
}

static xw_status
check_set_records(const xw_graph *graph, xw_error *err)
{
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        xw_set_info info;
        if (!are_strings(graph, &graph->sets[s].id, 9)) {
            return xw_graph_damaged(err, "a mapping set's text is not there");
        }
        xw_status st = xw_graph_set(graph, (xw_set){ s }, &info, err);
        if (st) {
            return st;
        }
    }
    for (uint32_t m = 0; m < graph->mapping_count; ++m) {
        if (graph->mapping_sets[m] >= graph->set_count) {
            return xw_graph_damaged(err, "a mapping is of no set");
        }
    }
    return XW_OK;
}

/* Walks upwards end: no more steps than controls. */
static xw_status
check_parents(const xw_graph *graph, xw_error *err)
{
    uint32_t *depth = xw_alloc_zeroed(graph->control_count, sizeof *depth);
    if (!depth) {
        return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
    }
    bool good = true;
    for (uint32_t c = 0; c < graph->control_count && good; ++c) {
        for (uint32_t at = c; good && !depth[at];) {
            depth[at] = c + 1;
            uint32_t parent = graph->control_parents[at];
            if (parent == XW_NONE) {
                break;
            }
            good = parent < graph->control_count && depth[parent] != c + 1 &&
                   graph->control_frameworks[parent] ==
                       graph->control_frameworks[at];
            at = good ? parent : at;
        }
    }
    xw_alloc_free(depth);
    return good ? XW_OK : xw_graph_damaged(err, "controls above each other");
}

static xw_status
check_controls(const xw_graph *graph, xw_error *err)
{
    uint32_t linked = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        const xw_file_control_detail *detail = &graph->control_details[c];
        if (detail->kind >= graph->text_size ||
            detail->text >= graph->meta->long_texts ||
            xw_graph_parent_kind(graph, c) > XW_PARENT_ENHANCEMENT) {
            return xw_graph_damaged(err, "a control's details are not there");
        }
        for (uint32_t k = graph->child_rows[c]; k < graph->child_rows[c + 1];
             ++k, ++linked) {
            if (graph->control_parents[graph->children[k]] != c) {
                return xw_graph_damaged(err, "a child has another parent");
            }
        }
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        linked -= graph->control_parents[c] != XW_NONE;
    }
    return linked ? xw_graph_damaged(err, "a parent lacks a child") : XW_OK;
}

/* ---- Half-edges -------------------------------------------------------------- */

static bool
is_attribute(uint16_t attribute)
{
    unsigned strength = attribute >> XW_EDGE_STRENGTH_SHIFT & 0xFU;
    return (attribute & XW_EDGE_MASK) < XW_MASK_COUNT &&
           (strength <= XW_STRENGTH_MOST || strength == XW_STRENGTH_NONE);
}

/* The edges of a control: sorted, as many outgoing ones as it has mappings,
 * and each with its other half. */
static xw_status
check_edges_of(const xw_graph *graph, uint32_t control, xw_error *err)
{
    uint32_t begin = graph->edge_rows[control];
    uint32_t end = graph->edge_rows[control + 1];
    uint32_t outgoing = 0;
    for (uint32_t e = begin; e < end; ++e) {
        if (e > begin && graph->edge_targets[e] < graph->edge_targets[e - 1]) {
            return xw_graph_damaged(err, "half-edges are not in order");
        }
        if (!is_attribute(graph->edge_attributes[e])) {
            return xw_graph_damaged(err, "a half-edge says nothing known");
        }
        outgoing += !(graph->edge_attributes[e] & XW_EDGE_INVERTED);
    }
    if (outgoing !=
        graph->mapping_rows[control + 1] - graph->mapping_rows[control]) {
        return xw_graph_damaged(err, "a half-edge is of no mapping");
    }
    return XW_OK;
}

/* A half-edge and its other half, as a number whose sum over all is the same
 * for both directions. */
static uint64_t
fingerprint(uint32_t source, uint32_t target, uint16_t attribute, bool inverted)
{
    xw_relation carried = xw_mask_relation(attribute & XW_EDGE_MASK);
    carried = inverted ? xw_relation_converse(carried) : carried;
    const uint32_t key[] = { source, target,
                             (attribute &
                              ~(uint32_t)(XW_EDGE_MASK | XW_EDGE_INVERTED)) |
                                 (uint32_t)carried << 16 };
    return XXH3_64bits(key, sizeof key);
}

static xw_status
check_edges(const xw_graph *graph, xw_error *err)
{
    uint64_t balance = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        xw_status st = check_edges_of(graph, c, err);
        if (st) {
            return st;
        }
        for (uint32_t e = graph->edge_rows[c]; e < graph->edge_rows[c + 1];
             ++e) {
            uint32_t other = graph->edge_targets[e];
            uint16_t attribute = graph->edge_attributes[e];
            balance += attribute & XW_EDGE_INVERTED
                           ? 0 - fingerprint(other, c, attribute, true)
                           : fingerprint(c, other, attribute, false);
        }
    }
    return balance ? xw_graph_damaged(err, "a half-edge lacks its other half")
                   : XW_OK;
}

static bool
has_runs(const xw_graph *graph, uint32_t control)
{
    uint32_t run = graph->run_rows[control];
    uint32_t end = graph->run_rows[control + 1];
    uint32_t last = XW_NONE;
    for (uint32_t e = graph->edge_rows[control];
         e < graph->edge_rows[control + 1]; ++e) {
        uint16_t framework = graph->control_frameworks[graph->edge_targets[e]];
        if (framework != last) {
            if (run == end || graph->run_edges[run] != e ||
                graph->run_frameworks[run] != framework) {
                return false;
            }
            ++run;
            last = framework;
        }
    }
    return run == end;
}

static xw_status
check_runs(const xw_graph *graph, xw_error *err)
{
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (!has_runs(graph, c)) {
            return xw_graph_damaged(err, "the runs do not fit the half-edges");
        }
    }
    return XW_OK;
}

/* Each run's framework is next to its control's, in sorted rows. */
static xw_status
check_quotient(const xw_graph *graph, xw_error *err)
{
    uint8_t *next = xw_alloc_zeroed(graph->framework_count, 1);
    if (!next) {
        return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
    }
    bool good = true;
    for (uint32_t f = 0; f < graph->framework_count && good; ++f) {
        uint32_t begin = graph->quotient_rows[f];
        uint32_t end = graph->quotient_rows[f + 1];
        for (uint32_t q = begin; q < end; ++q) {
            good = good &&
                   (q == begin || graph->quotient[q - 1] < graph->quotient[q]);
            next[graph->quotient[q]] = 1;
        }
        uint32_t first = graph->frameworks[f].first;
        uint32_t past = first + graph->frameworks[f].count;
        for (uint32_t r = graph->run_rows[first]; r < graph->run_rows[past];
             ++r) {
            good = good && next[graph->run_frameworks[r]];
        }
        for (uint32_t q = begin; q < end; ++q) {
            next[graph->quotient[q]] = 0;
        }
    }
    xw_alloc_free(next);
    return good ? XW_OK
                : xw_graph_damaged(err, "the graph of frameworks is wrong");
}

/* ---- Names, aliases ------------------------------------------------------------- */

static bool
has_slot(const xw_graph *graph, uint32_t hash, uint32_t value)
{
    uint32_t mask = graph->name_slot_count - 1;
    uint32_t i = hash & mask;
    for (uint32_t step = 0; step <= mask && graph->name_slots[i]; ++step) {
        if (graph->name_slots[i] == value) {
            return true;
        }
        i = (i + 1) & mask;
    }
    return false;
}

static bool
is_found(const xw_graph *graph, uint32_t control, uint32_t text, uint32_t value)
{
    const char *name = xw_graph_text(graph, text);
    return has_slot(
        graph,
        xw_name_hash(graph->control_frameworks[control], name, strlen(name)),
        value);
}

static bool
are_aliases(const xw_graph *graph, const xw_file_alias *aliases, uint32_t count,
            uint32_t owners)
{
    for (uint32_t i = 0; i < count; ++i) {
        if (aliases[i].owner >= owners || aliases[i].text >= graph->text_size ||
            (i && aliases[i - 1].owner > aliases[i].owner)) {
            return false;
        }
    }
    return true;
}

static xw_status
check_names(const xw_graph *graph, xw_error *err)
{
    if (!are_aliases(graph, graph->control_aliases, graph->control_alias_count,
                     graph->control_count) ||
        !are_aliases(graph, graph->framework_aliases,
                     graph->framework_alias_count, graph->framework_count)) {
        return xw_graph_damaged(err, "an alias is of nothing");
    }
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (!is_found(graph, c, graph->control_ids[c], c + 1)) {
            return xw_graph_damaged(err, "a control's name is not indexed");
        }
    }
    for (uint32_t a = 0; a < graph->control_alias_count; ++a) {
        const xw_file_alias *alias = &graph->control_aliases[a];
        if (!is_found(graph, alias->owner, alias->text,
                      XW_NAME_ALIAS | (a + 1))) {
            return xw_graph_damaged(err, "an alias is not indexed");
        }
    }
    return XW_OK;
}

/* ---- Set-valued maps, gaps, scopes, text ------------------------------------------ */

static xw_status
check_small_records(const xw_graph *graph, xw_error *err)
{
    xw_status st = XW_OK;
    xw_rule_info rule;
    xw_gap_info gap;
    xw_scope_info scope;
    for (uint32_t i = 0; i < graph->rule_count && !st; ++i) {
        st = xw_graph_rule(graph, i, &rule, err);
    }
    for (uint32_t i = 0; i < graph->gap_count && !st; ++i) {
        st = xw_graph_gap(graph, i, &gap, err);
        if (!st && i && graph->gaps[i - 1].control > gap.control.i) {
            return xw_graph_damaged(err, "gaps are not in order");
        }
    }
    for (uint32_t i = 0; i < graph->scope_count && !st; ++i) {
        st = xw_graph_scope(graph, (xw_scope){ i }, &scope, err);
        for (size_t m = 1; !st && m < scope.count; ++m) {
            if (scope.members[m - 1] >= scope.members[m]) {
                return xw_graph_damaged(err, "a scope is not in order");
            }
        }
    }
    for (uint32_t i = 0; i < graph->rule_mapping_count && !st; ++i) {
        const xw_file_rule_mapping *record = &graph->rule_mappings[i];
        if (record->mapping >= graph->mapping_count ||
            record->rule >= graph->rule_count ||
            (i && record[-1].mapping >= record->mapping)) {
            return xw_graph_damaged(err, "a set-valued map is of nothing");
        }
    }
    return st;
}

/* The first text of each block can be read, and so can its last. */
static xw_status
check_long_text(const xw_graph *graph, xw_error *err)
{
    xw_text_reader *reader;
    xw_status st = xw_text_reader_new(graph, &reader, err);
    if (st) {
        return st;
    }
    const char *text;
    for (uint32_t b = 0; b < graph->block_count && !st; ++b) {
        uint32_t first = graph->blocks[b].first;
        uint32_t end = b + 1 < graph->block_count ? graph->blocks[b + 1].first
                                                  : graph->meta->long_texts;
        if (end <= first || (!b && first)) {
            st = xw_graph_damaged(err, "blocks of text are not in order");
            break;
        }
        st = xw_text_get(reader, 2 * first, &text, err);
        if (!st) {
            st = xw_text_get(reader, 2 * (end - 1) + 1, &text, err);
        }
    }
    xw_text_reader_free(reader);
    return st;
}

xw_status
xw_graph_verify(const xw_graph *graph, xw_error *err)
{
    static const check_fn checks[] = {
        check_checksums,         check_rows,        check_ids,
        check_framework_records, check_set_records, check_parents,
        check_controls,          check_edges,       check_runs,
        check_quotient,          check_names,       check_small_records,
        check_long_text,
    };
    xw_status st = XW_OK;
    for (size_t i = 0; i < sizeof checks / sizeof *checks && !st; ++i) {
        st = checks[i](graph, err);
    }
    return st;
}
