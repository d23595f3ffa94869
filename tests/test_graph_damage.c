/* A small file in which every kind of record occurs, with each byte wrong in
 * turn and the checksums made to fit.  Whatever comes of it: it opens or says
 * why not; nothing crashes (for the sanitizers to see) or goes on for ever; and
 * if xw_graph_verify finds nothing, nothing that reads the graph fails.
 *
 * With XW_ALL_DAMAGE in the environment each byte takes all 255 wrong values,
 * which is long. */
#include "exercise.h"
#include "graph_bytes.h"
#include "sample.h"
#include "steps.h"
#include "support.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdlib.h>
#include <string.h>

/* A sound file takes so many times fewer steps. */
enum { STEPS_OVER = 20 };

/* ---- One file --------------------------------------------------------------- */

typedef struct fixture {
    xw_graph *graph;
    xw_string sound;
    unsigned char *bytes; /* a copy, to be damaged */
    uint32_t turn;
    uint64_t most_steps;
    bool all; /* values */
} fixture;

static int
new_fixture(void **state)
{
    static fixture f;
    if (sample_graph(&f.graph, NULL)) {
        return -1;
    }
    f.sound = xw_graph_bytes(f.graph);
    f.bytes = graph_bytes_copy(f.sound);
    f.all = getenv("XW_ALL_DAMAGE") != NULL;
    allow_steps(UINT64_MAX);
    assert_int_equal(xw_graph_verify(f.graph, NULL), XW_OK);
    assert_int_equal(exercise_graph(f.graph, 0, NULL), XW_OK);
    f.most_steps = STEPS_OVER * allow_steps(UINT64_MAX);
    *state = &f;
    return 0;
}

static int
free_fixture(void **state)
{
    fixture *f = *state;
    (void)allow_steps(UINT64_MAX);
    xw_graph_free(f->graph);
    free(f->bytes);
    return 0;
}

static void
read_damaged(fixture *f, bool use)
{
    xw_graph *graph;
    xw_error err = XW_ERROR_INIT;
    (void)allow_steps(f->most_steps);
    if (xw_graph_open_bytes(f->bytes, f->sound.len, &graph, &err)) {
        assert_int_equal(err.status, XW_E_GRAPH);
        assert_string_not_equal(err.message, "");
        return;
    }
    xw_status verified = xw_graph_verify(graph, &err);
    assert_int_equal(err.status, verified);
    if (verified) {
        assert_int_equal(verified, XW_E_GRAPH);
        assert_memory_equal(err.message, "damaged graph file: ", 20);
    }
    xw_status used = use ? exercise_graph(graph, f->turn++, &err) : XW_OK;
    if (!verified && used) {
        fail_msg("verified, but: %s", err.message);
    }
    xw_graph_free(graph);
}

/* ---- Every byte ------------------------------------------------------------- */

static bool
is_single_bit(unsigned change)
{
    return !(change & (change - 1));
}

/* In the head, where most values are refused at once, all values are tried, and
 * those used that one bit makes.  Elsewhere: one bit, none, all. */
static bool
is_tried(const fixture *f, unsigned is, unsigned value, bool in_head)
{
    return f->all || in_head || is_single_bit(is ^ value) || value == 0 ||
           value == UINT8_MAX;
}

static void
damage(fixture *f, size_t begin, size_t end, bool in_head)
{
    for (size_t at = begin; at < end; ++at) {
        unsigned is = (unsigned char)f->sound.bytes[at];
        for (unsigned value = 0; value <= UINT8_MAX; ++value) {
            if (value == is || !is_tried(f, is, value, in_head)) {
                continue;
            }
            memcpy(f->bytes, f->sound.bytes, f->sound.len);
            f->bytes[at] = (unsigned char)value;
            graph_bytes_seal(f->bytes, f->sound.len);
            read_damaged(f, !in_head || is_single_bit(is ^ value));
        }
    }
}

static void
test_damaged_head_is_refused_or_harmless(void **state)
{
    fixture *f = *state;
    damage(f, 0, xw_file_head_size(XW_CHUNK_COUNT), true);
}

static void
test_damaged_chunks_are_refused_or_harmless(void **state)
{
    fixture *f = *state;
    for (unsigned c = 0; c < XW_CHUNK_COUNT; ++c) {
        xw_file_chunk entry = *graph_bytes_entry(f->bytes, (xw_chunk)c);
        damage(f, entry.offset, entry.offset + entry.size, false);
        memcpy(f->bytes, f->sound.bytes, f->sound.len);
    }
}

/* Numbers of four bytes, set to what is next to a limit. */
static void
test_damaged_numbers_are_refused_or_harmless(void **state)
{
    fixture *f = *state;
    static const uint32_t values[] = { 0, INT32_MAX, UINT32_MAX - 1,
                                       UINT32_MAX };
    for (size_t at = 0; at + sizeof *values <= f->sound.len;
         at += sizeof *values) {
        for (size_t v = 0; v < sizeof values / sizeof *values; ++v) {
            memcpy(f->bytes, f->sound.bytes, f->sound.len);
            memcpy(f->bytes + at, &values[v], sizeof *values);
            graph_bytes_seal(f->bytes, f->sound.len);
            read_damaged(f, true);
        }
    }
}

#define with_sample(test) \
    cmocka_unit_test_setup_teardown(test, new_fixture, free_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_sample(test_damaged_head_is_refused_or_harmless),
        with_sample(test_damaged_chunks_are_refused_or_harmless),
        with_sample(test_damaged_numbers_are_refused_or_harmless),
    };
    return cmocka_run_group_tests_name("graph_damage", tests, NULL, NULL);
}
