/* coverage_answers.c - what is held that answers for one control, proven. */
#include "alloc.h"
#include "coverage.h"
#include "error.h"
#include "map.h"
#include "verdict.h"

#include <stdlib.h>

/* An answer in the making. */
typedef struct ranked {
    xw_draft draft;
    unsigned grade; /* of its marks */
} ranked;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for answers");
}

static xw_status
check_control(const xw_coverage *coverage, xw_control control, xw_error *err)
{
    return control.i < coverage->graph->control_count
               ? XW_OK
               : xw_fail(err, XW_E_ARG, "control is not of this graph");
}

/* ---- Order --------------------------------------------------------------------- */

static int
compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* By all that is known without a proof. */
static int
by_evidence(const ranked *x, const ranked *y)
{
    const xw_answer *a = &x->draft.answer;
    const xw_answer *b = &y->draft.answer;
    int order = compare(a->verdict, b->verdict);
    if (!order) {
        order = compare(x->grade, y->grade);
    }
    return order ? order : (a->score < b->score) - (a->score > b->score);
}

static uint32_t
strength_rank(const xw_answer *answer)
{
    return answer->strength > XW_STRENGTH_MOST ? 0 : answer->strength + 1;
}

static int
by_rank(const void *a, const void *b)
{
    const ranked *x = a;
    const ranked *y = b;
    int order = by_evidence(x, y);
    if (!order) {
        order = compare(strength_rank(&y->draft.answer),
                        strength_rank(&x->draft.answer));
    }
    return order
               ? order
               : compare(x->draft.answer.control.i, y->draft.answer.control.i);
}

/* ---- Choosing ------------------------------------------------------------------- */

static unsigned
grade_of(const xw_coverage *coverage, uint32_t control, const xw_answer *answer)
{
    bool is_marked = answer->verdict <= XW_PARTIAL;
    return is_marked ? xw_marks_grade(
                           xw_coverage_marks(coverage->graph, control, answer))
                     : 0;
}

/* The drafts of controls held, in `out`.  Returns how many. */
static size_t
list_held(const xw_coverage *coverage, uint32_t control, ranked *out)
{
    const xw_scratch *scratch = coverage->scratch;
    size_t count = 0;
    for (size_t i = 0; i < scratch->draft_count; ++i) {
        const xw_draft *draft = &scratch->drafts[i];
        if (xw_control_set_has(&coverage->held, draft->answer.control.i)) {
            out[count++] = (ranked){
                .draft = *draft,
                .grade = grade_of(coverage, control, &draft->answer),
            };
        }
    }
    return count;
}

/* Of those sorted by evidence, how many may be among the best: strength, which
 * only a proof tells, decides between those that tie at the limit. */
static size_t
count_contenders(const ranked *list, size_t count, size_t limit)
{
    size_t end = count < limit ? count : limit;
    while (end && end < count && !by_evidence(&list[end - 1], &list[end])) {
        ++end;
    }
    return end;
}

static xw_status
prove(xw_coverage *coverage, ranked *list, size_t count, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = xw_decide_proof(coverage->scratch, &list[i].draft, err);
    }
    if (!st && count) {
        qsort(list, count, sizeof *list, by_rank);
    }
    return st;
}

static xw_status
keep(xw_coverage *coverage, ranked *list, size_t count, xw_error *err)
{
    if (count > coverage->answer_cap) {
        xw_answer *answers =
            xw_alloc_array(coverage->answers, count, sizeof *answers);
        if (!answers) {
            return out_of_memory(err);
        }
        coverage->answers = answers;
        coverage->answer_cap = count;
    }
    for (size_t i = 0; i < count; ++i) {
        xw_scratch_attach(coverage->scratch, &list[i].draft);
        coverage->answers[i] = list[i].draft.answer;
        coverage->answers[i].disputed |= list[i].grade & XW_GRADE_DISPUTED;
    }
    return XW_OK;
}

static xw_status
choose(xw_coverage *coverage, uint32_t control, size_t limit, size_t *count,
       xw_error *err)
{
    size_t drafts = coverage->scratch->draft_count;
    ranked *list = xw_alloc_zeroed(drafts, sizeof *list);
    if (!list) {
        return out_of_memory(err);
    }
    size_t held = list_held(coverage, control, list);
    if (held) {
        qsort(list, held, sizeof *list, by_rank);
    }
    size_t contenders = count_contenders(list, held, limit);
    xw_status st = prove(coverage, list, contenders, err);
    size_t kept = contenders < limit ? contenders : limit;
    if (!st) {
        st = keep(coverage, list, kept, err);
    }
    *count = st ? 0 : kept;
    xw_alloc_free(list);
    return st;
}

xw_status
xw_coverage_answers(xw_coverage *coverage, xw_control control, uint32_t limit,
                    const xw_answer **out, size_t *count, xw_error *err)
{
    xw_status st = check_control(coverage, control, err);
    const xw_control_set *held = &coverage->held;
    size_t found = 0;
    if (!st && held->framework_count) {
        st = xw_coverage_ask(coverage, coverage->scratch, control.i,
                             held->frameworks, held->framework_count, err);
        if (!st) {
            st = xw_map_score(coverage->scratch, err);
        }
        if (!st) {
            st = choose(coverage, control.i, limit, &found, err);
        }
    }
    if (!st) {
        *out = coverage->answers;
        *count = found;
    }
    return st;
}

/* ---- Together ---------------------------------------------------------------------- */

xw_status
xw_coverage_joint(xw_coverage *coverage, xw_control control,
                  const xw_firing **out, size_t *count, xw_error *err)
{
    xw_satisfaction known;
    xw_status st = check_control(coverage, control, err);
    if (!st && !coverage->closure) {
        return XW_NOT_FOUND;
    }
    if (!st) {
        st = xw_closure_find(coverage->closure, control, &known, err);
    }
    if (!st && !known.joint) {
        return XW_NOT_FOUND;
    }
    return st ? st
              : xw_closure_prove(coverage->closure, control, out, count, err);
}
