#define _POSIX_C_SOURCE 200809L /* posix_memalign */
#include "graph_bytes.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

unsigned char *
graph_bytes_copy(xw_string bytes)
{
    void *copy;
    if (posix_memalign(&copy, XW_FILE_ALIGNMENT, bytes.len ? bytes.len : 1)) {
        abort();
    }
    if (bytes.len) {
        memcpy(copy, bytes.bytes, bytes.len);
    }
    return copy;
}

xw_file_header *
graph_bytes_header(unsigned char *bytes)
{
    return (void *)bytes;
}

static xw_file_chunk *
table_of(unsigned char *bytes)
{
    return (void *)(bytes + sizeof(xw_file_header));
}

xw_file_chunk *
graph_bytes_entry(unsigned char *bytes, xw_chunk chunk)
{
    xw_file_chunk *entry = table_of(bytes);
    while (memcmp(entry->id, xw_chunk_kinds[chunk].id, sizeof entry->id) != 0) {
        ++entry;
    }
    return entry;
}

void
graph_bytes_seal(unsigned char *bytes, size_t size)
{
    if (size < sizeof(xw_file_header)) {
        return;
    }
    xw_file_header *header = graph_bytes_header(bytes);
    uint64_t head = xw_file_head_size(header->chunk_count);
    if (head > size) {
        return;
    }
    for (uint32_t i = 0; i < header->chunk_count; ++i) {
        xw_file_chunk *entry = &table_of(bytes)[i];
        if (entry->offset <= size && entry->size <= size - entry->offset) {
            entry->checksum = XXH3_64bits(bytes + entry->offset, entry->size);
        }
    }
    header->checksum = 0;
    header->checksum = XXH3_64bits(bytes, head);
}
