#include "measure.h"

#include <math.h>
#include <stdlib.h>

static int
by_score(const void *a, const void *b)
{
    double x = ((const xw_ranked *)a)->score;
    double y = ((const xw_ranked *)b)->score;
    return (x < y) - (x > y);
}

void
xw_ranked_sort(xw_ranked *ranked, size_t count)
{
    if (count) {
        qsort(ranked, count, sizeof *ranked, by_score);
    }
}

/* Some that tie: which they are, and how many are relevant. */
typedef struct tie {
    size_t begin, end;
    size_t relevant;
} tie;

static tie
next_tie(const xw_ranked *ranked, size_t count, size_t begin)
{
    tie found = { begin, begin, 0 };
    while (found.end < count &&
           !(ranked[found.end].score < ranked[begin].score)) {
        found.relevant += ranked[found.end++].relevant;
    }
    return found;
}

/* The expected sum of precisions at the relevant ones of a tie, when `before`
 * relevant ones come before it. */
static double
precisions_in_tie(tie tied, size_t before)
{
    double count = (double)(tied.end - tied.begin);
    double relevant = (double)tied.relevant;
    double others = count > 1 ? (relevant - 1) / (count - 1) : 0;
    double sum = 0;
    for (size_t i = tied.begin; i < tied.end && tied.relevant; ++i) {
        double above = (double)before + others * (double)(i - tied.begin);
        sum += relevant / count * (above + 1) / (double)(i + 1);
    }
    return sum;
}

double
xw_average_precision(const xw_ranked *ranked, size_t count, uint64_t relevant)
{
    double sum = 0;
    size_t before = 0;
    tie tied;
    for (size_t i = 0; i < count; i = tied.end) {
        tied = next_tie(ranked, count, i);
        sum += precisions_in_tie(tied, before);
        before += tied.relevant;
    }
    return relevant ? sum / (double)relevant : 0;
}

xw_cut
xw_best_cut(const xw_ranked *ranked, size_t count, uint64_t relevant)
{
    xw_cut best = { 0 };
    size_t found = 0;
    tie tied;
    for (size_t i = 0; i < count; i = tied.end) {
        tied = next_tie(ranked, count, i);
        found += tied.relevant;
        double f1 = 2 * (double)found / (double)(tied.end + relevant);
        if (f1 > best.f1) {
            best = (xw_cut){ .f1 = f1,
                             .precision = (double)found / (double)tied.end,
                             .recall = (double)found / (double)relevant };
        }
    }
    return best;
}

double
xw_precision_of_best(const xw_ranked *ranked, size_t count, double most)
{
    double found = 0;
    double left = fmin(most, (double)count);
    double whole = left;
    tie tied;
    for (size_t i = 0; i < count && left > 0; i = tied.end) {
        tied = next_tie(ranked, count, i);
        double taken = fmin(left, (double)(tied.end - tied.begin));
        found +=
            taken * (double)tied.relevant / (double)(tied.end - tied.begin);
        left -= taken;
    }
    return whole > 0 ? found / whole : 0;
}

void
xw_bins_add(xw_bins *bins, xw_ranked candidate)
{
    double place = candidate.score * XW_BIN_COUNT;
    size_t bin = place < XW_BIN_COUNT - 1 ? (size_t)place : XW_BIN_COUNT - 1;
    bins->count[bin]++;
    bins->relevant[bin] += candidate.relevant;
    bins->scores[bin] += candidate.score;
}

double
xw_bins_error(const xw_bins *bins)
{
    double sum = 0;
    uint64_t count = 0;
    for (size_t i = 0; i < XW_BIN_COUNT; ++i) {
        sum += fabs(bins->scores[i] - (double)bins->relevant[i]);
        count += bins->count[i];
    }
    return count ? sum / (double)count : 0;
}
