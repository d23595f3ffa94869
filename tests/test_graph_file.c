/* Graph files written, opened, verified; and what is said of each that is none
 * or is damaged.  test_graph_damage damages every byte; here each check is seen
 * to fail for its own reason. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp, mkfifo, setrlimit */
#include "graph_bytes.h"
#include "sample.h"
#include "support.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct fixture {
    xw_graph *graph;
    xw_string sound;
    unsigned char *bytes; /* a copy, to be damaged */
    char folder[32];
    char path[64]; /* in the folder */
    xw_error err;
} fixture;

static int
new_fixture(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    (void)strcpy(f->folder, "/tmp/xw-test-XXXXXX");
    if (sample_graph(&f->graph, NULL) || !mkdtemp(f->folder)) {
        return -1;
    }
    (void)snprintf(f->path, sizeof f->path, "%s/graph.xwg", f->folder);
    f->sound = xw_graph_bytes(f->graph);
    f->bytes = graph_bytes_copy(f->sound);
    return 0;
}

static int
free_fixture(void **state)
{
    fixture *f = *state;
    (void)unlink(f->path);
    int left = rmdir(f->folder); /* fails if something was left behind */
    xw_graph_free(f->graph);
    free(f->bytes);
    free(f);
    return left;
}

/* ---- Writing and opening ---------------------------------------------------- */

static void
test_graph_file_gives_back_what_was_written(void **state)
{
    fixture *f = *state;
    xw_graph *opened = NULL;
    assert_ok(xw_graph_write(f->graph, f->path, &f->err), f->err);
    assert_ok(xw_graph_open(f->path, &opened, &f->err), f->err);
    assert_ok(xw_graph_verify(opened, &f->err), f->err);
    assert_int_equal(xw_graph_bytes(opened).len, f->sound.len);
    assert_memory_equal(xw_graph_bytes(opened).bytes, f->sound.bytes,
                        f->sound.len);
    assert_string_equal(xw_graph_checksum(opened), xw_graph_checksum(f->graph));
    xw_graph_stats stats;
    xw_graph_get_stats(opened, &stats);
    assert_int_equal(stats.bytes, f->sound.len);
    xw_graph_free(opened);
}

static void
test_graph_file_is_as_readable_as_the_umask_allows(void **state)
{
    fixture *f = *state;
    struct stat info;
    mode_t before = umask(027);
    assert_ok(xw_graph_write(f->graph, f->path, &f->err), f->err);
    (void)umask(before);
    assert_int_equal(stat(f->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void
write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    (void)fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static void
assert_text(const char *path, const char *text)
{
    char got[64] = "";
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    (void)fread(got, 1, sizeof got - 1, in);
    (void)fclose(in);
    assert_string_equal(got, text);
}

static unsigned
count_files(const char *folder)
{
    DIR *open = opendir(folder);
    unsigned count = 0;
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open));) {
        count += entry->d_name[0] != '.';
    }
    (void)closedir(open);
    return count;
}

static void
test_graph_file_replaces_another_by_rename(void **state)
{
    fixture *f = *state;
    write_text(f->path, "old");
    int old = open(f->path, O_RDONLY);
    assert_ok(xw_graph_write(f->graph, f->path, &f->err), f->err);
    char kept[4] = ""; /* who has the old one open still reads that */
    assert_int_equal(read(old, kept, 3), 3);
    assert_string_equal(kept, "old");
    (void)close(old);
    assert_int_equal(count_files(f->folder), 1);
}

static void
assert_not_written(fixture *f, const char *path, const char *why)
{
    char message[240];
    (void)snprintf(message, sizeof message, "cannot write '%s': %s", path, why);
    f->err = (xw_error)XW_ERROR_INIT;
    assert_int_equal(xw_graph_write(f->graph, path, &f->err), XW_E_IO);
    assert_string_equal(f->err.message, message);
}

static void
test_graph_file_that_cannot_be_written_leaves_what_was(void **state)
{
    fixture *f = *state;
    struct rlimit before, small = { .rlim_cur = 1000 };
    write_text(f->path, "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small.rlim_max = before.rlim_max;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_not_written(f, f->path, "File too large");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_text(f->path, "old");
    assert_int_equal(count_files(f->folder), 1);
}

static void
test_graph_file_is_not_written_where_no_file_can_be(void **state)
{
    fixture *f = *state;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/none/graph.xwg", f->folder);
    assert_not_written(f, path, "No such file or directory");
    assert_not_written(f, f->folder, "not a file");
    assert_int_equal(mkfifo(f->path, 0600), 0);
    assert_not_written(f, f->path, "not a file");
    struct stat info;
    assert_int_equal(stat(f->path, &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
    (void)snprintf(path, sizeof path, "%s/x", f->path);
    assert_not_written(f, path, "Not a directory");
}

static void
test_graph_file_passes_over_what_was_left_behind(void **state)
{
    fixture *f = *state;
    char left[128];
    (void)snprintf(left, sizeof left, "%s.%ld-0.tmp", f->path, (long)getpid());
    write_text(left, "left");
    assert_ok(xw_graph_write(f->graph, f->path, &f->err), f->err);
    assert_text(left, "left");
    assert_int_equal(unlink(left), 0);
}

/* ---- What is no graph file -------------------------------------------------- */

static void
assert_not_opened(const char *path, xw_status st, const char *message)
{
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_graph_open(path, &graph, &err), st);
    assert_int_equal(err.status, st);
    assert_string_equal(err.message, message);
    assert_null(graph);
}

static void
test_graph_file_is_told_from_other_things(void **state)
{
    fixture *f = *state;
    char message[128];
    (void)snprintf(message, sizeof message,
                   "cannot open '%s': No such file or directory", f->path);
    assert_not_opened(f->path, XW_E_IO, message);
    (void)snprintf(message, sizeof message, "cannot open '%s': not a file",
                   f->folder);
    assert_not_opened(f->folder, XW_E_IO, message);
    write_text(f->path, "");
    assert_not_opened(f->path, XW_E_GRAPH,
                      "not a usable graph file: it is empty");
    write_text(f->path, "framework_id,control_id\n");
    assert_not_opened(f->path, XW_E_GRAPH,
                      "not a usable graph file: it is too short");
    write_text(f->path, "framework_id,control_id,parent_id,title,assessable,"
                        "kind,parent_kind\n");
    assert_not_opened(f->path, XW_E_GRAPH,
                      "not a usable graph file: it does not begin as one");
}

/* Open bytes that must be refused, and check what is said. */
static void
assert_refused(const unsigned char *bytes, size_t size, const char *message)
{
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_int_equal(xw_graph_open_bytes(bytes, size, &graph, &err),
                     XW_E_GRAPH);
    assert_null(graph);
    if (message) {
        assert_string_equal(err.message, message);
    }
}

static void
test_graph_bytes_must_be_aligned(void **state)
{
    fixture *f = *state;
    xw_graph *graph;
    assert_int_equal(
        xw_graph_open_bytes(f->bytes + 8, f->sound.len - 8, &graph, &f->err),
        XW_E_ARG);
    assert_string_equal(f->err.message, "graph bytes are not aligned to 64");
}

static void
test_every_truncation_is_refused(void **state)
{
    fixture *f = *state;
    for (size_t len = 0; len < f->sound.len; ++len) {
        unsigned char *cut =
            graph_bytes_copy((xw_string){ f->sound.bytes, len });
        char message[64];
        (void)snprintf(message, sizeof message,
                       "truncated graph file: %zu bytes of %zu", len,
                       f->sound.len);
        assert_refused(cut, len,
                       len >= sizeof(xw_file_header) ? message
                       : len ? "not a usable graph file: it is too short"
                             : "not a usable graph file: it is empty");
        free(cut);
    }
}

/* With its length and checksums made to fit, too. */
static void
test_every_truncation_of_chunks_is_refused(void **state)
{
    fixture *f = *state;
    xw_file_chunk last = *graph_bytes_entry(f->bytes, XW_CHUNK_COUNT - 1);
    for (size_t len = sizeof(xw_file_header); len < last.offset + last.size;
         ++len) {
        unsigned char *cut =
            graph_bytes_copy((xw_string){ f->sound.bytes, len });
        graph_bytes_header(cut)->size = len;
        graph_bytes_seal(cut, len);
        assert_refused(cut, len,
                       len < xw_file_head_size(XW_CHUNK_COUNT)
                           ? "damaged graph file: its chunk table is too long"
                           : "damaged graph file: a chunk lies outside of it");
        free(cut);
    }
}

/* A wrong byte anywhere, checksums as they were. */
static void
test_every_wrong_byte_is_noticed(void **state)
{
    fixture *f = *state;
    for (size_t at = 0; at < f->sound.len; ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            xw_graph *graph;
            memcpy(f->bytes, f->sound.bytes, f->sound.len);
            f->bytes[at] ^= (unsigned char)(1U << bit);
            if (xw_graph_open_bytes(f->bytes, f->sound.len, &graph, NULL)) {
                continue;
            }
            assert_int_equal(xw_graph_verify(graph, NULL), XW_E_GRAPH);
            xw_graph_free(graph);
        }
    }
}

/* ---- Header and table ------------------------------------------------------- */

static void
assert_head_refused(fixture *f, const char *message)
{
    graph_bytes_seal(f->bytes, f->sound.len);
    assert_refused(f->bytes, f->sound.len, message);
    memcpy(f->bytes, f->sound.bytes, f->sound.len);
}

static void
test_other_versions_are_refused_by_their_major_number(void **state)
{
    fixture *f = *state;
    xw_file_header *header = graph_bytes_header(f->bytes);
    header->major = XW_GRAPH_FORMAT_MAJOR + 1;
    header->minor = 7;
    assert_head_refused(f, "graph format 2.7 cannot be read, only 1.x");
    header->minor = 99;
    graph_bytes_seal(f->bytes, f->sound.len);
    xw_graph *graph;
    assert_ok(xw_graph_open_bytes(f->bytes, f->sound.len, &graph, &f->err),
              f->err);
    assert_ok(xw_graph_verify(graph, &f->err), f->err);
    xw_graph_free(graph);
}

static void
test_damage_to_the_head_is_named(void **state)
{
    fixture *f = *state;
    xw_file_header *header = graph_bytes_header(f->bytes);
    header->reserved[5] = 1;
    assert_refused(f->bytes, f->sound.len,
                   "damaged graph file: its header does not match its "
                   "checksum");
    header->chunk_count = 257;
    assert_head_refused(f, "damaged graph file: its chunk table is too long");
    header->chunk_count = UINT32_MAX;
    assert_head_refused(f, "damaged graph file: its chunk table is too long");
    header->chunk_count--;
    assert_head_refused(f, "damaged graph file: a chunk is missing");
    header->size++;
    assert_head_refused(f, "truncated graph file: 4736 bytes of 4737");
}

static void
test_damage_to_the_table_is_named(void **state)
{
    fixture *f = *state;
    xw_file_chunk *sets = graph_bytes_entry(f->bytes, XW_CHUNK_SETS);
    sets->offset += 8;
    assert_head_refused(f, "damaged graph file: a chunk lies outside of it");
    sets->offset = f->sound.len + 64;
    assert_head_refused(f, "damaged graph file: a chunk lies outside of it");
    sets->size = UINT64_MAX;
    assert_head_refused(f, "damaged graph file: a chunk lies outside of it");
    sets->offset = 0;
    assert_head_refused(f, "damaged graph file: its chunks overlap");
    sets->size += UINT64_C(56) * 2;
    assert_head_refused(f, "damaged graph file: its chunks overlap");
    sets->size--;
    assert_head_refused(f,
                        "damaged graph file: a chunk holds part of a record");
    memcpy(sets->id, "SETT", 4);
    assert_head_refused(f, "not a usable graph file: a newer version wrote it");
    memcpy(sets->id, "SETT", 4);
    sets->flags = 0;
    assert_head_refused(f, "damaged graph file: a chunk is missing");
    memcpy(sets->id, "META", 4);
    sets->size = 32;
    assert_head_refused(f, "damaged graph file: a chunk is there twice");
}

/* Chunks that together are no graph. */
static void
test_chunks_of_other_lengths_are_refused(void **state)
{
    fixture *f = *state;
    static const xw_chunk wrong[] = {
        XW_CHUNK_META,
        XW_CHUNK_QUOTIENT_ROWS,
        XW_CHUNK_CONTROL_TITLES,
        XW_CHUNK_CONTROL_FRAMEWORKS,
        XW_CHUNK_CONTROL_FLAGS,
        XW_CHUNK_CONTROL_PARENTS,
        XW_CHUNK_CHILD_ROWS,
        XW_CHUNK_EDGE_ROWS,
        XW_CHUNK_EDGE_ATTRIBUTES,
        XW_CHUNK_EDGE_TARGETS,
        XW_CHUNK_RUN_ROWS,
        XW_CHUNK_RUN_FRAMEWORKS,
        XW_CHUNK_MAPPING_ROWS,
        XW_CHUNK_MAPPING_TEXTS,
        XW_CHUNK_SCOPE_TEXTS,
        XW_CHUNK_NAME_SLOTS,
        XW_CHUNK_CONTROL_IDS,
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; ++i) {
        graph_bytes_entry(f->bytes, wrong[i])->size -=
            xw_chunk_kinds[wrong[i]].record;
        assert_head_refused(f, "damaged graph file: its chunks do not fit "
                               "together");
    }
    graph_bytes_entry(f->bytes, XW_CHUNK_NAME_SLOTS)->size = 0;
    assert_head_refused(f,
                        "damaged graph file: its chunks do not fit together");
}

/* ---- Chunks of another version ---------------------------------------------- */

/* The sample with one more chunk, at its end. */
static unsigned char *
add_chunk(const fixture *f, uint32_t flags, size_t *size)
{
    const size_t more = XW_FILE_ALIGNMENT; /* of table, and of chunk */
    size_t head = xw_file_head_size(XW_CHUNK_COUNT);
    *size = f->sound.len + 2 * more;
    char *grown = calloc(1, *size);
    assert_non_null(grown);
    memcpy(grown, f->sound.bytes, head);
    memcpy(grown + more + head, f->sound.bytes + head, f->sound.len - head);
    unsigned char *bytes = graph_bytes_copy((xw_string){ grown, *size });
    free(grown);
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        graph_bytes_entry(bytes, (xw_chunk)c)->offset += more;
    }
    xw_file_header *header = graph_bytes_header(bytes);
    header->chunk_count++;
    header->size = *size;
    memcpy(bytes + head,
           &(xw_file_chunk){ .id = { 'N', 'E', 'W', '!' },
                             .flags = flags,
                             .offset = f->sound.len + more,
                             .size = 5 },
           sizeof(xw_file_chunk));
    memset(bytes + f->sound.len + more, 7, 5);
    graph_bytes_seal(bytes, *size);
    return bytes;
}

static void
test_unknown_chunks_are_passed_over_unless_critical(void **state)
{
    fixture *f = *state;
    size_t size;
    xw_graph *graph;
    unsigned char *bytes = add_chunk(f, 0, &size);
    assert_ok(xw_graph_open_bytes(bytes, size, &graph, &f->err), f->err);
    assert_ok(xw_graph_verify(graph, &f->err), f->err);
    bytes[f->sound.len + XW_FILE_ALIGNMENT] ^= 1;
    assert_int_equal(xw_graph_verify(graph, &f->err), XW_E_GRAPH);
    assert_string_equal(f->err.message,
                        "damaged graph file: chunk NEW! does not match its "
                        "checksum");
    xw_graph_free(graph);
    free(bytes);
    bytes = add_chunk(f, XW_FILE_CRITICAL, &size);
    assert_refused(bytes, size,
                   "not a usable graph file: a newer version wrote it");
    free(bytes);
}

/* ---- Memory ----------------------------------------------------------------- */

static xw_status
write_and_open(void *state)
{
    const fixture *f = state;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_graph_write(f->graph, f->path, &err);
    if (!st) {
        st = xw_graph_open(f->path, &graph, &err);
    }
    if (!st) {
        st = xw_graph_verify(graph, &err);
    }
    assert_int_equal(err.status, st);
    xw_graph_free(graph);
    return st;
}

static void
test_graph_file_survives_each_allocation_failing(void **state)
{
    sweep_allocations(write_and_open, *state);
}

#define with_sample(test) \
    cmocka_unit_test_setup_teardown(test, new_fixture, free_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_sample(test_graph_file_gives_back_what_was_written),
        with_sample(test_graph_file_is_as_readable_as_the_umask_allows),
        with_sample(test_graph_file_replaces_another_by_rename),
        with_sample(test_graph_file_that_cannot_be_written_leaves_what_was),
        with_sample(test_graph_file_is_not_written_where_no_file_can_be),
        with_sample(test_graph_file_passes_over_what_was_left_behind),
        with_sample(test_graph_file_is_told_from_other_things),
        with_sample(test_graph_bytes_must_be_aligned),
        with_sample(test_every_truncation_is_refused),
        with_sample(test_every_truncation_of_chunks_is_refused),
        with_sample(test_every_wrong_byte_is_noticed),
        with_sample(test_other_versions_are_refused_by_their_major_number),
        with_sample(test_damage_to_the_head_is_named),
        with_sample(test_damage_to_the_table_is_named),
        with_sample(test_chunks_of_other_lengths_are_refused),
        with_sample(test_unknown_chunks_are_passed_over_unless_critical),
        with_sample(test_graph_file_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("graph_file", tests, NULL, NULL);
}
