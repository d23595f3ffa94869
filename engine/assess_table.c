/* assess_table.c - results, and what one says of another. */
#include "assess.h"

#include <string.h>

static const char *const names[XW_RESULT_COUNT] = {
    [XW_NON_COMPLIANT] = "non_compliant",
    [XW_PARTIALLY_COMPLIANT] = "partially_compliant",
    [XW_COMPLIANT] = "compliant",
    [XW_NOT_APPLICABLE] = "not_applicable",
    [XW_NOT_ASSESSED] = "not_assessed",
};

const char *
xw_result_name(xw_result result)
{
    return names[result];
}

xw_status
xw_result_parse(const char *name, size_t len, xw_result *out)
{
    for (unsigned r = 0; r < XW_RESULT_COUNT; ++r) {
        if (strlen(names[r]) == len && memcmp(names[r], name, len) == 0) {
            *out = (xw_result)r;
            return XW_OK;
        }
    }
    return XW_NOT_FOUND;
}

/* ---- The table ---------------------------------------------------------------- */

enum { BASES = 5 }; /* EQ, SUB, SUP, INT, DIS, as the bits of a relation */

#define N XW_NON_COMPLIANT
#define P XW_PARTIALLY_COMPLIANT
#define C XW_COMPLIANT

static const xw_interval table[C + 1][BASES] = {
    [N] = { { N, N }, { N, P }, { N, C }, { N, C }, { N, C } },
    [P] = { { P, P }, { P, P }, { N, C }, { N, C }, { N, C } },
    [C] = { { C, C }, { P, C }, { C, C }, { P, C }, { N, C } },
};

#undef N
#undef P
#undef C

xw_interval
xw_interval_carry(xw_result result, xw_relation relation)
{
    xw_interval hull = { XW_COMPLIANT, XW_NON_COMPLIANT };
    if (!xw_result_is_carried(result) || !relation) {
        return (xw_interval){ XW_NON_COMPLIANT, XW_COMPLIANT };
    }
    for (unsigned base = 0; base < BASES; ++base) {
        xw_interval entry = table[result][base];
        if (relation >> base & 1U) {
            hull.lower = entry.lower < hull.lower ? entry.lower : hull.lower;
            hull.upper = entry.upper > hull.upper ? entry.upper : hull.upper;
        }
    }
    return hull;
}

xw_mask_set
xw_interval_masks(xw_result result, xw_bound bound, xw_result value)
{
    unsigned masks = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        xw_relation asked = xw_relation_converse(xw_mask_relation(id));
        xw_interval said = xw_interval_carry(result, asked);
        bool is_tight =
            bound == XW_LOWER ? said.lower >= value : said.upper <= value;
        masks |= is_tight ? 1U << id : 0U;
    }
    return (xw_mask_set)masks;
}
