#include "relation.h"

#include "ascii.h"

#include <string.h>

enum {
    BASE_COUNT = 5,
    EQ = XW_EQ,
    SUB = XW_SUB,
    SUP = XW_SUP,
    INT = XW_INT,
    DIS = XW_DIS,
    ALL = XW_ALL
};

/* Composition of base relations in RCC-5: row r, then column s.  Derived anew
 * by tests/test_relation.c from all triples of sets. */
static const xw_relation base_compose[BASE_COUNT][BASE_COUNT] = {
    [0] = { EQ, SUB, SUP, INT, DIS },
    [1] = { SUB, SUB, ALL, SUB | INT | DIS, DIS },
    [2] = { SUP, EQ | SUB | SUP | INT, SUP, SUP | INT, SUP | INT | DIS },
    [3] = { INT, SUB | INT, SUP | INT | DIS, ALL, SUP | INT | DIS },
    [4] = { DIS, SUB | INT | DIS, DIS, SUB | INT | DIS, ALL },
};

const xw_relation xw_masks[XW_MASK_COUNT] = { EQ,
                                              SUB,
                                              SUP,
                                              INT,
                                              DIS,
                                              EQ | SUB,
                                              EQ | SUP,
                                              SUB | INT,
                                              SUP | INT,
                                              INT | DIS,
                                              SUB | INT | DIS,
                                              SUP | INT | DIS,
                                              XW_OVERLAP,
                                              ALL };

/* All that composing the base relation of row `row` with those of `s` gives. */
static xw_relation
compose_base(const xw_relation row[BASE_COUNT], xw_relation s)
{
    xw_relation result = 0;
    for (unsigned j = 0; j < BASE_COUNT; ++j) {
        result |= s >> j & 1 ? row[j] : 0;
    }
    return result;
}

xw_relation
xw_relation_compose(xw_relation r, xw_relation s)
{
    xw_relation result = 0;
    for (unsigned i = 0; i < BASE_COUNT; ++i) {
        result |= r >> i & 1 ? compose_base(base_compose[i], s) : 0;
    }
    return result;
}

xw_relation
xw_relation_converse(xw_relation r)
{
    return (xw_relation)((r & ~(SUB | SUP)) | (r & SUB ? SUP : 0) |
                         (r & SUP ? SUB : 0));
}

xw_relation
xw_relation_of(xw_relationship relationship)
{
    return relationship == XW_RELATED ? XW_OVERLAP
                                      : (xw_relation)(1U << relationship);
}

xw_relation
xw_relation_of_pair(xw_relationship relationship, size_t source_count,
                    size_t target_count)
{
    bool one_source = source_count == 1;
    bool one_target = target_count == 1;
    xw_relation stated = xw_relation_of(relationship);
    if ((one_source && one_target) || stated == DIS) {
        return stated;
    }
    if (one_source && (stated == SUP || stated == EQ)) {
        return stated | SUP;
    }
    if (one_target && (stated == SUB || stated == EQ)) {
        return stated | SUB;
    }
    return ALL;
}

xw_verdict
xw_relation_verdict(xw_relation r)
{
    if (!r) {
        return XW_CONFLICT;
    }
    if (!(r & ~(EQ | SUP))) {
        return XW_FULL;
    }
    if (!(r & DIS)) {
        return XW_PARTIAL;
    }
    return r == DIS ? XW_DISJOINT : XW_CANDIDATE;
}

/* ---- The 14 masks -------------------------------------------------------- */

bool
xw_relation_is_closed(xw_relation r)
{
    return xw_mask_id(r) < XW_MASK_COUNT;
}

unsigned
xw_mask_id(xw_relation r)
{
    /* One more than the id; 0 for what is no mask. */
    static const uint8_t ids[XW_ALL + 1] = {
        [XW_EQ] = 1,
        [XW_SUB] = 2,
        [XW_SUP] = 3,
        [XW_INT] = 4,
        [XW_DIS] = 5,
        [XW_EQ | XW_SUB] = 6,
        [XW_EQ | XW_SUP] = 7,
        [XW_SUB | XW_INT] = 8,
        [XW_SUP | XW_INT] = 9,
        [XW_INT | XW_DIS] = 10,
        [XW_SUB | XW_INT | XW_DIS] = 11,
        [XW_SUP | XW_INT | XW_DIS] = 12,
        [XW_OVERLAP] = 13,
        [XW_ALL] = 14,
    };
    return r <= XW_ALL && ids[r] ? ids[r] - 1U : XW_MASK_COUNT;
}

static void
fill_half(xw_mask_table *table, unsigned mask, unsigned half)
{
    xw_mask_set *row = table->after[mask][half];
    row[0] = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
        unsigned id = bit + 8 * half;
        xw_mask_set one = 0;
        if (id < XW_MASK_COUNT) {
            xw_relation r = xw_relation_compose(xw_masks[id], xw_masks[mask]);
            one = (xw_mask_set)(1U << xw_mask_id(r));
        }
        for (unsigned below = 0; below < 1U << bit; ++below) {
            row[(1U << bit) + below] = row[below] | one;
        }
    }
}

void
xw_mask_table_fill(xw_mask_table *table)
{
    for (unsigned mask = 0; mask < XW_MASK_COUNT; ++mask) {
        fill_half(table, mask, 0);
        fill_half(table, mask, 1);
    }
}

xw_relation
xw_mask_set_meet(xw_mask_set set)
{
    xw_relation meet = ALL;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (set >> id & 1) {
            meet &= xw_masks[id];
        }
    }
    return meet;
}

xw_mask_set
xw_mask_set_converse(xw_mask_set set)
{
    unsigned result = 0;
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        if (set >> id & 1) {
            result |= 1U << xw_mask_id(xw_relation_converse(xw_masks[id]));
        }
    }
    return (xw_mask_set)result;
}

/* ---- Words ---------------------------------------------------------------- */

static const char *const relationship_names[XW_RELATIONSHIP_COUNT] = {
    [XW_EQUAL] = "equal",
    [XW_SUBSET_OF] = "subset_of",
    [XW_SUPERSET_OF] = "superset_of",
    [XW_INTERSECTS_WITH] = "intersects_with",
    [XW_NO_RELATIONSHIP] = "no_relationship",
    [XW_RELATED] = "related",
};

static const char *const verdict_names[XW_VERDICT_COUNT] = {
    [XW_FULL] = "full",           [XW_PARTIAL] = "partial",
    [XW_CONFLICT] = "conflict",   [XW_GAP] = "gap",
    [XW_CANDIDATE] = "candidate", [XW_DISJOINT] = "none",
    [XW_UNMAPPED] = "unmapped",
};

const char *
xw_relationship_name(xw_relationship relationship)
{
    return relationship_names[relationship];
}

const char *
xw_verdict_name(xw_verdict verdict)
{
    return verdict_names[verdict];
}

xw_status
xw_verdict_parse(const char *name, size_t len, xw_verdict *out)
{
    for (unsigned v = 0; v < XW_VERDICT_COUNT; ++v) {
        if (strlen(verdict_names[v]) == len &&
            memcmp(verdict_names[v], name, len) == 0) {
            *out = (xw_verdict)v;
            return XW_OK;
        }
    }
    return XW_NOT_FOUND;
}

/* Published spellings, folded: NIST IR 8477, OLIR, OSCAL, STRM, CISO
 * Assistant, and misspellings that stand in published files. */
static const struct word {
    const char *folded;
    xw_relationship relationship;
} words[] = {
    { "equal", XW_EQUAL },
    { "equals", XW_EQUAL },
    { "equalto", XW_EQUAL },
    { "equivalent", XW_EQUAL },
    { "equivalentto", XW_EQUAL },
    { "identical", XW_EQUAL },
    { "identicalto", XW_EQUAL },
    { "subset", XW_SUBSET_OF },
    { "subsetof", XW_SUBSET_OF },
    { "superset", XW_SUPERSET_OF },
    { "supersetof", XW_SUPERSET_OF },
    { "subsumes", XW_SUPERSET_OF },
    { "intersect", XW_INTERSECTS_WITH },
    { "intersects", XW_INTERSECTS_WITH },
    { "intersectswith", XW_INTERSECTS_WITH },
    { "instersectswith", XW_INTERSECTS_WITH },
    { "norelationship", XW_NO_RELATIONSHIP },
    { "notrelated", XW_NO_RELATIONSHIP },
    { "notrelatedto", XW_NO_RELATIONSHIP },
    { "related", XW_RELATED },
    { "relatedto", XW_RELATED },
    { "crosswalk", XW_RELATED },
    { "externalreference", XW_RELATED },
};

static const char *const gap_words[] = { "gap", "gapsummary", "nomatch",
                                         "nonmappable" };

enum { WORD_BYTES = 32 }; /* longer than any word above */

/* Lower case, without hyphens, underscores and blanks.  False when it is
 * longer than any word we know. */
static bool
fold(const char *text, size_t len, char out[WORD_BYTES])
{
    size_t at = 0;
    for (size_t i = 0; i < len; ++i) {
        char c = text[i];
        if (c == '-' || c == '_' || c == ' ' || (c >= '\t' && c <= '\r')) {
            continue;
        }
        if (at == WORD_BYTES - 1 || !c) {
            return false;
        }
        out[at++] = xw_ascii_lower(c);
    }
    out[at] = '\0';
    return true;
}

xw_token
xw_relationship_parse(const char *text, size_t len, xw_relationship *out)
{
    char folded[WORD_BYTES];
    if (!fold(text, len, folded)) {
        return XW_TOKEN_UNKNOWN;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
        if (strcmp(words[i].folded, folded) == 0) {
            *out = words[i].relationship;
            return XW_TOKEN_RELATIONSHIP;
        }
    }
    for (size_t i = 0; i < sizeof gap_words / sizeof *gap_words; ++i) {
        if (strcmp(gap_words[i], folded) == 0) {
            return XW_TOKEN_GAP;
        }
    }
    return XW_TOKEN_UNKNOWN;
}
