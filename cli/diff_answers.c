#include "diff_answers.h"

#include "memory.h"
#include "progress.h"

#include <xw/reach.h>

#include <stdlib.h>
#include <string.h>

/* ---- Which frameworks ------------------------------------------------------- */

/* Which frameworks have a mapping between them, in either graph. */
struct neighbours {
    bool *are; /* [count][count] */
    uint32_t count;
};

static void
add_neighbours(struct diff_match *match, enum diff_side side,
               struct neighbours *out)
{
    struct view *view = &match->views[side];
    for (uint32_t m = 0; m < match->stats[side].mappings; ++m) {
        xw_mapping_info info = view_mapping(view, (xw_mapping){ m });
        uint32_t source = match->controls.number[side][info.source.i];
        uint32_t target = match->controls.number[side][info.target.i];
        size_t from = diff_framework_of(match, source);
        size_t to = diff_framework_of(match, target);
        out->are[from * out->count + to] = true;
        out->are[to * out->count + from] = true;
    }
}

/* Reach the neighbours of one framework. */
static bool
reach_neighbours(const struct neighbours *neighbours, uint32_t of,
                 uint8_t *hops)
{
    const bool *row = neighbours->are + (size_t)of * neighbours->count;
    uint8_t further = (uint8_t)(hops[of] + 1);
    bool is_any = false;
    for (uint32_t f = 0; f < neighbours->count; ++f) {
        if (row[f] && hops[f] > further) {
            hops[f] = further;
            is_any = true;
        }
    }
    return is_any;
}

static bool
reach_one_further(const struct neighbours *neighbours, uint8_t *hops,
                  uint32_t reached)
{
    bool is_any = false;
    for (uint32_t f = 0; f < neighbours->count; ++f) {
        if (hops[f] == reached) {
            is_any = reach_neighbours(neighbours, f, hops) || is_any;
        }
    }
    return is_any;
}

/* How many hops every framework is from one; UINT8_MAX for too many. */
static void
measure(const struct neighbours *neighbours, uint32_t from, uint32_t max_hops,
        uint8_t *hops)
{
    memset(hops, UINT8_MAX, neighbours->count);
    hops[from] = 0;
    for (uint32_t h = 0; h < max_hops && reach_one_further(neighbours, hops, h);
         ++h) {
    }
}

/* Mark both ways between one framework and those that are at most `left` hops
 * from the far end of a touch. */
static void
mark_from(uint32_t framework, uint32_t left, const uint8_t *hops,
          uint32_t count, bool *marked)
{
    for (uint32_t f = 0; f < count; ++f) {
        if (hops[f] <= left) {
            marked[(size_t)framework * count + f] = true;
            marked[(size_t)f * count + framework] = true;
        }
    }
}

/* Mark the frameworks from which a walk leads through a touch to others. */
static void
mark_pairs(const struct diff_touch *touch, const struct neighbours *neighbours,
           uint32_t max_hops, uint8_t *const hops[2], bool *marked)
{
    measure(neighbours, touch->from, max_hops, hops[0]);
    measure(neighbours, touch->to, max_hops, hops[1]);
    for (uint32_t f = 0; f < neighbours->count; ++f) {
        uint32_t used = hops[0][f] + touch->hops;
        if (used <= max_hops) {
            mark_from(f, max_hops - used, hops[1], neighbours->count, marked);
        }
    }
}

static int
by_touch(const void *a, const void *b)
{
    const struct diff_touch *x = a;
    const struct diff_touch *y = b;
    const uint32_t keys[][2] = { { x->from, y->from },
                                 { x->to, y->to },
                                 { x->hops, y->hops } };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

/* [count][count]: whether answers from one framework to another may change.
 * Within a framework nobody asks. */
static bool *
choose_pairs(const struct diff_changes *changes, uint32_t max_hops)
{
    struct diff_match *match = changes->match;
    uint32_t count = match->frameworks.count;
    size_t all = (size_t)count * count;
    struct neighbours neighbours = { memory_array(all, 1), count };
    uint8_t *const hops[] = { memory_array(count, 1), memory_array(count, 1) };
    bool *marked = memory_array(all, 1);
    add_neighbours(match, DIFF_OLD, &neighbours);
    add_neighbours(match, DIFF_NEW, &neighbours);
    if (changes->touch_count) {
        qsort(changes->touches, changes->touch_count, sizeof *changes->touches,
              by_touch);
    }
    for (size_t t = 0; t < changes->touch_count; ++t) {
        const struct diff_touch *touch = &changes->touches[t];
        if (!t || by_touch(touch - 1, touch) != 0) {
            mark_pairs(touch, &neighbours, max_hops, hops, marked);
        }
    }
    for (size_t f = 0; f < count; ++f) {
        marked[f * count + f] = false;
    }
    free(neighbours.are);
    free(hops[0]);
    free(hops[1]);
    return marked;
}

/* ---- Verdicts --------------------------------------------------------------- */

struct comparison {
    struct diff_match *match;
    struct diff_answers *answers;
    xw_scratch *scratches[DIFF_SIDES];
    xw_accelerator *accelerators[DIFF_SIDES];
    uint8_t *verdicts[DIFF_SIDES]; /* [controls] of the match */
    uint32_t *met;                 /* [met_count] controls with a verdict */
    size_t met_count;
    uint32_t max_hops;
};

/* Of a control into a framework, in one of the graphs, if both are there. */
static void
judge(struct comparison *c, enum diff_side side, uint32_t source,
      uint32_t framework)
{
    struct view *view = &c->match->views[side];
    xw_reach_request request = XW_REACH_REQUEST_INIT;
    const xw_judged *judged = NULL;
    size_t count = 0;
    request.control.i = c->match->controls.of[side][source];
    request.into.i = c->match->frameworks.of[side][framework];
    request.max_hops = c->max_hops;
    request.accelerator = c->accelerators[side];
    if (request.control.i == XW_NONE || request.into.i == XW_NONE ||
        xw_reach_verdicts(c->scratches[side], &request, &judged, &count,
                          &view->err)) {
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        uint32_t target = c->match->controls.number[side][judged[i].control.i];
        if (c->verdicts[DIFF_OLD][target] == XW_UNMAPPED &&
            c->verdicts[DIFF_NEW][target] == XW_UNMAPPED) {
            c->met[c->met_count++] = target;
        }
        c->verdicts[side][target] = (uint8_t)judged[i].verdict;
    }
}

static void
list_answer(struct comparison *c, uint32_t source, uint32_t target,
            xw_verdict old, xw_verdict new)
{
    struct diff_answers *answers = c->answers;
    answers->counts[old][new]++;
    if (json_array_size(answers->rows) >= answers->limit) {
        answers->omitted++;
        return;
    }
    struct text text = { 0 };
    json_t *row = json_object();
    diff_put_control(c->match, &text, source);
    document_set(row, "source", document_text(text_get(&text)));
    text_clear(&text);
    diff_put_control(c->match, &text, target);
    document_set(row, "target", document_text(text_get(&text)));
    document_set(row, "old", document_text(xw_verdict_name(old)));
    document_set(row, "new", document_text(xw_verdict_name(new)));
    document_add(answers->rows, row);
    text_free(&text);
}

static int
by_number(const void *a, const void *b)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    return (*x > *y) - (*x < *y);
}

static void
compare_into(struct comparison *c, uint32_t source, uint32_t framework)
{
    c->met_count = 0;
    judge(c, DIFF_OLD, source, framework);
    judge(c, DIFF_NEW, source, framework);
    if (c->met_count) {
        qsort(c->met, c->met_count, sizeof *c->met, by_number);
    }
    for (size_t i = 0; i < c->met_count; ++i) {
        uint32_t target = c->met[i];
        xw_verdict old = (xw_verdict)c->verdicts[DIFF_OLD][target];
        xw_verdict new = (xw_verdict)c->verdicts[DIFF_NEW][target];
        if (old != new) {
            list_answer(c, source, target, old, new);
        }
        c->verdicts[DIFF_OLD][target] = XW_UNMAPPED;
        c->verdicts[DIFF_NEW][target] = XW_UNMAPPED;
    }
}

static void
compare_from(struct comparison *c, uint32_t source, const bool *marked)
{
    uint32_t count = c->match->frameworks.count;
    const bool *row =
        marked + (size_t)diff_framework_of(c->match, source) * count;
    for (uint32_t f = 0; f < count; ++f) {
        if (row[f]) {
            compare_into(c, source, f);
        }
    }
}

static void
compare_all(struct comparison *c, const bool *marked)
{
    struct progress progress = progress_begin("diff");
    uint32_t controls = c->match->controls.count;
    for (uint32_t source = 0; source < controls; ++source) {
        compare_from(c, source, marked);
        progress_update(&progress, source, controls);
    }
    progress_clear(&progress);
}

static bool
open_side(struct comparison *c, enum diff_side side)
{
    struct view *view = &c->match->views[side];
    uint32_t controls = c->match->controls.count;
    c->verdicts[side] = memory_take(controls);
    memset(c->verdicts[side], XW_UNMAPPED, controls);
    return !xw_scratch_new(view->graph, &c->scratches[side], &view->err) &&
           !xw_accelerator_new(view->graph, 0, &c->accelerators[side],
                               &view->err);
}

static void
close_side(struct comparison *c, enum diff_side side)
{
    free(c->verdicts[side]);
    xw_scratch_free(c->scratches[side]);
    xw_accelerator_free(c->accelerators[side]);
}

void
diff_answers_find(const struct diff_changes *changes, uint32_t max_hops,
                  uint64_t limit, struct diff_answers *out)
{
    struct diff_match *match = changes->match;
    size_t all = (size_t)match->frameworks.count * match->frameworks.count;
    bool *marked = choose_pairs(changes, max_hops);
    struct comparison c = { .match = match,
                            .answers = out,
                            .max_hops = max_hops,
                            .met = memory_array(match->controls.count,
                                                sizeof *c.met) };
    *out = (struct diff_answers){ .rows = json_array(), .limit = limit };
    for (size_t i = 0; i < all; ++i) {
        out->pairs += marked[i];
    }
    if (out->pairs && open_side(&c, DIFF_OLD) && open_side(&c, DIFF_NEW)) {
        compare_all(&c, marked);
    }
    close_side(&c, DIFF_OLD);
    close_side(&c, DIFF_NEW);
    free(c.met);
    free(marked);
}

void
diff_answers_free(struct diff_answers *answers)
{
    json_decref(answers->rows);
    *answers = (struct diff_answers){ 0 };
}
