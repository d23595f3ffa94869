/* graph_file_open.c - from the bytes of a file to a graph: header, chunk table,
 * lengths, frameworks. */
#define _POSIX_C_SOURCE 200809L /* open, mmap */

#include "alloc.h"
#include "error.h"
#include "graph.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { MOST_CHUNKS = 256 };

/* ---- Header and table ---------------------------------------------------- */

static xw_status
not_a_graph(xw_error *err, const char *why)
{
    return xw_fail(err, XW_E_GRAPH, "not a usable graph file: %s", why);
}

static bool
is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char low;
    memcpy(&low, &one, 1);
    return low == 1;
}

static xw_status
check_version(const xw_file_header *header, xw_error *err)
{
    if (memcmp(header->magic, XW_FILE_MAGIC, sizeof header->magic) != 0) {
        return not_a_graph(err, "it does not begin as one");
    }
    if (!is_little_endian()) {
        return not_a_graph(err, "this machine is not little-endian");
    }
    if (header->major != XW_GRAPH_FORMAT_MAJOR) {
        return xw_fail(err, XW_E_GRAPH,
                       "graph format %u.%u cannot be read, only %d.x",
                       (unsigned)header->major, (unsigned)header->minor,
                       XW_GRAPH_FORMAT_MAJOR);
    }
    return XW_OK;
}

/* The checksum is of the header with 0 in its place, then of the table. */
static uint64_t
checksum_of_head(const unsigned char *bytes, uint64_t head)
{
    unsigned char
        copy[sizeof(xw_file_header) + MOST_CHUNKS * sizeof(xw_file_chunk)];
    memcpy(copy, bytes, head);
    memset(copy + offsetof(xw_file_header, checksum), 0, sizeof(uint64_t));
    return XXH3_64bits(copy, head);
}

static xw_status
check_header(const unsigned char *bytes, size_t size, xw_error *err)
{
    const xw_file_header *header = (const void *)bytes;
    if (size < sizeof *header) {
        return not_a_graph(err, size ? "it is too short" : "it is empty");
    }
    xw_status st = check_version(header, err);
    if (st) {
        return st;
    }
    if (header->size != size) {
        return xw_fail(err, XW_E_GRAPH,
                       "truncated graph file: %zu bytes of %" PRIu64, size,
                       header->size);
    }
    uint64_t head = xw_file_head_size(header->chunk_count);
    if (header->chunk_count > MOST_CHUNKS || head > size) {
        return xw_graph_damaged(err, "its chunk table is too long");
    }
    if (checksum_of_head(bytes, head) != header->checksum) {
        return xw_graph_damaged(err, "its header does not match its checksum");
    }
    return XW_OK;
}

/* ---- Chunks -------------------------------------------------------------- */

typedef struct found_chunk {
    const void *records;
    uint64_t count;
} found_chunk;

static unsigned
chunk_of_id(const char id[4])
{
    unsigned c = 0;
    while (c < XW_CHUNK_COUNT && memcmp(xw_chunk_kinds[c].id, id, 4) != 0) {
        ++c;
    }
    return c;
}

/* Chunks lie behind each other, in the order of the table; `*past` is the end
 * of the one before. */
static xw_status
check_place(const xw_graph *graph, const xw_file_chunk *entry, uint64_t *past,
            xw_error *err)
{
    if (entry->offset % XW_FILE_ALIGNMENT || entry->offset > graph->size ||
        entry->size > graph->size - entry->offset) {
        return xw_graph_damaged(err, "a chunk lies outside of it");
    }
    if (entry->offset < *past) {
        return xw_graph_damaged(err, "its chunks overlap");
    }
    *past = entry->offset + entry->size;
    return XW_OK;
}

static xw_status
find_chunk(const xw_graph *graph, const xw_file_chunk *entry,
           found_chunk found[XW_CHUNK_COUNT], xw_error *err)
{
    unsigned chunk = chunk_of_id(entry->id);
    if (chunk == XW_CHUNK_COUNT) {
        return entry->flags & XW_FILE_CRITICAL
                   ? not_a_graph(err, "a newer version wrote it")
                   : XW_OK;
    }
    uint32_t record = xw_chunk_kinds[chunk].record;
    if (entry->size % record) {
        return xw_graph_damaged(err, "a chunk holds part of a record");
    }
    if (found[chunk].records) {
        return xw_graph_damaged(err, "a chunk is there twice");
    }
    found[chunk] =
        (found_chunk){ graph->bytes + entry->offset, entry->size / record };
    return XW_OK;
}

static xw_status
find_chunks(const xw_graph *graph, found_chunk found[XW_CHUNK_COUNT],
            xw_error *err)
{
    const xw_file_header *header = (const void *)graph->bytes;
    const xw_file_chunk *entries =
        (const void *)(graph->bytes + sizeof *header);
    uint64_t past = xw_file_head_size(header->chunk_count);
    for (uint32_t i = 0; i < header->chunk_count; ++i) {
        xw_status st = check_place(graph, &entries[i], &past, err);
        if (!st) {
            st = find_chunk(graph, &entries[i], found, err);
        }
        if (st) {
            return st;
        }
    }
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        if (!found[c].records) {
            return xw_graph_damaged(err, "a chunk is missing");
        }
        if (found[c].count > UINT32_MAX && c != XW_CHUNK_LONG_TEXT) {
            return xw_graph_damaged(err, "a chunk is too long");
        }
    }
    return XW_OK;
}

static void
bind_chunks(xw_graph *graph, const found_chunk found[XW_CHUNK_COUNT])
{
    graph->meta = found[XW_CHUNK_META].records;
    graph->text = found[XW_CHUNK_TEXT].records;
    graph->frameworks = found[XW_CHUNK_FRAMEWORKS].records;
    graph->framework_aliases = found[XW_CHUNK_FRAMEWORK_ALIASES].records;
    graph->quotient_rows = found[XW_CHUNK_QUOTIENT_ROWS].records;
    graph->quotient = found[XW_CHUNK_QUOTIENT].records;
    graph->sets = found[XW_CHUNK_SETS].records;
    graph->control_ids = found[XW_CHUNK_CONTROL_IDS].records;
    graph->control_titles = found[XW_CHUNK_CONTROL_TITLES].records;
    graph->control_frameworks = found[XW_CHUNK_CONTROL_FRAMEWORKS].records;
    graph->control_flags = found[XW_CHUNK_CONTROL_FLAGS].records;
    graph->control_parents = found[XW_CHUNK_CONTROL_PARENTS].records;
    graph->control_details = found[XW_CHUNK_CONTROL_DETAILS].count
                                 ? found[XW_CHUNK_CONTROL_DETAILS].records
                                 : NULL;
    graph->child_rows = found[XW_CHUNK_CHILD_ROWS].records;
    graph->children = found[XW_CHUNK_CHILDREN].records;
    graph->control_aliases = found[XW_CHUNK_CONTROL_ALIASES].records;
    graph->edge_rows = found[XW_CHUNK_EDGE_ROWS].records;
    graph->edge_targets = found[XW_CHUNK_EDGE_TARGETS].records;
    graph->edge_attributes = found[XW_CHUNK_EDGE_ATTRIBUTES].records;
    graph->run_rows = found[XW_CHUNK_RUN_ROWS].records;
    graph->run_frameworks = found[XW_CHUNK_RUN_FRAMEWORKS].records;
    graph->run_edges = found[XW_CHUNK_RUN_EDGES].records;
    graph->mapping_rows = found[XW_CHUNK_MAPPING_ROWS].records;
    graph->mapping_sets = found[XW_CHUNK_MAPPING_SETS].records;
    graph->mapping_texts = found[XW_CHUNK_MAPPING_TEXTS].records;
    graph->rules = found[XW_CHUNK_RULES].records;
    graph->rule_members = found[XW_CHUNK_RULE_MEMBERS].records;
    graph->rule_mappings = found[XW_CHUNK_RULE_MAPPINGS].records;
    graph->gaps = found[XW_CHUNK_GAPS].records;
    graph->scopes = found[XW_CHUNK_SCOPES].records;
    graph->scope_members = found[XW_CHUNK_SCOPE_MEMBERS].records;
    graph->scope_texts = found[XW_CHUNK_SCOPE_TEXTS].records;
    graph->name_slots = found[XW_CHUNK_NAME_SLOTS].records;
    graph->blocks = found[XW_CHUNK_LONG_TEXT_BLOCKS].records;
    graph->long_text = found[XW_CHUNK_LONG_TEXT].records;
}

static void
count_records(xw_graph *graph, const found_chunk found[XW_CHUNK_COUNT])
{
#define COUNT(chunk) ((uint32_t)found[XW_CHUNK_##chunk].count)
    graph->text_size = COUNT(TEXT);
    graph->framework_count = COUNT(FRAMEWORKS);
    graph->framework_alias_count = COUNT(FRAMEWORK_ALIASES);
    graph->quotient_count = COUNT(QUOTIENT);
    graph->set_count = COUNT(SETS);
    graph->control_count = COUNT(CONTROL_IDS);
    graph->child_count = COUNT(CHILDREN);
    graph->control_alias_count = COUNT(CONTROL_ALIASES);
    graph->edge_count = COUNT(EDGE_TARGETS);
    graph->run_count = COUNT(RUN_EDGES);
    graph->mapping_count = COUNT(MAPPING_SETS);
    graph->rule_count = COUNT(RULES);
    graph->rule_member_count = COUNT(RULE_MEMBERS);
    graph->rule_mapping_count = COUNT(RULE_MAPPINGS);
    graph->gap_count = COUNT(GAPS);
    graph->scope_count = COUNT(SCOPES);
    graph->scope_member_count = COUNT(SCOPE_MEMBERS);
    graph->name_slot_count = COUNT(NAME_SLOTS);
    graph->block_count = COUNT(LONG_TEXT_BLOCKS);
    graph->long_text_size = found[XW_CHUNK_LONG_TEXT].count;
#undef COUNT
}

/* Chunks whose length must be that of another, and how much longer. */
static const struct {
    xw_chunk chunk, as;
    uint32_t more;
} same_lengths[] = {
    { XW_CHUNK_QUOTIENT_ROWS, XW_CHUNK_FRAMEWORKS, 1 },
    { XW_CHUNK_CONTROL_TITLES, XW_CHUNK_CONTROL_IDS, 0 },
    { XW_CHUNK_CONTROL_FRAMEWORKS, XW_CHUNK_CONTROL_IDS, 0 },
    { XW_CHUNK_CONTROL_FLAGS, XW_CHUNK_CONTROL_IDS, 0 },
    { XW_CHUNK_CONTROL_PARENTS, XW_CHUNK_CONTROL_IDS, 0 },
    { XW_CHUNK_CHILD_ROWS, XW_CHUNK_CONTROL_IDS, 1 },
    { XW_CHUNK_EDGE_ROWS, XW_CHUNK_CONTROL_IDS, 1 },
    { XW_CHUNK_EDGE_ATTRIBUTES, XW_CHUNK_EDGE_TARGETS, 0 },
    { XW_CHUNK_RUN_ROWS, XW_CHUNK_CONTROL_IDS, 1 },
    { XW_CHUNK_RUN_FRAMEWORKS, XW_CHUNK_RUN_EDGES, 0 },
    { XW_CHUNK_MAPPING_ROWS, XW_CHUNK_CONTROL_IDS, 1 },
    { XW_CHUNK_MAPPING_TEXTS, XW_CHUNK_MAPPING_SETS, 0 },
    { XW_CHUNK_SCOPE_TEXTS, XW_CHUNK_SCOPE_MEMBERS, 0 },
};

static xw_status
check_lengths(const found_chunk found[XW_CHUNK_COUNT], xw_error *err)
{
    bool good = found[XW_CHUNK_META].count == 1;
    for (size_t i = 0; i < sizeof same_lengths / sizeof *same_lengths; ++i) {
        good =
            good && found[same_lengths[i].chunk].count ==
                        found[same_lengths[i].as].count + same_lengths[i].more;
    }
    uint64_t slots = found[XW_CHUNK_NAME_SLOTS].count;
    uint64_t details = found[XW_CHUNK_CONTROL_DETAILS].count;
    good = good && (!details || details == found[XW_CHUNK_CONTROL_IDS].count) &&
           slots && !(slots & (slots - 1)) &&
           found[XW_CHUNK_EDGE_TARGETS].count ==
               2 * found[XW_CHUNK_MAPPING_SETS].count;
    return good ? XW_OK
                : xw_graph_damaged(err, "its chunks do not fit together");
}

/* ---- Small sections ------------------------------------------------------ */

static xw_status
check_frameworks(const xw_graph *graph, xw_error *err)
{
    uint32_t next = 0;
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        const xw_file_framework *framework = &graph->frameworks[f];
        if (framework->first != next ||
            framework->count > graph->control_count - next) {
            return xw_graph_damaged(err, "a framework's controls are no run");
        }
        next += framework->count;
    }
    return next == graph->control_count
               ? XW_OK
               : xw_graph_damaged(err, "a control is of no framework");
}

static xw_status
check_small_sections(const xw_graph *graph, xw_error *err)
{
    const xw_file_meta *meta = graph->meta;
    if (meta->framework_count != graph->framework_count ||
        meta->control_count != graph->control_count) {
        return xw_graph_damaged(err, "its counts do not agree");
    }
    if (!meta->long_texts || meta->long_texts > XW_FILE_LONG_TEXTS_MOST) {
        return xw_graph_damaged(err, "it has no such number of texts");
    }
    if (!graph->text_size || graph->text[0] ||
        graph->text[graph->text_size - 1]) {
        return xw_graph_damaged(err, "its text does not begin and end empty");
    }
    return check_frameworks(graph, err);
}

xw_status
xw_graph_bind(xw_graph *graph, xw_error *err)
{
    found_chunk found[XW_CHUNK_COUNT] = { { 0 } };
    xw_status st = check_header(graph->bytes, graph->size, err);
    if (!st) {
        st = find_chunks(graph, found, err);
    }
    if (!st) {
        st = check_lengths(found, err);
    }
    if (st) {
        return st;
    }
    bind_chunks(graph, found);
    count_records(graph, found);
    const xw_file_header *header = (const void *)graph->bytes;
    (void)snprintf(graph->checksum, sizeof graph->checksum, "%016" PRIx64,
                   header->checksum);
    return check_small_sections(graph, err);
}

/* ---- Opening ------------------------------------------------------------- */

xw_status
xw_graph_open_bytes(const void *bytes, size_t size, xw_graph **out,
                    xw_error *err)
{
    if ((uintptr_t)bytes % XW_FILE_ALIGNMENT) {
        return xw_fail(err, XW_E_ARG, "graph bytes are not aligned to %u",
                       XW_FILE_ALIGNMENT);
    }
    xw_graph *graph = xw_alloc_zeroed(1, sizeof *graph);
    if (!graph) {
        return xw_fail(err, XW_E_NOMEM, "out of memory opening a graph");
    }
    graph->bytes = bytes;
    graph->size = size;
    xw_status st = xw_graph_bind(graph, err);
    if (st) {
        xw_graph_free(graph);
        return st;
    }
    *out = graph;
    return XW_OK;
}

static xw_status
map_file(int fd, const char *path, void **bytes, size_t *size, xw_error *err)
{
    struct stat info;
    if (fstat(fd, &info)) {
        return xw_fail(err, XW_E_IO, "cannot open '%s': %s", path,
                       strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return xw_fail(err, XW_E_IO, "cannot open '%s': not a file", path);
    }
    *size = (size_t)info.st_size;
    if (!*size) {
        return not_a_graph(err, "it is empty");
    }
    *bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (*bytes == MAP_FAILED) {
        return xw_fail(err, XW_E_IO, "cannot map '%s': %s", path,
                       strerror(errno));
    }
    return XW_OK;
}

xw_status
xw_graph_open(const char *path, xw_graph **out, xw_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return xw_fail(err, XW_E_IO, "cannot open '%s': %s", path,
                       strerror(errno));
    }
    void *bytes = NULL;
    size_t size = 0;
    xw_status st = map_file(fd, path, &bytes, &size, err);
    (void)close(fd); /* the mapping stays */
    if (st) {
        return st;
    }
    xw_graph *graph;
    st = xw_graph_open_bytes(bytes, size, &graph, err);
    if (st) {
        (void)munmap(bytes, size);
        return st;
    }
    graph->mapped = bytes;
    *out = graph;
    return XW_OK;
}

void
xw_graph_free(xw_graph *graph)
{
    if (!graph) {
        return;
    }
    if (graph->mapped) {
        (void)munmap(graph->mapped, graph->size);
    }
    xw_alloc_free(graph->owned);
    xw_alloc_free(graph);
}
