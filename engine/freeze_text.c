/* freeze_text.c - strings as they are, long text in compressed blocks. */
#include "alloc.h"
#include "freeze.h"

#include <string.h>
#include <zstd.h>

enum {
    BLOCK_BYTES = 1 << 16, /* before compression, but for one longer text */
    LEVEL = 12             /* on mapping notes 3 % larger than 19, 5x faster */
};

typedef struct block_writer {
    ZSTD_CCtx *context;
    char *raw; /**< the block being filled */
    size_t raw_len, raw_cap;
    char *out; /**< all blocks so far */
    size_t out_len, out_cap;
    xw_file_block *blocks;
    size_t block_count, block_cap;
    uint32_t first; /**< entry of the block being filled */
} block_writer;

static xw_status
reserve_bytes(char **bytes, size_t *cap, size_t need)
{
    if (need <= *cap) {
        return XW_OK;
    }
    size_t more = need + need / 2;
    char *grown = xw_alloc_array(*bytes, more, 1);
    if (!grown) {
        return XW_E_NOMEM;
    }
    *bytes = grown;
    *cap = more;
    return XW_OK;
}

static xw_status
end_block(block_writer *writer)
{
    if (!writer->raw_len) {
        return XW_OK;
    }
    size_t bound = ZSTD_compressBound(writer->raw_len);
    xw_file_block *blocks = xw_alloc_grow(writer->blocks, writer->block_count,
                                          &writer->block_cap, sizeof *blocks);
    if (!blocks) {
        return XW_E_NOMEM;
    }
    writer->blocks = blocks;
    if (reserve_bytes(&writer->out, &writer->out_cap,
                      writer->out_len + bound)) {
        return XW_E_NOMEM;
    }
    size_t size =
        ZSTD_compressCCtx(writer->context, writer->out + writer->out_len, bound,
                          writer->raw, writer->raw_len, LEVEL);
    if (ZSTD_isError(size)) { /* `out` has room, so it can be memory only */
        return XW_E_NOMEM;
    }
    blocks[writer->block_count++] =
        (xw_file_block){ .offset = writer->out_len,
                         .size = (uint32_t)size,
                         .raw_size = (uint32_t)writer->raw_len,
                         .first = writer->first };
    writer->out_len += size;
    writer->raw_len = 0;
    return XW_OK;
}

/* An entry becomes two strings, each followed by NUL: a rationale and a note. */
static xw_status
append_entry(block_writer *writer, uint32_t number, const char *text)
{
    size_t size = strlen(text) + 1;
    xw_status st = XW_OK;
    if (writer->raw_len && writer->raw_len + size > BLOCK_BYTES) {
        st = end_block(writer);
    }
    if (!writer->raw_len) {
        writer->first = number;
    }
    if (!st) {
        st = reserve_bytes(&writer->raw, &writer->raw_cap,
                           writer->raw_len + size);
    }
    if (st) {
        return st;
    }
    char *at = writer->raw + writer->raw_len;
    memcpy(at, text, size);
    *strchr(at, (unsigned char)XW_LONG_TEXT_SEPARATOR) = '\0';
    writer->raw_len += size;
    return XW_OK;
}

static xw_status
write_blocks(const xw_freeze *freeze, block_writer *writer)
{
    const xw_intern *texts = &freeze->builder->long_texts;
    xw_status st = writer->context ? XW_OK : XW_E_NOMEM;
    for (uint32_t i = 0; i < texts->count && !st; ++i) {
        st = append_entry(writer, i, xw_intern_text(texts, i));
    }
    return st ? st : end_block(writer);
}

static void
give_to_image(xw_freeze *freeze, xw_chunk chunk, void *records, size_t count)
{
    freeze->image.chunks[chunk].records = records;
    freeze->image.chunks[chunk].count = count;
}

xw_status
xw_freeze_text(xw_freeze *freeze)
{
    block_writer writer = { .context = ZSTD_createCCtx() };
    xw_status st = write_blocks(freeze, &writer);
    (void)ZSTD_freeCCtx(writer.context);
    xw_alloc_free(writer.raw);
    give_to_image(freeze, XW_CHUNK_LONG_TEXT_BLOCKS, writer.blocks,
                  writer.block_count);
    give_to_image(freeze, XW_CHUNK_LONG_TEXT, writer.out, writer.out_len);
    if (!st) {
        xw_intern *texts = &freeze->builder->texts;
        give_to_image(freeze, XW_CHUNK_TEXT, texts->text, texts->text_len);
        texts->text = NULL; /* the image has it now */
        texts->text_cap = 0;
    }
    return st;
}
