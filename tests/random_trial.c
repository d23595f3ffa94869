#include "support.h"

#include "random_trial.h"

#include <math.h>
#include <string.h>

enum { SEEDS_OF_A_SIZE = 300 };

bool
finding_agree(finding *f, const char *what, uint32_t control, uint32_t want,
              uint32_t got)
{
    if (want != got && !f->text[0]) {
        (void)snprintf(f->text, sizeof f->text, "c%u: %s is %u, not %u",
                       control, what, got, want);
    }
    return want == got;
}

void
finding_near(finding *f, const char *what, uint32_t at, double want, double got,
             double near)
{
    if (!f->text[0] && !(fabs(want - got) <= near)) {
        finding_add(f, "%s of %u is %.12g, not %.12g", what, at, got, want);
    }
}

void
finding_add(finding *f, const char *format, ...)
{
    size_t used = strlen(f->text);
    va_list args;
    va_start(args, format);
    (void)vsnprintf(f->text + used, sizeof f->text - used, format, args);
    va_end(args);
}

static graph_recipe
recipe_of(const graph_trial *trial, uint64_t seed, uint32_t controls)
{
    static const unsigned noise[] = { 0, 5, 20, 100 };
    random_state r = { seed << 8 | controls };
    return (graph_recipe){ .seed = random_bits(&r),
                           .controls = controls,
                           .maps = random_below(&r, 2 * controls + 1),
                           .noise =
                               trial->all_true ? 0 : noise[random_below(&r, 4)],
                           .rows_once = trial->rows_once,
                           .evidence_only = trial->evidence_only };
}

/* Small graphs are quick, and show most. */
static uint32_t
size_of(const graph_trial *trial, uint64_t seed)
{
    random_state r = { seed };
    uint32_t a = random_below(&r, trial->most_controls - 1);
    uint32_t b = random_below(&r, trial->most_controls - 1);
    return 2 + (a < b ? a : b);
}

static bool
is_right(const graph_trial *trial, const graph_recipe *recipe, finding *out)
{
    *out = (finding){ "" };
    trial->check(recipe, out);
    return !out->text[0];
}

static void
fail_with(const graph_trial *trial, uint64_t seed, uint32_t controls)
{
    static graph_record record;
    graph_recipe recipe = recipe_of(trial, seed, controls);
    finding wrong;
    (void)is_right(trial, &recipe, &wrong);
    random_graph(&recipe, &record);
    print_record(&record, stderr);
    fail_msg("seed %llu, %u controls: %s", (unsigned long long)seed, controls,
             wrong.text);
}

/* The graph of `seed` is wrong: look for a smaller one. */
static void
fail_with_smallest(const graph_trial *trial, uint64_t seed, uint32_t controls)
{
    finding wrong;
    for (uint32_t n = 2; n < controls; ++n) {
        for (uint64_t s = seed; s < seed + SEEDS_OF_A_SIZE; ++s) {
            graph_recipe recipe = recipe_of(trial, s, n);
            if (!is_right(trial, &recipe, &wrong)) {
                fail_with(trial, s, n);
            }
        }
    }
    fail_with(trial, seed, controls);
}

void
try_random_graphs(const graph_trial *trial)
{
    uint64_t runs = test_runs(trial->usual, trial->many);
    for (uint64_t seed = 0; seed < runs; ++seed) {
        finding wrong;
        uint32_t controls = size_of(trial, seed);
        graph_recipe recipe = recipe_of(trial, seed, controls);
        if (!is_right(trial, &recipe, &wrong)) {
            fail_with_smallest(trial, seed, controls);
        }
    }
}
