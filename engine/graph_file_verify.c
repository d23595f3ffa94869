/* graph_file_verify.c - everything that can be checked about a graph file:
 * checksums, then each id, offset, row and order that a query relies on, and
 * whatever follows from the rest. */
#include "graph_file_verify.h"

#include "error.h"
#include "parallel.h"
#include "text_reader.h"

#include <string.h>
#include <xxhash.h>

xw_status
xw_verify_each(const xw_graph *graph, const xw_check_fn *checks, size_t count,
               xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = checks[i](graph, err);
    }
    return st;
}

/* ---- Bytes ------------------------------------------------------------------ */

static const xw_file_chunk *
chunks_of(const xw_graph *graph)
{
    return (const void *)(graph->bytes + sizeof(xw_file_header));
}

static bool
is_intact(const xw_graph *graph, const xw_file_chunk *entry)
{
    return XXH3_64bits(graph->bytes + entry->offset, entry->size) ==
           entry->checksum;
}

xw_status
xw_graph_chunk(const xw_graph *graph, size_t index, xw_chunk_info *out,
               xw_error *err)
{
    (void)err; /* nothing fails that opening has not */
    const xw_file_header *header = (const void *)graph->bytes;
    if (index >= header->chunk_count) {
        return XW_NOT_FOUND;
    }
    const xw_file_chunk *entry = &chunks_of(graph)[index];
    *out = (xw_chunk_info){ .size = entry->size,
                            .intact = is_intact(graph, entry) };
    memcpy(out->id, entry->id, sizeof entry->id);
    return XW_OK;
}

static xw_status
check_checksums(const xw_graph *graph, xw_error *err)
{
    const xw_file_header *header = (const void *)graph->bytes;
    for (uint32_t i = 0; i < header->chunk_count; ++i) {
        const xw_file_chunk *entry = &chunks_of(graph)[i];
        if (!is_intact(graph, entry)) {
            return xw_fail(
                err, XW_E_GRAPH,
                "damaged graph file: chunk %.4s does not match its checksum",
                entry->id);
        }
    }
    return XW_OK;
}

static bool
are_zero(const unsigned char *bytes, uint64_t from, uint64_t to)
{
    unsigned char any = 0;
    for (uint64_t i = from; i < to; ++i) {
        any |= bytes[i];
    }
    return !any;
}

/* No checksum is of the bytes between the chunks, so they are all 0. */
static xw_status
check_padding(const xw_graph *graph, xw_error *err)
{
    const xw_file_header *header = (const void *)graph->bytes;
    uint64_t past = xw_file_head_size(header->chunk_count);
    bool good = true;
    for (uint32_t i = 0; i < header->chunk_count && good; ++i) {
        const xw_file_chunk *entry = &chunks_of(graph)[i];
        good = are_zero(graph->bytes, past, entry->offset);
        past = entry->offset + entry->size;
    }
    if (!good || !are_zero(graph->bytes, past, graph->size)) {
        return xw_graph_damaged(err, "something lies between its chunks");
    }
    return XW_OK;
}

/* ---- Rows and columns ------------------------------------------------------- */

/* Rows that begin at 0, never fall, and end at `count`. */
static bool
are_rows(const uint32_t *rows, uint32_t row_count, uint32_t count)
{
    uint32_t falls = 0;
    for (uint32_t i = 0; i < row_count; ++i) {
        falls |= rows[i] > rows[i + 1];
    }
    return !falls && rows[0] == 0 && rows[row_count] == count;
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

static bool
are_below(const uint32_t *values, size_t count, uint32_t limit)
{
    enum { SIGN = 31 };
    uint32_t any = 0; /* in its sign, whether some value is not below */
    if (count && (!limit || limit > UINT32_C(1) << SIGN)) {
        return false; /* than any there is */
    }
    for (size_t i = 0; i < count; ++i) {
        any |= values[i] | (limit - 1 - values[i]);
    }
    return !(any >> SIGN);
}

bool
xw_verify_strings(const xw_graph *graph, const uint32_t *offsets, size_t count)
{
    return are_below(offsets, count, graph->text_size);
}

static xw_status
check_columns(const xw_graph *graph, xw_error *err)
{
    const struct {
        const uint32_t *values;
        size_t count;
        uint32_t limit;
        const char *what;
    } columns[] = {
        { graph->control_ids, graph->control_count, graph->text_size,
          "a control's id is not there" },
        { graph->control_titles, graph->control_count, graph->text_size,
          "a control's title is not there" },
        { graph->children, graph->child_count, graph->control_count,
          "a control has no such child" },
        { graph->edge_targets, graph->edge_count, graph->control_count,
          "a mapping has no target" },
        { graph->mapping_texts, graph->mapping_count, graph->meta->long_texts,
          "a mapping has no such text" },
        { graph->scope_texts, graph->scope_member_count,
          graph->meta->long_texts, "a scope has no such text" },
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; ++i) {
        if (!are_below(columns[i].values, columns[i].count, columns[i].limit)) {
            return xw_graph_damaged(err, columns[i].what);
        }
    }
    return XW_OK;
}

/* ---- Gaps and scopes -------------------------------------------------------- */

static bool
is_gap_before(const xw_file_gap *a, const xw_file_gap *b)
{
    if (a->control != b->control) {
        return a->control < b->control;
    }
    return a->other != b->other ? a->other < b->other : a->set < b->set;
}

static xw_status
check_gaps(const xw_graph *graph, xw_error *err)
{
    xw_gap_info gap;
    xw_status st = XW_OK;
    for (uint32_t i = 0; i < graph->gap_count && !st; ++i) {
        st = xw_graph_gap(graph, i, &gap, err);
        if (!st && i && !is_gap_before(&graph->gaps[i - 1], &graph->gaps[i])) {
            st = xw_graph_damaged(err, "gaps are not in order");
        }
    }
    return st;
}

static bool
is_scope_before(const xw_graph *graph, const xw_file_scope *a,
                const xw_file_scope *b)
{
    return a->framework != b->framework
               ? a->framework < b->framework
               : strcmp(xw_graph_text(graph, a->id),
                        xw_graph_text(graph, b->id)) < 0;
}

static bool
are_members_in_order(const xw_graph *graph, const xw_scope_info *scope)
{
    bool good = true;
    for (size_t m = 0; m < scope->count && good; ++m) {
        good = graph->control_frameworks[scope->members[m]] ==
                   scope->framework.i &&
               (!m || scope->members[m - 1] < scope->members[m]);
    }
    return good;
}

static xw_status
check_scope(const xw_graph *graph, uint32_t index, xw_error *err)
{
    const xw_file_scope *record = &graph->scopes[index];
    xw_scope_info scope;
    xw_status st = xw_graph_scope(graph, (xw_scope){ index }, &scope, err);
    if (st) {
        return st;
    }
    if (!xw_verify_strings(graph, &record->id, 1) || !*scope.id ||
        (index && !is_scope_before(graph, record - 1, record))) {
        return xw_graph_damaged(err, "scopes are not in order");
    }
    return are_members_in_order(graph, &scope)
               ? XW_OK
               : xw_graph_damaged(err, "a scope's members are not in order");
}

static xw_status
check_scopes(const xw_graph *graph, xw_error *err)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < graph->scope_count; ++i) {
        xw_status st = check_scope(graph, i, err);
        if (st) {
            return st;
        }
        if (graph->scopes[i].first != next) {
            return xw_graph_damaged(err, "a scope's members are no run");
        }
        next += graph->scopes[i].count;
    }
    return next == graph->scope_member_count
               ? XW_OK
               : xw_graph_damaged(err, "a member is of no scope");
}

/* ---- Long text -------------------------------------------------------------- */

/* Entries of a block: up to where the next begins. */
static uint32_t
entries_of(const xw_graph *graph, uint32_t index)
{
    uint32_t end = index + 1 < graph->block_count
                       ? graph->blocks[index + 1].first
                       : graph->meta->long_texts;
    uint32_t first = graph->blocks[index].first;
    return end > first ? end - first : 0;
}

static uint64_t
count_strings(const char *raw, uint32_t size)
{
    uint64_t count = 0;
    for (const char *at = raw; at < raw + size; at += strlen(at) + 1) {
        ++count;
    }
    return count;
}

static xw_status
check_block(xw_text_reader *reader, const xw_file_block *block, uint32_t index,
            uint32_t entries, xw_error *err)
{
    const char *raw;
    xw_status st = xw_text_block(reader, index, &raw, err);
    if (st) {
        return st;
    }
    uint64_t strings = count_strings(raw, block->raw_size);
    xw_text_block_drop(reader, index); /* one at a time: there may be many */
    return strings == 2 * (uint64_t)entries
               ? XW_OK
               : xw_graph_damaged(err, "a block holds other texts");
}

static xw_status
check_blocks(const xw_graph *graph, xw_text_reader *reader, xw_error *err)
{
    uint64_t offset = 0;
    uint32_t entry = 0;
    for (uint32_t b = 0; b < graph->block_count; ++b) {
        const xw_file_block *block = &graph->blocks[b];
        uint32_t entries = entries_of(graph, b);
        if (block->offset != offset || block->first != entry || !entries) {
            return xw_graph_damaged(err, "blocks of text are not in order");
        }
        xw_status st = check_block(reader, block, b, entries, err);
        if (st) {
            return st;
        }
        offset += block->size;
        entry += entries;
    }
    return offset == graph->long_text_size && entry == graph->meta->long_texts
               ? XW_OK
               : xw_graph_damaged(err, "a text is in no block");
}

static xw_status
check_long_text(const xw_graph *graph, xw_error *err)
{
    xw_text_reader *reader;
    xw_status st = xw_text_reader_new(graph, &reader, err);
    if (!st) {
        st = check_blocks(graph, reader, err);
        xw_text_reader_free(reader);
    }
    return st;
}

/* ---- All of it -------------------------------------------------------------- */

/* Each check of these takes those before the gap for granted.  Those after it
 * can be done side by side, and are about as much in even as in odd places. */
static const xw_check_fn checks[] = {
    check_padding,        check_rows,           check_columns,
    xw_verify_sets,       xw_verify_attributes,

    xw_verify_set_counts, check_checksums,      xw_verify_half_edges,
    xw_verify_pairs,      xw_verify_catalogue,  xw_verify_runs,
    check_gaps,           check_long_text,      check_scopes,
};

enum {
    CHECKS = sizeof checks / sizeof *checks,
    BEFORE = 5,
    LARGE = 4 << 20 /* bytes; with less, threads take longer than they save */
};

static xw_status
check_apart(void *payload, unsigned part, size_t item, xw_error *err)
{
    (void)part;
    const xw_graph *const *graph = payload;
    return checks[BEFORE + item](*graph, err);
}

xw_status
xw_graph_verify(const xw_graph *graph, xw_error *err)
{
    unsigned parts = graph->size < LARGE ? 1 : xw_parallel_parts(0);
    if (parts > 1 && !xw_verify_each(graph, checks, BEFORE, NULL) &&
        !xw_parallel_run(parts, CHECKS - BEFORE, check_apart, &graph, NULL,
                         NULL)) {
        return XW_OK;
    }
    /* In order, so that the same damage is always told in the same way; and
     * checksums first, which say where it is. */
    xw_status st = check_checksums(graph, err);
    return st ? st : xw_verify_each(graph, checks, CHECKS, err);
}
