/* compare_graphs.c - whether two graph files say the same, and answer the same:
 * every framework, control, set, mapping, gap and scope, and how every control
 * stands to every other.
 * Usage: compare_graphs A.xwg B.xwg [EVERY]
 * With EVERY, only one control in so many is asked after. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "import_support.h"

#include <xw/graph_file.h>

#include <stdlib.h>
#include <string.h>

static unsigned differences;

static void
differ(const char *what, const char *a, const char *b)
{
    enum { SHOWN = 20 };
    if (differences++ < SHOWN) {
        printf("%s:\n- %s\n+ %s\n", what, a, b);
    }
}

/* ---- What they say ---------------------------------------------------------- */

typedef struct lines {
    char *text;
    char **items; /* [count], sorted */
    size_t count;
} lines;

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static lines
split(char *text)
{
    lines all = { .text = text };
    for (char *line = text; *line; line += strlen(line) + 1) {
        char *end = strchr(line, '\n');
        char **items = realloc(all.items, (all.count + 1) * sizeof *all.items);
        assert_non_null(items);
        all.items = items;
        all.items[all.count++] = line;
        *end = '\0';
    }
    return all;
}

/* Pairs of set-valued maps that say the same may stand in any order. */
static void
compare_lines(const char *what, char *a, char *b, bool is_sorted)
{
    lines x = split(a);
    lines y = split(b);
    if (is_sorted && x.count && y.count) {
        qsort(x.items, x.count, sizeof *x.items, by_text);
        qsort(y.items, y.count, sizeof *y.items, by_text);
    }
    for (size_t i = 0; i < x.count || i < y.count; ++i) {
        const char *left = i < x.count ? x.items[i] : "(nothing)";
        const char *right = i < y.count ? y.items[i] : "(nothing)";
        if (strcmp(left, right) != 0) {
            differ(what, left, right);
        }
    }
    free(x.items);
    free(y.items);
    free(a);
    free(b);
}

static void
put_members(FILE *out, const uint32_t *controls, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        fprintf(out, " %u", (unsigned)controls[i]);
    }
}

/* Set-valued maps, and why a control is in a scope. */
static char *
rest_text(const xw_graph *graph)
{
    char *text = NULL;
    const char *note;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    xw_text_reader *reader = NULL;
    assert_non_null(out);
    assert_int_equal(xw_text_reader_new(graph, &reader, NULL), XW_OK);
    for (uint32_t r = 0; r < xw_graph_rule_count(graph); ++r) {
        xw_rule_info rule;
        assert_int_equal(xw_graph_rule(graph, r, &rule, NULL), XW_OK);
        assert_int_equal(xw_text_get(reader, rule.note, &note, NULL), XW_OK);
        put_members(out, rule.sources, rule.source_count);
        fprintf(out, " %s", xw_relationship_name(rule.relationship));
        put_members(out, rule.targets, rule.target_count);
        fprintf(out, " by %u\n", (unsigned)rule.set.i);
    }
    for (uint32_t s = 0; s < xw_graph_scope_count(graph); ++s) {
        xw_scope_info scope;
        assert_int_equal(xw_graph_scope(graph, (xw_scope){ s }, &scope, NULL),
                         XW_OK);
        for (size_t i = 0; i < scope.count; ++i) {
            uint32_t number;
            assert_int_equal(
                xw_graph_scope_note(graph, (xw_scope){ s }, i, &number, NULL),
                XW_OK);
            assert_int_equal(xw_text_get(reader, number, &note, NULL), XW_OK);
            fprintf(out, "%s %u: %zu\n", scope.id, (unsigned)scope.members[i],
                    strlen(note));
        }
    }
    xw_text_reader_free(reader);
    assert_int_equal(fclose(out), 0);
    return text;
}

/* ---- What they answer ------------------------------------------------------- */

static void
write_answer(char *out, size_t size, const xw_answer *answer)
{
    int len =
        snprintf(out, size,
                 "%u: %s %u related=%d topic=%d joint=%d disputed=%d hops=%u "
                 "strength=%u score=%.9g by",
                 (unsigned)answer->control.i, xw_verdict_name(answer->verdict),
                 (unsigned)answer->relation, answer->related, answer->topic,
                 answer->joint, answer->disputed, (unsigned)answer->hops,
                 (unsigned)answer->strength, answer->score);
    for (size_t i = 0; i < answer->proof.count && len < (int)size - 16; ++i) {
        len += snprintf(out + len, size - (size_t)len, " %u",
                        (unsigned)answer->proof.steps[i].target.i);
    }
}

static void
compare_answers(const xw_map_answer *a, const xw_map_answer *b)
{
    for (size_t i = 0; i < a->count || i < b->count; ++i) {
        char left[512] = "(nothing)", right[512] = "(nothing)";
        if (i < a->count) {
            write_answer(left, sizeof left, &a->answers[i]);
        }
        if (i < b->count) {
            write_answer(right, sizeof right, &b->answers[i]);
        }
        if (strcmp(left, right) != 0) {
            differ("answer", left, right);
        }
    }
}

static void
compare_all_answers(const xw_graph *a, const xw_graph *b, uint32_t every)
{
    xw_scratch *left, *right;
    uint32_t frameworks = xw_graph_framework_count(a);
    xw_selection *into = calloc(frameworks + 1U, sizeof *into);
    assert_non_null(into);
    for (uint32_t f = 0; f < frameworks; ++f) {
        into[f] = (xw_selection){ { f }, { XW_NONE } };
    }
    assert_int_equal(xw_scratch_new(a, &left, NULL), XW_OK);
    assert_int_equal(xw_scratch_new(b, &right, NULL), XW_OK);
    for (uint32_t c = 0; c < xw_graph_control_count(a); c += every) {
        xw_map_answer x, y;
        xw_map_request request = XW_MAP_REQUEST_INIT;
        request.control.i = c;
        request.into = into;
        request.into_count = frameworks;
        request.limit = UINT32_MAX;
        assert_int_equal(xw_map(left, &request, &x, NULL), XW_OK);
        assert_int_equal(xw_map(right, &request, &y, NULL), XW_OK);
        compare_answers(&x, &y);
    }
    xw_scratch_free(left);
    xw_scratch_free(right);
    free(into);
}

int
main(int argc, char **argv)
{
    xw_graph *a, *b;
    xw_error err = XW_ERROR_INIT;
    if (argc < 3 || xw_graph_open(argv[1], &a, &err) ||
        xw_graph_open(argv[2], &b, &err)) {
        printf("cannot compare: %s\n", err.message);
        return 2;
    }
    compare_lines("content", graph_text(a), graph_text(b), false);
    compare_lines("content", rest_text(a), rest_text(b), true);
    if (!differences) {
        compare_all_answers(
            a, b, argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 1);
    }
    xw_graph_free(a);
    xw_graph_free(b);
    printf("%u differences\n", differences);
    return differences ? EXIT_FAILURE : EXIT_SUCCESS;
}
