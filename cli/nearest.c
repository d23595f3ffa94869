#include "nearest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 63 }; /* longer words are no command or option of ours */

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, one row of the matrix at a time. */
static size_t
distance_between(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= b_len; ++j) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_len; ++i) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; ++j) {
            size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_len];
}

void
nearest_consider(struct nearest *nearest, const char *word)
{
    size_t typed_len = strlen(nearest->typed);
    size_t len = strlen(word);
    if (typed_len > LONGEST || len > LONGEST) {
        return;
    }
    bool is_cut_short = typed_len && !strncmp(nearest->typed, word, typed_len);
    size_t distance =
        is_cut_short ? 1
                     : distance_between(nearest->typed, typed_len, word, len);
    size_t near_enough = 1 + len / 3;
    if (distance <= near_enough &&
        (!nearest->word || distance < nearest->distance)) {
        nearest->word = word;
        nearest->distance = distance;
    }
}
