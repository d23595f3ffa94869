#include "text_reader.h"

#include "alloc.h"
#include "error.h"

#include <string.h>
#include <zstd.h>

struct xw_text_reader {
    const xw_graph *graph;
    ZSTD_DCtx *context;
    char **blocks; /* [block_count] raw bytes, NULL while not wanted */
};

xw_status
xw_text_reader_new(const xw_graph *graph, xw_text_reader **out, xw_error *err)
{
    xw_text_reader *reader = xw_alloc_zeroed(1, sizeof *reader);
    if (reader) {
        reader->graph = graph;
        reader->context = ZSTD_createDCtx();
        reader->blocks =
            xw_alloc_zeroed(graph->block_count, sizeof *reader->blocks);
    }
    if (!reader || !reader->context || !reader->blocks) {
        xw_text_reader_free(reader);
        return xw_fail(err, XW_E_NOMEM, "out of memory for long text");
    }
    *out = reader;
    return XW_OK;
}

void
xw_text_reader_free(xw_text_reader *reader)
{
    if (!reader) {
        return;
    }
    for (uint32_t b = 0; reader->blocks && b < reader->graph->block_count;
         ++b) {
        xw_alloc_free(reader->blocks[b]);
    }
    xw_alloc_free(reader->blocks);
    (void)ZSTD_freeDCtx(reader->context);
    xw_alloc_free(reader);
}

/* The last block that begins at or before `entry`. */
static uint32_t
block_of(const xw_graph *graph, uint32_t entry)
{
    uint32_t low = 0, high = graph->block_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->blocks[middle].first <= entry) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static xw_status
load_block(xw_text_reader *reader, uint32_t index, xw_error *err)
{
    const xw_graph *graph = reader->graph;
    const xw_file_block *block = &graph->blocks[index];
    if (block->offset > graph->long_text_size ||
        block->size > graph->long_text_size - block->offset ||
        !block->raw_size || block->raw_size > XW_FILE_LONG_TEXT_MOST) {
        return xw_graph_damaged(err, "a block of text lies outside of it");
    }
    char *raw = xw_alloc_array(NULL, block->raw_size, 1);
    if (!raw) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for long text");
    }
    size_t size =
        ZSTD_decompressDCtx(reader->context, raw, block->raw_size,
                            graph->long_text + block->offset, block->size);
    if (size != block->raw_size || raw[size - 1]) {
        xw_alloc_free(raw);
        return xw_graph_damaged(err, "a block of text cannot be read");
    }
    reader->blocks[index] = raw;
    return XW_OK;
}

xw_status
xw_text_block(xw_text_reader *reader, uint32_t index, const char **out,
              xw_error *err)
{
    xw_status st =
        reader->blocks[index] ? XW_OK : load_block(reader, index, err);
    if (!st) {
        *out = reader->blocks[index];
    }
    return st;
}

void
xw_text_block_drop(xw_text_reader *reader, uint32_t index)
{
    xw_alloc_free(reader->blocks[index]);
    reader->blocks[index] = NULL;
}

/* String number `nth` of a block, which ends in NUL. */
static const char *
find_string(const char *raw, uint32_t size, uint32_t nth)
{
    const char *at = raw;
    const char *end = raw + size;
    while (nth-- && at < end) {
        at += strlen(at) + 1;
    }
    return at < end ? at : NULL;
}

xw_status
xw_text_get(xw_text_reader *reader, uint32_t text, const char **out,
            xw_error *err)
{
    const xw_graph *graph = reader->graph;
    uint32_t entry = text / 2;
    if (!entry) {
        *out = "";
        return XW_OK;
    }
    if (entry >= graph->meta->long_texts) {
        return xw_fail(err, XW_E_ARG, "text is not of this graph");
    }
    if (!graph->block_count) {
        return xw_graph_damaged(err, "a text is in no block");
    }
    uint32_t index = block_of(graph, entry);
    const xw_file_block *block = &graph->blocks[index];
    const char *raw;
    xw_status st = xw_text_block(reader, index, &raw, err);
    if (st) {
        return st;
    }
    const char *found =
        entry < block->first
            ? NULL
            : find_string(raw, block->raw_size,
                          2 * (entry - block->first) + text % 2);
    if (!found) {
        return xw_graph_damaged(err, "a text is not in its block");
    }
    *out = found;
    return XW_OK;
}
