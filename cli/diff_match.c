#include "diff_match.h"

#include "exit_code.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Matching --------------------------------------------------------------- */

/* A thing by its name: of a control, the number of its framework and its id. */
struct named {
    const char *id;
    uint32_t above;
    uint32_t thing;
};

static int
compare(const struct named *x, const struct named *y)
{
    if (x->above != y->above) {
        return x->above < y->above ? -1 : 1;
    }
    return strcmp(x->id, y->id);
}

static int
by_name(const void *a, const void *b)
{
    return compare(a, b);
}

static void
take(struct diff_things *things, enum diff_side side, uint32_t thing)
{
    things->of[side][things->count] = thing;
    things->number[side][thing] = things->count;
}

/* Number what two sorted lists name, once. */
static void
merge(struct diff_things *out, struct named *const lists[DIFF_SIDES],
      const uint32_t counts[DIFF_SIDES])
{
    uint32_t i = 0, k = 0;
    while (i < counts[DIFF_OLD] || k < counts[DIFF_NEW]) {
        int order = i == counts[DIFF_OLD] ? 1
                    : k == counts[DIFF_NEW]
                        ? -1
                        : compare(&lists[DIFF_OLD][i], &lists[DIFF_NEW][k]);
        out->of[DIFF_OLD][out->count] = out->of[DIFF_NEW][out->count] = XW_NONE;
        if (order <= 0) {
            take(out, DIFF_OLD, lists[DIFF_OLD][i++].thing);
        }
        if (order >= 0) {
            take(out, DIFF_NEW, lists[DIFF_NEW][k++].thing);
        }
        ++out->count;
    }
}

typedef struct named name_fn(struct diff_match *match, enum diff_side side,
                             uint32_t thing);

static void
match_things(struct diff_match *match, const uint32_t counts[DIFF_SIDES],
             name_fn *name, struct diff_things *out)
{
    struct named *lists[DIFF_SIDES];
    size_t all = (size_t)counts[DIFF_OLD] + counts[DIFF_NEW];
    for (int s = DIFF_OLD; s < DIFF_SIDES; ++s) {
        lists[s] = memory_array(counts[s], sizeof *lists[s]);
        out->of[s] = memory_array(all, sizeof *out->of[s]);
        out->number[s] = memory_array(counts[s], sizeof *out->number[s]);
        for (uint32_t i = 0; i < counts[s]; ++i) {
            lists[s][i] = name(match, (enum diff_side)s, i);
        }
        qsort(lists[s], counts[s], sizeof *lists[s], by_name);
    }
    merge(out, lists, counts);
    free(lists[DIFF_OLD]);
    free(lists[DIFF_NEW]);
}

static struct named
framework_name(struct diff_match *match, enum diff_side side, uint32_t thing)
{
    xw_framework_info info =
        view_framework(&match->views[side], (xw_framework){ thing });
    return (struct named){ .id = info.id, .thing = thing };
}

static struct named
control_name(struct diff_match *match, enum diff_side side, uint32_t thing)
{
    xw_control_info info =
        view_control(&match->views[side], (xw_control){ thing });
    bool is_known = info.framework.i < match->stats[side].frameworks;
    return (struct named){
        .id = info.id,
        .above = is_known ? match->frameworks.number[side][info.framework.i]
                          : XW_NONE,
        .thing = thing
    };
}

static struct named
set_name(struct diff_match *match, enum diff_side side, uint32_t thing)
{
    xw_set_info info = view_set(&match->views[side], (xw_set){ thing });
    return (struct named){ .id = info.id, .thing = thing };
}

static void
match_all(struct diff_match *match)
{
    const xw_graph_stats *stats = match->stats;
    const uint32_t frameworks[] = { stats[0].frameworks, stats[1].frameworks };
    const uint32_t controls[] = { stats[0].controls, stats[1].controls };
    const uint32_t sets[] = { stats[0].sets, stats[1].sets };
    match_things(match, frameworks, framework_name, &match->frameworks);
    match_things(match, controls, control_name, &match->controls);
    match_things(match, sets, set_name, &match->sets);
}

/* ---- Opening ---------------------------------------------------------------- */

int
diff_match_open(struct diff_match *match, const struct common_options *options,
                char *const paths[2])
{
    *match = (struct diff_match){ 0 };
    for (int s = DIFF_OLD; s < DIFF_SIDES; ++s) {
        struct common_options one = *options;
        one.graph = paths[s];
        int code = view_open(&match->views[s], &one, VERIFY_ALWAYS);
        if (code != EXIT_OK) {
            return code;
        }
        xw_graph_get_stats(match->views[s].graph, &match->stats[s]);
    }
    match_all(match);
    return diff_match_failed(match);
}

static void
free_things(struct diff_things *things)
{
    for (int s = DIFF_OLD; s < DIFF_SIDES; ++s) {
        free(things->of[s]);
        free(things->number[s]);
    }
}

void
diff_match_close(struct diff_match *match)
{
    free_things(&match->frameworks);
    free_things(&match->controls);
    free_things(&match->sets);
    view_close(&match->views[DIFF_OLD]);
    view_close(&match->views[DIFF_NEW]);
}

int
diff_match_failed(const struct diff_match *match)
{
    int code = view_failed(&match->views[DIFF_OLD]);
    return code == EXIT_OK ? view_failed(&match->views[DIFF_NEW]) : code;
}

/* ---- Names ------------------------------------------------------------------ */

/* Where a thing is to be looked at: the new graph, if it is there. */
static enum diff_side
side_of(const struct diff_things *things, uint32_t number)
{
    return things->of[DIFF_NEW][number] == XW_NONE ? DIFF_OLD : DIFF_NEW;
}

uint32_t
diff_framework_of(struct diff_match *match, uint32_t control)
{
    enum diff_side side = side_of(&match->controls, control);
    xw_control at = { match->controls.of[side][control] };
    xw_control_info info = view_control(&match->views[side], at);
    return match->frameworks.number[side][info.framework.i];
}

void
diff_put_control(struct diff_match *match, struct text *out, uint32_t control)
{
    enum diff_side side = side_of(&match->controls, control);
    struct view *view = &match->views[side];
    xw_control at = { match->controls.of[side][control] };
    xw_control_info info = view_control(view, at);
    text_printf(out, "%s:%s", view_framework(view, info.framework).id, info.id);
}

const char *
diff_framework_id(struct diff_match *match, uint32_t framework)
{
    enum diff_side side = side_of(&match->frameworks, framework);
    xw_framework at = { match->frameworks.of[side][framework] };
    return view_framework(&match->views[side], at).id;
}

const char *
diff_set_id(struct diff_match *match, uint32_t set)
{
    enum diff_side side = side_of(&match->sets, set);
    xw_set at = { match->sets.of[side][set] };
    return view_set(&match->views[side], at).id;
}
