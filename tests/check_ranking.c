#include "support.h"

#include "check_ranking.h"

#include <math.h>
#include <stdlib.h>

static double
value_of(const ranking *r, size_t i)
{
    return r->by == BY_SCORE  ? r->items[i].score
           : r->by == BY_WALK ? r->items[i].walk
                              : 0;
}

static bool
takes_part(const ranking *r, size_t i)
{
    return !r->known_only || r->items[i].is_known;
}

/* Those with a value of more than `than`, or of at least that. */
void
count_above(const ranking *r, double than, bool or_equal, size_t *count,
            size_t *relevant)
{
    *count = *relevant = 0;
    for (size_t i = 0; i < r->count; ++i) {
        double value = value_of(r, i);
        if (takes_part(r, i) &&
            (value > than || (or_equal && !(value < than)))) {
            ++*count;
            *relevant += r->items[i].is_true;
        }
    }
}

static const double VALUES_END = 2; /* above all scores */

/* Go on to the next lower value; false when there is none. */
static bool
next_value(const ranking *r, double *value)
{
    double next = -1;
    for (size_t i = 0; i < r->count; ++i) {
        double of = value_of(r, i);
        next = takes_part(r, i) && of < *value && of > next ? of : next;
    }
    *value = next;
    return next >= 0;
}

/* What is left of a tie of which candidates are drawn one by one. */
typedef struct drawing {
    size_t left, relevant;
    size_t drawn, found; /* before, of the whole list */
} drawing;

/* The expected sum of precisions at the relevant ones still to be drawn: for
 * all numbers left and relevant, fewest first, as each rests on fewer. */
static double
draw(drawing tie)
{
    size_t columns = tie.relevant + 1;
    double *sums = calloc((tie.left + 1) * columns, sizeof *sums);
    assert_non_null(sums);
    for (size_t left = 1; left <= tie.left; ++left) {
        for (size_t rest = 0; rest <= left && rest < columns; ++rest) {
            double rank = (double)(tie.drawn + tie.left - left + 1);
            double hits = (double)(tie.found + tie.relevant - rest + 1);
            double chance = (double)rest / (double)left;
            double *sum = &sums[left * columns + rest];
            *sum = (1 - chance) * sums[(left - 1) * columns + rest];
            if (rest) {
                *sum += chance *
                        (hits / rank + sums[(left - 1) * columns + rest - 1]);
            }
        }
    }
    double sum = sums[tie.left * columns + tie.relevant];
    free(sums);
    return sum;
}

double
average_precision(const ranking *r, uint64_t direct)
{
    double sum = 0;
    size_t count, relevant;
    double value = VALUES_END;
    while (next_value(r, &value)) {
        drawing tie;
        count_above(r, value, false, &tie.drawn, &tie.found);
        count_above(r, value, true, &count, &relevant);
        tie.left = count - tie.drawn;
        tie.relevant = relevant - tie.found;
        sum += draw(tie);
    }
    return sum / (double)direct;
}

void
check_cut(const ranking *r, const xw_evaluated_pair *got, finding *found)
{
    double best = 0, precision = 0, recall = 0;
    size_t count, relevant;
    double value = VALUES_END;
    while (next_value(r, &value)) {
        count_above(r, value, true, &count, &relevant);
        double p = (double)relevant / (double)count;
        double c = (double)relevant / (double)got->direct;
        double f1 = relevant ? 2 * p * c / (p + c) : 0;
        if (f1 > best + RANKING_NEAR) {
            best = f1;
            precision = p;
            recall = c;
        }
    }
    finding_near(found, "best F1", got->source.i, best, got->best_f1,
                 RANKING_NEAR);
    finding_near(found, "precision", got->source.i, precision, got->precision,
                 RANKING_NEAR);
    finding_near(found, "recall", got->source.i, recall, got->recall,
                 RANKING_NEAR);
}

/* Of the known candidates of a ranking. */
double
calibration_error(const ranking *r, uint64_t *known)
{
    double error = 0;
    *known = 0;
    for (unsigned bin = 0; bin < XW_BIN_COUNT; ++bin) {
        double off = 0;
        for (size_t i = 0; i < r->count; ++i) {
            double score = r->items[i].score;
            unsigned of = (unsigned)(score * XW_BIN_COUNT);
            of -= of == XW_BIN_COUNT;
            if (r->items[i].is_known && of == bin) {
                off += score - r->items[i].is_true;
                ++*known;
            }
        }
        error += fabs(off);
    }
    return *known ? error / (double)*known : 0;
}

/* Each known candidate is among the best `most` with some chance. */
double
share_among_best(const ranking *r, double most)
{
    double sum = 0;
    for (size_t i = 0; i < r->count; ++i) {
        size_t above, upto, relevant;
        count_above(r, value_of(r, i), false, &above, &relevant);
        count_above(r, value_of(r, i), true, &upto, &relevant);
        double room = (most - (double)above) / (double)(upto - above);
        if (takes_part(r, i) && r->items[i].is_true) {
            sum += fmax(0, fmin(1, room));
        }
    }
    return most > 0 ? sum / most : 0;
}
