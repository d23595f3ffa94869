/* graph_file_verify_mappings.c - sets, set-valued maps, runs, and the graph of
 * frameworks. */
#include "alloc.h"
#include "error.h"
#include "graph_file_verify.h"

#include <string.h>

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory checking the graph");
}

/* ---- Sets ------------------------------------------------------------------- */

static xw_status
check_sets(const xw_graph *graph, xw_error *err)
{
    const char *last = "";
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        xw_set_info info;
        xw_status st = xw_graph_set(graph, (xw_set){ s }, &info, err);
        if (st) {
            return st;
        }
        if (!xw_verify_strings(graph, &graph->sets[s].id, 9)) {
            return xw_graph_damaged(err, "a mapping set's text is not there");
        }
        if (strcmp(last, info.id) >= 0) {
            return xw_graph_damaged(err, "mapping sets are not in order");
        }
        last = info.id;
    }
    return XW_OK;
}

static xw_status
check_mapping_sets(const xw_graph *graph, xw_error *err)
{
    uint16_t highest = 0;
    for (uint32_t m = 0; m < graph->mapping_count; ++m) {
        uint16_t set = graph->mapping_sets[m];
        highest = set > highest ? set : highest;
    }
    return !graph->mapping_count || highest < graph->set_count
               ? XW_OK
               : xw_graph_damaged(err, "a mapping is of no set");
}

xw_status
xw_verify_set_counts(const xw_graph *graph, xw_error *err)
{
    enum {
        APART = 4
    }; /* counts of neighbours, so that none waits for another */
    uint32_t *counts =
        xw_alloc_zeroed((size_t)APART * graph->set_count, sizeof *counts);
    if (!counts) {
        return out_of_memory(err);
    }
    for (uint32_t m = 0; m < graph->mapping_count; ++m) {
        counts[APART * (size_t)graph->mapping_sets[m] + m % APART]++;
    }
    bool right = true;
    for (uint32_t s = 0; s < graph->set_count; ++s) {
        const uint32_t *of = &counts[APART * (size_t)s];
        right =
            right && of[0] + of[1] + of[2] + of[3] == graph->sets[s].mappings;
    }
    xw_alloc_free(counts);
    return right ? XW_OK : xw_graph_damaged(err, "a set counts wrongly");
}

/* ---- Set-valued maps -------------------------------------------------------- */

static xw_status
check_rules(const xw_graph *graph, xw_error *err)
{
    uint64_t next = 0;
    for (uint32_t r = 0; r < graph->rule_count; ++r) {
        xw_rule_info rule;
        xw_status st = xw_graph_rule(graph, r, &rule, err);
        if (st) {
            return st;
        }
        uint64_t count = rule.source_count + rule.target_count;
        if (graph->rules[r].first != next || count < 3) {
            return xw_graph_damaged(err, "a set-valued map has no such member");
        }
        next += count;
    }
    return next == graph->rule_member_count
               ? XW_OK
               : xw_graph_damaged(err, "a member is of no set-valued map");
}

static xw_status
check_rule_mappings(const xw_graph *graph, xw_error *err)
{
    bool good = true;
    for (uint32_t i = 0; i < graph->rule_mapping_count && good; ++i) {
        const xw_file_rule_mapping *record = &graph->rule_mappings[i];
        good = record->mapping < graph->mapping_count &&
               record->rule < graph->rule_count &&
               graph->rules[record->rule].set ==
                   graph->mapping_sets[record->mapping] &&
               (!i || record[-1].mapping < record->mapping);
    }
    return good ? XW_OK
                : xw_graph_damaged(err, "a set-valued map is of no mapping");
}

/* ---- Runs ------------------------------------------------------------------- */

/* The targets of a run, which are in order, are all of its framework. */
static bool
is_run(const xw_graph *graph, uint32_t framework, xw_row run)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    return run.begin < run.end &&
           graph->edge_targets[run.begin] >= record->first &&
           graph->edge_targets[run.end - 1] - record->first < record->count;
}

/* The first run begins where the row does, each next where the one before it
 * ends, and leads into a later framework. */
static bool
has_long_runs(const xw_graph *graph, xw_row row, xw_row runs)
{
    uint32_t begin = row.begin;
    uint32_t before = 0; /* one more than the framework before */
    for (uint32_t r = runs.begin; r < runs.end; ++r) {
        xw_row run;
        uint32_t framework = graph->run_frameworks[r];
        uint32_t passed = begin - row.begin;
        if (!xw_graph_run(graph, row, runs, r, &run) || run.begin != begin ||
            graph->run_edges[r] !=
                (passed < XW_FILE_RUN_MOST ? passed : XW_FILE_RUN_MOST) ||
            framework < before || !is_run(graph, framework, run)) {
            return false;
        }
        begin = run.end;
        before = framework + 1;
    }
    return begin == row.end;
}

/* Of all rows at once, without branches: how many runs are not past the one before
 * them, by framework or by where they begin, which only the first of a row may. */
static uint32_t
count_falls(const uint16_t *numbers, uint32_t count)
{
    uint32_t falls = 0;
    for (uint32_t r = 1; r < count; ++r) {
        falls += numbers[r] <= numbers[r - 1];
    }
    return falls;
}

static bool
are_ascending(const xw_graph *graph, const uint16_t *numbers)
{
    const uint32_t *rows = graph->run_rows;
    uint32_t between = 0;
    for (uint32_t c = 0; c < graph->control_count; ++c) {
        if (rows[c] && rows[c] < rows[c + 1]) {
            between += numbers[rows[c]] <= numbers[rows[c] - 1];
        }
    }
    return count_falls(numbers, graph->run_count) == between;
}

/* The same of a row that is not too long for the file to say where its runs
 * begin, as all but a few are, when both frameworks and beginnings are known to
 * ascend.  `firsts` is [framework_count + 1] the first control of each framework. */
static bool
has_runs(const xw_graph *graph, const uint32_t *firsts, xw_row row, xw_row runs)
{
    if (runs.begin == runs.end) {
        return row.begin == row.end;
    }
    const uint32_t *targets = graph->edge_targets + row.begin;
    const uint32_t count = row.end - row.begin;
    const uint16_t *frameworks = graph->run_frameworks;
    const uint16_t *edges = graph->run_edges;
    if (edges[runs.begin] || edges[runs.end - 1] >= count ||
        frameworks[runs.end - 1] >= graph->framework_count) {
        return false;
    }
    bool wrong = targets[0] < firsts[frameworks[runs.begin]] ||
                 targets[count - 1] >= firsts[frameworks[runs.end - 1] + 1];
    for (uint32_t r = runs.begin + 1; r < runs.end; ++r) {
        wrong |= targets[edges[r]] < firsts[frameworks[r]];
        wrong |= targets[edges[r] - 1] >= firsts[frameworks[r - 1] + 1];
    }
    return !wrong;
}

static bool
are_runs(const xw_graph *graph, const uint32_t *firsts)
{
    bool ascending = are_ascending(graph, graph->run_frameworks) &&
                     are_ascending(graph, graph->run_edges);
    bool good = true;
    for (uint32_t c = 0; c < graph->control_count && good; ++c) {
        xw_row row = { graph->edge_rows[c], graph->edge_rows[c + 1] };
        xw_row runs = { graph->run_rows[c], graph->run_rows[c + 1] };
        good = ascending && row.end - row.begin <= XW_FILE_RUN_MOST
                   ? has_runs(graph, firsts, row, runs)
                   : has_long_runs(graph, row, runs);
    }
    return good;
}

static xw_status
check_runs(const xw_graph *graph, xw_error *err)
{
    uint32_t *firsts =
        xw_alloc_zeroed((size_t)graph->framework_count + 1, sizeof *firsts);
    if (!firsts) {
        return out_of_memory(err);
    }
    for (uint32_t f = 0; f < graph->framework_count; ++f) {
        firsts[f] = graph->frameworks[f].first;
    }
    firsts[graph->framework_count] = graph->control_count;
    bool good = are_runs(graph, firsts);
    xw_alloc_free(firsts);
    return good ? XW_OK
                : xw_graph_damaged(err, "the runs do not fit the half-edges");
}

/* ---- The graph of frameworks ------------------------------------------------ */

/* A framework's row names those of its controls' runs, each once, in order;
 * `met` is [framework_count] the last framework, plus one, that met each. */
static bool
is_quotient_row(const xw_graph *graph, uint32_t framework, uint32_t *met)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    uint32_t runs = graph->run_rows[record->first];
    uint32_t runs_end = graph->run_rows[record->first + record->count];
    uint32_t distinct = 0;
    for (uint32_t r = runs; r < runs_end; ++r) {
        uint32_t *other = &met[graph->run_frameworks[r]];
        distinct += *other != framework + 1;
        *other = framework + 1;
    }
    uint32_t begin = graph->quotient_rows[framework];
    uint32_t end = graph->quotient_rows[framework + 1];
    bool good = end - begin == distinct;
    for (uint32_t q = begin; q < end && good; ++q) {
        good = graph->quotient[q] < graph->framework_count &&
               met[graph->quotient[q]] == framework + 1 &&
               (q == begin || graph->quotient[q - 1] < graph->quotient[q]);
    }
    return good;
}

static xw_status
check_quotient(const xw_graph *graph, xw_error *err)
{
    uint32_t *met = xw_alloc_zeroed(graph->framework_count, sizeof *met);
    if (!met) {
        return out_of_memory(err);
    }
    bool good = true;
    for (uint32_t f = 0; f < graph->framework_count && good; ++f) {
        good = is_quotient_row(graph, f, met);
    }
    xw_alloc_free(met);
    return good ? XW_OK
                : xw_graph_damaged(err, "the graph of frameworks is wrong");
}

/* ---- All of it -------------------------------------------------------------- */

xw_status
xw_verify_sets(const xw_graph *graph, xw_error *err)
{
    static const xw_check_fn checks[] = {
        check_sets,
        check_mapping_sets,
        check_rules,
        check_rule_mappings,
    };
    return xw_verify_each(graph, checks, sizeof checks / sizeof *checks, err);
}

xw_status
xw_verify_runs(const xw_graph *graph, xw_error *err)
{
    static const xw_check_fn checks[] = { check_runs, check_quotient };
    return xw_verify_each(graph, checks, sizeof checks / sizeof *checks, err);
}
