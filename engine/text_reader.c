#include "text_reader.h"

#include "alloc.h"
#include "error.h"

#include <string.h>
#include <zstd.h>

typedef struct raw_block {
    char *bytes;      /**< NULL while not wanted */
    uint32_t *starts; /**< [string_count] of the strings in the bytes */
    uint32_t string_count;
} raw_block;

struct xw_text_reader {
    const xw_graph *graph;
    ZSTD_DCtx *context;
    raw_block *blocks; /**< [block_count] */
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
        xw_alloc_free(reader->blocks[b].bytes);
        xw_alloc_free(reader->blocks[b].starts);
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

/* The strings of a block, each of which ends in NUL, as the last byte does. */
static uint32_t
count_strings(const char *bytes, size_t size)
{
    uint32_t count = 0;
    for (const char *at = bytes; at < bytes + size; at += strlen(at) + 1) {
        ++count;
    }
    return count;
}

static void
find_starts(const char *bytes, size_t size, uint32_t *starts)
{
    for (const char *at = bytes; at < bytes + size; at += strlen(at) + 1) {
        *starts++ = (uint32_t)(at - bytes);
    }
}

static xw_status
decompress(xw_text_reader *reader, const xw_file_block *block, char *out,
           xw_error *err)
{
    size_t size = ZSTD_decompressDCtx(reader->context, out, block->raw_size,
                                      reader->graph->long_text + block->offset,
                                      block->size);
    return size != block->raw_size || out[size - 1]
               ? xw_graph_damaged(err, "a block of text cannot be read")
               : XW_OK;
}

static xw_status
fill_block(xw_text_reader *reader, const xw_file_block *block, raw_block *raw,
           xw_error *err)
{
    raw->bytes = xw_alloc_array(NULL, block->raw_size, 1);
    if (!raw->bytes) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for long text");
    }
    xw_status st = decompress(reader, block, raw->bytes, err);
    if (st) {
        return st;
    }
    raw->string_count = count_strings(raw->bytes, block->raw_size);
    raw->starts = xw_alloc_array(NULL, raw->string_count, sizeof *raw->starts);
    if (!raw->starts) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for long text");
    }
    find_starts(raw->bytes, block->raw_size, raw->starts);
    return XW_OK;
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
    raw_block raw = { .bytes = NULL };
    xw_status st = fill_block(reader, block, &raw, err);
    if (st) {
        xw_alloc_free(raw.bytes);
        xw_alloc_free(raw.starts);
        return st;
    }
    reader->blocks[index] = raw;
    return XW_OK;
}

xw_status
xw_text_block(xw_text_reader *reader, uint32_t index, const char **out,
              xw_error *err)
{
    raw_block *block = &reader->blocks[index];
    xw_status st = block->bytes ? XW_OK : load_block(reader, index, err);
    if (!st) {
        *out = block->bytes;
    }
    return st;
}

void
xw_text_block_drop(xw_text_reader *reader, uint32_t index)
{
    raw_block *block = &reader->blocks[index];
    xw_alloc_free(block->bytes);
    xw_alloc_free(block->starts);
    *block = (raw_block){ .bytes = NULL };
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
    uint32_t first = graph->blocks[index].first;
    raw_block *block = &reader->blocks[index];
    xw_status st = block->bytes ? XW_OK : load_block(reader, index, err);
    if (st) {
        return st;
    }
    uint64_t nth = 2 * (uint64_t)(entry - first) + text % 2;
    if (entry < first || nth >= block->string_count) {
        return xw_graph_damaged(err, "a text is not in its block");
    }
    *out = block->bytes + block->starts[nth];
    return XW_OK;
}
