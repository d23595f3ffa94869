#include "exercise.h"

#include <xw/check.h>
#include <xw/plan.h>
#include <xw/query.h>
#include <xw/reach.h>
#include <xw/reference.h>
#include <xw/roadmap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FRAMEWORKS = 8, MOST_CONTROLS = 32 };

typedef struct use {
    const xw_graph *graph;
    xw_text_reader *reader;
    xw_scratch *scratch;
    xw_accelerator *accelerator; /* or NULL */
    xw_resolver *resolver;
    xw_graph_stats stats;
    xw_error first; /* failure */
} use;

/* Keep a call's failure if it is the first.  True if it did not fail. */
static bool
went_well(use *u, xw_status st, xw_error *err)
{
    static const char beginning[] = "damaged graph file: ";
    bool good = st == XW_OK || st == XW_NOT_FOUND;
    if (!good && (st != XW_E_GRAPH || err->status != st ||
                  strncmp(err->message, beginning, strlen(beginning)) != 0)) {
        (void)fprintf(stderr, "status %d: %s\n", (int)st, err->message);
        abort();
    }
    if (!good && !u->first.status) {
        u->first = *err;
    }
    *err = (xw_error)XW_ERROR_INIT;
    return st == XW_OK;
}

static void
read_string(const char *text)
{
    if (strlen(text) > SIZE_MAX / 2) { /* so that it is read */
        abort();
    }
}

static void
read_text(use *u, uint32_t number)
{
    xw_error err = XW_ERROR_INIT;
    const char *text;
    if (went_well(u, xw_text_get(u->reader, number, &text, &err), &err)) {
        read_string(text);
    }
}

/* ---- Accessors -------------------------------------------------------------- */

static void
use_framework(use *u, xw_framework framework)
{
    xw_error err = XW_ERROR_INIT;
    xw_framework_info info;
    if (went_well(u, xw_graph_framework(u->graph, framework, &info, &err),
                  &err)) {
        const char *const strings[] = { info.id,      info.name,
                                        info.version, info.publisher,
                                        info.kind,    info.family,
                                        info.license, info.source };
        for (size_t i = 0; i < sizeof strings / sizeof *strings; ++i) {
            read_string(strings[i]);
        }
    }
    const char *alias;
    for (size_t i = 0; went_well(
             u, xw_graph_framework_alias(u->graph, framework, i, &alias, &err),
             &err);
         ++i) {
        read_string(alias);
    }
}

static void
use_links(use *u, xw_control control)
{
    xw_error err = XW_ERROR_INIT;
    uint32_t count = xw_graph_link_count(u->graph, control);
    for (uint32_t i = 0; i < count; ++i) {
        xw_link link;
        (void)went_well(u, xw_graph_link(u->graph, control, i, &link, &err),
                        &err);
    }
}

static void
use_control(use *u, xw_control control)
{
    xw_error err = XW_ERROR_INIT;
    xw_control_info info;
    if (went_well(u, xw_graph_control(u->graph, control, &info, &err), &err)) {
        read_string(info.id);
        read_string(info.title);
        read_string(info.kind);
        read_text(u, info.text);
    }
    const uint32_t *children;
    size_t count;
    (void)went_well(
        u, xw_graph_children(u->graph, control, &children, &count, &err), &err);
    const char *alias;
    for (size_t i = 0; went_well(
             u, xw_graph_control_alias(u->graph, control, i, &alias, &err),
             &err);
         ++i) {
        read_string(alias);
    }
    use_links(u, control);
}

static void
use_set(use *u, xw_set set)
{
    xw_error err = XW_ERROR_INIT;
    xw_set_info info;
    if (went_well(u, xw_graph_set(u->graph, set, &info, &err), &err)) {
        const char *const strings[] = {
            info.id,     info.name,   info.version, info.publisher, info.date,
            info.method, info.status, info.license, info.source
        };
        for (size_t i = 0; i < sizeof strings / sizeof *strings; ++i) {
            read_string(strings[i]);
        }
    }
}

static void
use_mapping(use *u, xw_mapping mapping)
{
    xw_error err = XW_ERROR_INIT;
    xw_mapping_info info;
    if (went_well(u, xw_graph_mapping(u->graph, mapping, &info, &err), &err)) {
        read_text(u, info.rationale_text);
        read_text(u, info.note);
    }
}

static void
use_others(use *u)
{
    xw_error err = XW_ERROR_INIT;
    xw_scope_info scope;
    for (uint32_t i = 0; i < u->stats.scopes; ++i) {
        if (went_well(u,
                      xw_graph_scope(u->graph, (xw_scope){ i }, &scope, &err),
                      &err)) {
            read_string(scope.id);
        }
        uint32_t note;
        scope.count = 0;
        (void)xw_graph_scope(u->graph, (xw_scope){ i }, &scope, NULL);
        if (scope.count &&
            went_well(
                u,
                xw_graph_scope_note(u->graph, (xw_scope){ i }, 0, &note, &err),
                &err)) {
            read_text(u, note);
        }
    }
    xw_gap_info gap;
    for (uint32_t i = 0; i < u->stats.gaps; ++i) {
        if (went_well(u, xw_graph_gap(u->graph, i, &gap, &err), &err)) {
            read_text(u, gap.note);
        }
    }
    xw_rule_info rule;
    for (uint32_t i = 0; i < xw_graph_rule_count(u->graph); ++i) {
        if (went_well(u, xw_graph_rule(u->graph, i, &rule, &err), &err)) {
            read_text(u, rule.note);
        }
    }
}

static void
use_accessors(use *u)
{
    for (uint32_t i = 0; i < u->stats.frameworks; ++i) {
        use_framework(u, (xw_framework){ i });
    }
    for (uint32_t i = 0; i < u->stats.controls; ++i) {
        use_control(u, (xw_control){ i });
    }
    for (uint32_t i = 0; i < u->stats.sets; ++i) {
        use_set(u, (xw_set){ i });
    }
    for (uint32_t i = 0; i < u->stats.mappings; ++i) {
        use_mapping(u, (xw_mapping){ i });
    }
    use_others(u);
}

/* ---- References ------------------------------------------------------------- */

static void
use_reference(use *u, xw_control control)
{
    char text[256];
    size_t len;
    xw_control found;
    xw_error err = XW_ERROR_INIT;
    if (went_well(u,
                  xw_reference_write(u->graph, control, text, sizeof text, &len,
                                     &err),
                  &err) &&
        len < sizeof text) {
        (void)went_well(u,
                        xw_resolve_control(u->resolver,
                                           (xw_string){ text, len }, &found,
                                           &err),
                        &err);
    }
}

/* ---- Queries ---------------------------------------------------------------- */

static void
read_walk(use *u, const xw_walk *walk)
{
    for (size_t i = 0; i < walk->count; ++i) {
        const xw_step *step = &walk->steps[i];
        if (step->source.i >= u->stats.controls ||
            step->target.i >= u->stats.controls ||
            (step->kind == XW_STEP_MAPPING) != (step->mapping.i != XW_NONE)) {
            abort();
        }
    }
}

static void
use_map(use *u, xw_control control, xw_direction direction)
{
    xw_selection into[MOST_FRAMEWORKS];
    size_t count = 0;
    while (count < u->stats.frameworks && count < MOST_FRAMEWORKS) {
        into[count] = (xw_selection){ { (uint32_t)count }, { XW_NONE } };
        ++count;
    }
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.control = control;
    request.direction = direction;
    request.into = into;
    request.into_count = count;
    xw_map_answer answer;
    xw_error err = XW_ERROR_INIT;
    if (went_well(u, xw_map(u->scratch, &request, &answer, &err), &err)) {
        for (size_t i = 0; i < answer.count; ++i) {
            read_walk(u, &answer.answers[i].proof);
            read_walk(u, &answer.answers[i].against);
        }
    }
}

static void
use_reach(use *u, xw_control control, uint32_t turn)
{
    xw_reach_request request = XW_REACH_REQUEST_INIT;
    xw_error err = XW_ERROR_INIT;
    const xw_strongest *strongest;
    const xw_judged *judged;
    size_t count;
    request.control = control;
    request.max_hops = 1 + turn % 4;
    request.accelerator = turn % 2 ? u->accelerator : NULL;
    if (u->stats.frameworks) {
        request.into.i = turn % u->stats.frameworks;
        (void)went_well(
            u,
            xw_reach_strengths(u->scratch, &request, &strongest, &count, &err),
            &err);
        (void)went_well(
            u, xw_reach_verdicts(u->scratch, &request, &judged, &count, &err),
            &err);
    }
}

static void
use_explain(use *u, xw_control source, xw_control target)
{
    xw_explain_request request = XW_EXPLAIN_REQUEST_INIT;
    request.source = source;
    request.target = target;
    xw_explanation explanation;
    xw_error err = XW_ERROR_INIT;
    if (went_well(u, xw_explain(u->scratch, &request, &explanation, &err),
                  &err)) {
        for (size_t i = 0; i < explanation.walk_count; ++i) {
            read_walk(u, &explanation.walks[i].walk);
        }
    }
}

static void
use_check(use *u)
{
    xw_check_request request = XW_CHECK_REQUEST_INIT;
    xw_findings *findings = NULL;
    xw_error err = XW_ERROR_INIT;
    request.threads = 1;
    request.limit = 4;
    if (went_well(u, xw_check(u->graph, &request, &findings, &err), &err)) {
        for (size_t i = 0; i < findings->conflict_count; ++i) {
            read_walk(u, &findings->conflicts[i].first.walk);
            read_walk(u, &findings->conflicts[i].second.walk);
        }
        for (size_t i = 0; i < findings->doubt_count; ++i) {
            const xw_doubt *doubt = &findings->doubts[i];
            for (size_t c = 0; c < doubt->control_count; ++c) {
                if (doubt->controls[c].i >= u->stats.controls) {
                    abort();
                }
            }
        }
    }
    xw_findings_free(findings);
}

static void
read_plan(use *u, const xw_plan *plan)
{
    size_t items, count;
    (void)xw_plan_items(plan, &items);
    const xw_plan_session *sessions = xw_plan_sessions(plan, &count);
    for (size_t s = 0; s < count; ++s) {
        if (sessions[s].name.i >= u->stats.controls ||
            sessions[s].item_count > items) {
            abort();
        }
    }
}

/* All frameworks in one plan, and the way to all by all as guides. */
static void
use_plan(use *u)
{
    xw_selection all[MOST_FRAMEWORKS];
    size_t count = 0;
    while (count < u->stats.frameworks && count < MOST_FRAMEWORKS) {
        all[count] = (xw_selection){ { (uint32_t)count }, { XW_NONE } };
        ++count;
    }
    xw_plan_request request = XW_PLAN_REQUEST_INIT;
    request.of = (xw_choice){ all, count, NULL, 0 };
    request.threads = 1;
    xw_roadmap_request asked = XW_ROADMAP_REQUEST_INIT;
    asked.of = asked.have = request.of;
    asked.guides = all;
    asked.guide_count = count;
    asked.threads = 1;
    xw_plan *plan = NULL;
    xw_roadmap *roadmap = NULL;
    xw_error err = XW_ERROR_INIT;
    if (count &&
        went_well(u, xw_plan_new(u->graph, &request, &plan, &err), &err)) {
        read_plan(u, plan);
    }
    if (count) {
        (void)went_well(u, xw_roadmap_new(u->graph, &asked, &roadmap, &err),
                        &err);
    }
    xw_plan_free(plan);
    xw_roadmap_free(roadmap);
}

static void
use_queries(use *u, uint32_t turn)
{
    uint32_t count =
        u->stats.controls < MOST_CONTROLS ? u->stats.controls : MOST_CONTROLS;
    for (uint32_t c = 0; c < count; ++c) {
        const xw_control control = { c };
        use_reference(u, control);
        use_reach(u, control, turn);
        if ((c + turn) % 2) {
            use_map(u, control, turn % 4 / 2 ? XW_SATISFIED_BY : XW_SATISFIES);
        } else {
            use_explain(u, control, (xw_control){ (c + turn % count) % count });
        }
    }
}

xw_status
exercise_graph(const xw_graph *graph, uint32_t turn, xw_error *err)
{
    use u = { .graph = graph };
    if (xw_text_reader_new(graph, &u.reader, NULL) ||
        xw_scratch_new(graph, &u.scratch, NULL) ||
        xw_resolver_new(graph, &u.resolver, NULL)) {
        abort();
    }
    xw_graph_get_stats(graph, &u.stats);
    xw_error failure = XW_ERROR_INIT;
    (void)went_well(&u, xw_accelerator_new(graph, 1, &u.accelerator, &failure),
                    &failure);
    use_accessors(&u);
    use_queries(&u, turn);
    if (turn % 8 == 0) { /* they ask after all controls */
        use_check(&u);
        use_plan(&u);
    }
    xw_text_reader_free(u.reader);
    xw_accelerator_free(u.accelerator);
    xw_scratch_free(u.scratch);
    xw_resolver_free(u.resolver);
    if (u.first.status && err) {
        *err = u.first;
    }
    return u.first.status;
}
