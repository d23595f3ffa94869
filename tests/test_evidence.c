/* Answers about whole catalogues rest on what they say they rest on: each proof
 * is walked again, mapping by mapping, with an algebra of this file's own.
 * Usage: test_evidence SOURCE... (skipped where one is absent) */
#include "support.h"

#include <xw/import.h>
#include <xw/query.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SKIPPED = 77, SOURCES = 250, UNIVERSE = 4, SETS = 1 << UNIVERSE };

static const char *source; /* the one in hand */

typedef struct fixture {
    xw_graph *graph;
    xw_scratch *scratch;
    xw_selection *into; /* all frameworks */
    uint32_t into_count;
    xw_relation after[XW_ALL + 1][XW_ALL + 1]; /* composition */
    uint64_t full, partial, none, stated, disputed;
} fixture;

/* ---- Composition, by all triples of sets --------------------------------------- */

static unsigned
relation_between(unsigned a, unsigned b)
{
    if (a == b) {
        return XW_EQ;
    }
    return !(a & ~b) ? XW_SUB : !(b & ~a) ? XW_SUP : a & b ? XW_INT : XW_DIS;
}

static void
learn_composition(fixture *f)
{
    for (unsigned a = 1; a < SETS; ++a) {
        for (unsigned b = 1; b < SETS; ++b) {
            for (unsigned c = 1; c < SETS; ++c) {
                f->after[relation_between(a, b)][relation_between(b, c)] |=
                    (xw_relation)relation_between(a, c);
            }
        }
    }
    for (unsigned r = 1; r <= XW_ALL; ++r) {
        for (unsigned s = 1; s <= XW_ALL; ++s) {
            for (unsigned i = 1; i <= XW_DIS; i <<= 1) {
                for (unsigned j = 1; j <= XW_DIS; j <<= 1) {
                    f->after[r][s] |= (r & i) && (s & j) ? f->after[i][j] : 0;
                }
            }
        }
    }
}

static xw_relation
turned(xw_relation r)
{
    unsigned sub = r & XW_SUP ? XW_SUB : 0, sup = r & XW_SUB ? XW_SUP : 0;
    return (xw_relation)((r & (XW_EQ | XW_INT | XW_DIS)) | sub | sup);
}

/* ---- A graph of one source ------------------------------------------------------ */

static int
compile(void **state)
{
    static fixture f;
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    xw_import_options options = { .size = sizeof options, .keep_going = true };
    f = (fixture){ .into = NULL };
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(xw_import_paths(builder, &source, 1, &options, NULL, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &f.graph, &err), err);
    xw_builder_free(builder);
    assert_ok(xw_scratch_new(f.graph, &f.scratch, &err), err);
    f.into_count = xw_graph_framework_count(f.graph);
    f.into = calloc(f.into_count, sizeof *f.into);
    assert_non_null(f.into);
    for (uint32_t i = 0; i < f.into_count; ++i) {
        f.into[i] = (xw_selection){ { i }, { XW_NONE } };
    }
    learn_composition(&f);
    *state = &f;
    return 0;
}

static int
discard(void **state)
{
    fixture *f = *state;
    free(f->into);
    xw_scratch_free(f->scratch);
    xw_graph_free(f->graph);
    return 0;
}

static const char *
id_of(const fixture *f, xw_control control)
{
    xw_control_info info;
    return xw_graph_control(f->graph, control, &info, NULL) ? "?" : info.id;
}

/* ---- One step --------------------------------------------------------------------- */

/* What follows for a pair from a map of several. */
static xw_relation
pair_of_map(const fixture *f, const xw_mapping_info *mapping)
{
    xw_rule_info rule;
    assert_int_equal(xw_graph_rule(f->graph, mapping->rule, &rule, NULL), 0);
    bool one_source = rule.source_count == 1,
         one_target = rule.target_count == 1;
    if (rule.relationship == XW_NO_RELATIONSHIP) {
        return XW_DIS;
    }
    if (one_source && rule.relationship == XW_SUPERSET_OF) {
        return XW_SUP;
    }
    if (one_target && rule.relationship == XW_SUBSET_OF) {
        return XW_SUB;
    }
    if (rule.relationship == XW_EQUAL && (one_source || one_target)) {
        return (xw_relation)(XW_EQ | (one_source ? XW_SUP : XW_SUB));
    }
    return XW_ALL;
}

/* What a publisher says of source to target. */
static xw_relation
said(const fixture *f, const xw_mapping_info *mapping)
{
    xw_set_info set;
    if (mapping->rule != XW_NONE) {
        return pair_of_map(f, mapping);
    }
    switch (mapping->relationship) {
    case XW_EQUAL: return XW_EQ;
    case XW_SUBSET_OF: return XW_SUB;
    case XW_SUPERSET_OF: return XW_SUP;
    case XW_INTERSECTS_WITH: return XW_INT;
    case XW_NO_RELATIONSHIP: return XW_DIS;
    case XW_RELATED:
    case XW_RELATIONSHIP_COUNT: break;
    }
    assert_int_equal(xw_graph_set(f->graph, mapping->set, &set, NULL), 0);
    return set.related;
}

/* What is seen on the way. */
typedef struct walked {
    xw_relation relation;
    uint32_t hops, least;
    bool related, topic, is_chain;
} walked;

static void
walk_mapping(const fixture *f, const xw_step *step, walked *at)
{
    xw_mapping_info info;
    assert_int_equal(xw_graph_mapping(f->graph, step->mapping, &info, NULL), 0);
    xw_control from = step->inverted ? info.target : info.source;
    xw_control to = step->inverted ? info.source : info.target;
    xw_relation says = said(f, &info);
    at->is_chain &= from.i == step->source.i && to.i == step->target.i;
    at->is_chain &= !info.replaced;
    at->relation = f->after[at->relation][step->inverted ? turned(says) : says];
    at->related |= info.relationship == XW_RELATED;
    at->topic |= info.topic;
    if (info.strength > XW_STRENGTH_MOST ||
        (at->hops && at->least > XW_STRENGTH_MOST)) {
        at->least = XW_STRENGTH_NONE;
    } else if (!at->hops || info.strength < at->least) {
        at->least = info.strength;
    }
    at->hops++;
}

static void
walk_link(const fixture *f, const xw_step *step, walked *at)
{
    bool is_up = step->kind == XW_STEP_PART_OF;
    xw_control part = is_up ? step->source : step->target;
    xw_control whole = is_up ? step->target : step->source;
    xw_control_info info;
    assert_int_equal(xw_graph_control(f->graph, part, &info, NULL), 0);
    at->is_chain &= info.parent.i == whole.i;
    at->is_chain &= info.parent_kind == XW_PARENT_PART;
    at->relation = f->after[at->relation][XW_EQ | (is_up ? XW_SUB : XW_SUP)];
}

static walked
walk(const fixture *f, const xw_walk *steps, xw_control from, xw_control to)
{
    walked at = { .relation = XW_EQ,
                  .is_chain = true,
                  .least = XW_STRENGTH_NONE };
    for (size_t i = 0; i < steps->count; ++i) {
        const xw_step *step = &steps->steps[i];
        at.is_chain &= step->source.i == from.i;
        if (step->kind == XW_STEP_MAPPING) {
            walk_mapping(f, step, &at);
        } else {
            walk_link(f, step, &at);
        }
        from = step->target;
    }
    at.is_chain &= from.i == to.i;
    return at;
}

/* ---- One answer ------------------------------------------------------------------------ */

static const char *
what_is_wrong(const xw_answer *answer, const walked *at, uint32_t max_hops)
{
    if (!at->is_chain) {
        return "the proof is no walk between the two";
    }
    if (at->hops != answer->hops || at->hops > max_hops) {
        return "the proof has other hops";
    }
    if (at->least != answer->strength) {
        return "the proof has another strength";
    }
    if (answer->verdict == XW_FULL && (at->relation & ~(XW_EQ | XW_SUP))) {
        return "the proof does not show full";
    }
    if (answer->verdict == XW_PARTIAL && (at->relation & XW_DIS)) {
        return "the proof does not show partial";
    }
    if (answer->verdict == XW_DISJOINT && at->relation != XW_DIS) {
        return "the proof does not show that nothing is in common";
    }
    if (answer->relation & ~at->relation) {
        return "the relation says less than the proof";
    }
    if (answer->related != at->related) {
        return answer->related ? "related, but by labelled mappings"
                               : "stated, but by an unlabelled mapping";
    }
    if (answer->verdict == XW_FULL && !answer->topic && at->topic) {
        return "full, but by a mapping that claims a topic";
    }
    return NULL;
}

static bool
is_entailed(xw_verdict verdict)
{
    return verdict == XW_FULL || verdict == XW_PARTIAL ||
           verdict == XW_DISJOINT;
}

static void
check_answer(fixture *f, const xw_map_request *request, const xw_answer *answer)
{
    bool is_to = request->direction == XW_SATISFIES;
    xw_control from = is_to ? request->control : answer->control;
    xw_control to = is_to ? answer->control : request->control;
    if (!is_entailed(answer->verdict)) {
        return;
    }
    walked at = walk(f, &answer->proof, from, to);
    const char *wrong = what_is_wrong(answer, &at, request->max_hops);
    if (wrong) {
        fail_msg("%s to %s: %s", id_of(f, from), id_of(f, to), wrong);
    }
    f->full += answer->verdict == XW_FULL;
    f->partial += answer->verdict == XW_PARTIAL;
    f->none += answer->verdict == XW_DISJOINT;
    f->stated += !answer->related;
    f->disputed += answer->disputed;
}

static void
check_control(fixture *f, uint32_t control, xw_direction direction,
              uint32_t max_hops)
{
    xw_error err = XW_ERROR_INIT;
    xw_map_request request = XW_MAP_REQUEST_INIT;
    xw_map_answer answer;
    request.control.i = control;
    request.direction = direction;
    request.into = f->into;
    request.into_count = f->into_count;
    request.max_hops = max_hops;
    request.limit = 0;
    assert_ok(xw_map(f->scratch, &request, &answer, &err), err);
    for (size_t i = 0; i < answer.count; ++i) {
        check_answer(f, &request, &answer.answers[i]);
    }
}

static void
test_each_entailed_answer_has_the_evidence_that_it_claims(void **state)
{
    fixture *f = *state;
    uint32_t controls = xw_graph_control_count(f->graph);
    uint32_t stride = controls / SOURCES + 1;
    for (uint32_t c = 0; c < controls; c += stride) {
        check_control(f, c, XW_SATISFIES, 2);
        check_control(f, c, XW_SATISFIED_BY, 2);
        check_control(f, c, XW_SATISFIES, 3);
    }
    print_message("%s: %llu full, %llu partial, %llu none; %llu of them "
                  "stated, %llu disputed\n",
                  source, (unsigned long long)f->full,
                  (unsigned long long)f->partial, (unsigned long long)f->none,
                  (unsigned long long)f->stated,
                  (unsigned long long)f->disputed);
    assert_true(f->full + f->partial + f->none > 0);
}

static int
test_source(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_each_entailed_answer_has_the_evidence_that_it_claims),
    };
    return cmocka_run_group_tests_name(source, tests, compile, discard);
}

int
main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; ++i) {
        source = argv[i];
        if (access(source, R_OK)) {
            print_message("skipped: no %s\n", source);
            return SKIPPED;
        }
        failed += test_source();
    }
    return failed;
}
