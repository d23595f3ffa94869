#include "image.h"

#include "alloc.h"
#include "error.h"

#include <string.h>
#include <xxhash.h>

void *
xw_image_reserve(xw_image *image, xw_chunk chunk, size_t count)
{
    const size_t record = xw_chunk_kinds[chunk].record;
    void *records =
        xw_alloc_filled(xw_alloc_zeroed(count, record), count * record);
    image->chunks[chunk].records = records;
    image->chunks[chunk].count = records ? count : 0;
    return records;
}

void
xw_image_clear(xw_image *image)
{
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        xw_alloc_free(image->chunks[c].records);
    }
    *image = (xw_image){ 0 };
}

static size_t
aligned(size_t size)
{
    return (size + XW_FILE_ALIGNMENT - 1) / XW_FILE_ALIGNMENT *
           XW_FILE_ALIGNMENT;
}

static size_t
chunk_size(const xw_image *image, unsigned chunk)
{
    return image->chunks[chunk].count * xw_chunk_kinds[chunk].record;
}

enum {
    TABLE_SIZE = XW_CHUNK_COUNT * sizeof(xw_file_chunk),
    HEAD_SIZE = sizeof(xw_file_header) + TABLE_SIZE
};

static size_t
file_size(const xw_image *image)
{
    size_t size = aligned(HEAD_SIZE);
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        size += aligned(chunk_size(image, c));
    }
    return size;
}

/* Copy a chunk to `offset` and describe it. */
static xw_file_chunk
place(xw_image *image, unsigned chunk, unsigned char *bytes, size_t offset)
{
    size_t size = chunk_size(image, chunk);
    if (size) {
        memcpy(bytes + offset, image->chunks[chunk].records, size);
    }
    xw_alloc_free(image->chunks[chunk].records);
    image->chunks[chunk].records = NULL;
    xw_file_chunk entry = { .flags = XW_FILE_CRITICAL,
                            .offset = offset,
                            .size = size,
                            .checksum = XXH3_64bits(bytes + offset, size) };
    memcpy(entry.id, xw_chunk_kinds[chunk].id, sizeof entry.id);
    return entry;
}

static void
write_header(unsigned char *bytes, size_t size)
{
    xw_file_header header = { .major = XW_GRAPH_FORMAT_MAJOR,
                              .minor = XW_GRAPH_FORMAT_MINOR,
                              .chunk_count = XW_CHUNK_COUNT,
                              .size = size };
    memcpy(header.magic, XW_FILE_MAGIC, sizeof header.magic);
    memcpy(bytes, &header, sizeof header);
    header.checksum = XXH3_64bits(bytes, HEAD_SIZE);
    memcpy(bytes, &header, sizeof header);
}

static void
lay_out(xw_image *image, unsigned char *bytes, size_t size)
{
    size_t offset = aligned(HEAD_SIZE);
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        size_t used = aligned(chunk_size(image, c));
        xw_file_chunk entry = place(image, c, bytes, offset);
        memcpy(bytes + sizeof(xw_file_header) + c * sizeof entry, &entry,
               sizeof entry);
        offset += used;
    }
    write_header(bytes, size);
}

xw_status
xw_image_finish(xw_image *image, xw_graph **out, xw_error *err)
{
    size_t size = file_size(image);
    unsigned char *owned =
        xw_alloc_filled(xw_alloc_zeroed(size + XW_FILE_ALIGNMENT, 1), size);
    if (!owned) {
        return xw_fail(err, XW_E_NOMEM, "out of memory for the graph");
    }
    unsigned char *bytes =
        owned + (XW_FILE_ALIGNMENT - (uintptr_t)owned % XW_FILE_ALIGNMENT) %
                    XW_FILE_ALIGNMENT;
    lay_out(image, bytes, size);
    xw_graph *graph;
    xw_status st = xw_graph_open_bytes(bytes, size, &graph, err);
    if (st) {
        xw_alloc_free(owned);
        return st;
    }
    graph->owned = owned;
    *out = graph;
    return XW_OK;
}
