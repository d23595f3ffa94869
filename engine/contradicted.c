#include "contradicted.h"

#include "alloc.h"
#include "bits.h"
#include "error.h"
#include "parallel.h"

enum {
    AHEAD = 24,            /* half-edges asked for before they are walked */
    BLOCK = 16,            /* controls that are one item of work */
    MOST_FACTOR = 4,       /* pairs for each half-edge; past that too many */
    MOST_ALWAYS = 1 << 12, /* pairs that never are */
    SETS = 1 << XW_MASK_COUNT
};

/* Between the ends of a walk of one mapping. */
static const uint32_t ITSELF = UINT32_MAX;

/* A walk from the control in hand: one of a list, of those to the same end. */
typedef struct walk {
    uint32_t end; /* number << XW_TELLING_SHIFT | mask id */
    uint32_t through;
    uint32_t next; /* 1 + which of them, or 0 */
} walk;

typedef struct pair {
    uint32_t a, b;
} pair;

typedef struct finder_part {
    xw_mask_set *masks; /* [control_count] of walks to each */
    uint32_t *first;    /* [control_count] 1 + which of its walks, or 0 */
    walk *walks;        /* [walk_cap] */
    uint32_t *middles;  /* [walk_cap] of walks to one end, by mask */
    size_t walk_cap;
    pair *pairs; /* [pair_count] of controls */
    size_t pair_count, pair_cap;
    bool has_too_many;
} finder_part;

/* What a second step makes of a first. */
typedef struct following {
    uint16_t mask;   /* id */
    xw_mask_set set; /* with this only, or none: nothing excludes it */
} following;

typedef struct finder {
    const xw_near *near;
    uint32_t count; /* controls */
    size_t most;    /* pairs that are not too many, and walks at once */
    xw_telling telling;
    following after[XW_MASK_COUNT][XW_MASK_COUNT];
    uint64_t is_empty[SETS / 64];        /* of each set of masks, its meet */
    xw_mask_set excluded[XW_MASK_COUNT]; /* by each */
    finder_part parts[XW_PARTS_MOST];
    unsigned part_count;
} finder;

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

void
xw_contradicted_clear(xw_contradicted *contradicted)
{
    xw_alloc_free(contradicted->rows);
    xw_alloc_free(contradicted->others);
    *contradicted = (xw_contradicted){ 0 };
}

/* ---- Pairs ------------------------------------------------------------------------ */

/* Room for so many more; if that would be too many, none is made. */
static xw_status
make_room(const finder *f, finder_part *part, size_t more, xw_error *err)
{
    size_t wanted = part->pair_count + more;
    part->has_too_many |= more > f->most || wanted > f->most;
    if (part->has_too_many || wanted <= part->pair_cap) {
        return XW_OK;
    }
    size_t cap = wanted + wanted / 2 + BLOCK;
    pair *pairs = xw_alloc_array(part->pairs, cap, sizeof *pairs);
    if (!pairs) {
        return out_of_memory(err);
    }
    part->pairs = pairs;
    part->pair_cap = cap;
    return XW_OK;
}

static inline void
add_pair(finder_part *part, uint32_t a, uint32_t b)
{
    part->pairs[part->pair_count++] = (pair){ a, b };
}

/* Whether a half-edge is of a pair whose own mappings contradict each other. */
static bool
is_of_contradicted(const finder *f, xw_row row, uint32_t edge)
{
    const xw_search *search = f->near->search;
    return (search->graph->edge_attributes[edge] & XW_EDGE_CONTRADICTED) &&
           xw_search_uses(search, edge) &&
           xw_search_mask_of_edge(search, row, edge) == XW_MASK_ALL;
}

/* The pairs of a control whose own mappings do. */
static xw_status
add_own(const finder *f, finder_part *part, uint32_t control, xw_error *err)
{
    const xw_graph *graph = f->near->graph;
    xw_row row = { graph->edge_rows[control], graph->edge_rows[control + 1] };
    xw_status st = XW_OK;
    for (uint32_t e = row.begin; e < row.end && !st; ++e) {
        uint32_t target = graph->edge_targets[e];
        if (control >= target || !is_of_contradicted(f, row, e)) {
            continue;
        }
        st = make_room(f, part, 1, err);
        if (!st && !part->has_too_many) {
            add_pair(part, control, target);
        }
    }
    return st;
}

/* ---- Walks from one control ---------------------------------------------------------- */

static xw_status
make_walk_room(const finder *f, finder_part *part, size_t count, xw_error *err)
{
    part->has_too_many |= count > f->most;
    if (part->has_too_many || count <= part->walk_cap) {
        return XW_OK;
    }
    size_t cap = count + count / 2 + BLOCK;
    walk *walks = xw_alloc_array(part->walks, cap, sizeof *walks);
    part->walks = walks ? walks : part->walks;
    uint32_t *middles = xw_alloc_array(part->middles, cap, sizeof *middles);
    part->middles = middles ? middles : part->middles;
    if (!walks || !middles) {
        return out_of_memory(err);
    }
    part->walk_cap = cap;
    return XW_OK;
}

/* Most rows lie in two lines. */
static inline void
prefetch(const xw_telling *telling, uint32_t at, uint32_t end)
{
    if (at + AHEAD < end) {
        uint32_t far = telling->ends[at + AHEAD] >> XW_TELLING_SHIFT;
        uint32_t next = telling->ends[at + AHEAD / 2] >> XW_TELLING_SHIFT;
        const uint32_t *row = telling->ends + telling->rows[next];
        __builtin_prefetch(&telling->rows[far]);
        __builtin_prefetch(row);
        __builtin_prefetch(row + 12);
    }
}

/* From `from` through a neighbour to controls of lower numbers.  Branchless: what
 * is written past the end stays if it is counted. */
static size_t
walk_through(const finder *f, finder_part *part, uint32_t from, uint32_t step,
             size_t count)
{
    const uint32_t through = step >> XW_TELLING_SHIFT;
    const uint32_t *end = f->telling.ends + f->telling.rows[through];
    const uint32_t *last = f->telling.ends + f->telling.rows[through + 1];
    const following *then = f->after[step & XW_TELLING_MASK];
    walk *walks = part->walks;
    xw_mask_set *masks = part->masks;
    for (; end < last; ++end) {
        uint32_t number = *end >> XW_TELLING_SHIFT;
        following by = then[*end & XW_TELLING_MASK];
        unsigned set = number < from ? by.set : 0;
        walks[count].end = number << XW_TELLING_SHIFT | by.mask;
        walks[count].through = through;
        count += set != 0;
        masks[number] |= (xw_mask_set)set;
    }
    return count;
}

/* Returns how many there are. */
static size_t
walk_from(const finder *f, finder_part *part, uint32_t from, xw_error *err,
          xw_status *st)
{
    const xw_telling *telling = &f->telling;
    size_t count = 0;
    for (uint32_t i = telling->rows[from]; i < telling->rows[from + 1]; ++i) {
        uint32_t step = telling->ends[i];
        uint32_t through = step >> XW_TELLING_SHIFT;
        unsigned mask = step & XW_TELLING_MASK;
        prefetch(telling, i, telling->rows[from + 1]);
        if (through >= from) {
            continue;
        }
        size_t degree = telling->rows[through + 1] - telling->rows[through];
        *st = make_walk_room(f, part, count + degree + 2, err);
        if (*st || part->has_too_many) {
            break;
        }
        if (telling->masks >> mask & 1U) {
            part->walks[count++] = (walk){ step, ITSELF, 0 };
            part->masks[through] |= (xw_mask_set)(1U << mask);
        }
        count = walk_through(f, part, from, step, count);
    }
    return count;
}

/* ---- Cycles -------------------------------------------------------------------------- */

/* The middles of walks to one end, those of each mask together. */
typedef struct middles {
    uint32_t from, end; /* numbers */
    uint32_t begin[XW_MASK_COUNT + 1];
} middles;

static void
sort_middles(finder_part *part, uint32_t first, middles *out)
{
    uint32_t at[XW_MASK_COUNT + 1] = { 0 };
    for (uint32_t i = first; i; i = part->walks[i - 1].next) {
        ++at[(part->walks[i - 1].end & XW_TELLING_MASK) + 1];
    }
    for (unsigned id = 0; id < XW_MASK_COUNT; ++id) {
        at[id + 1] += at[id];
        out->begin[id + 1] = at[id + 1];
    }
    out->begin[0] = 0;
    for (uint32_t i = first; i; i = part->walks[i - 1].next) {
        const walk *of = &part->walks[i - 1];
        part->middles[at[of->end & XW_TELLING_MASK]++] = of->through;
    }
}

/* Two walks that exclude each other: a cycle of four, or of three when one is of
 * a single mapping. */
static inline void
add_cycle(const finder *f, finder_part *part, const middles *m, uint32_t one,
          uint32_t two)
{
    const uint32_t *controls = f->telling.controls;
    if (one != ITSELF && two != ITSELF) {
        add_pair(part, controls[one], controls[two]);
    } else if (one != two) {
        uint32_t middle = controls[one == ITSELF ? two : one];
        add_pair(part, controls[m->from], middle);
        add_pair(part, controls[m->end], middle);
    }
}

/* Those of two masks that exclude each other. */
static void
add_across(const finder *f, finder_part *part, const middles *m, unsigned a,
           unsigned b)
{
    for (uint32_t i = m->begin[a]; i < m->begin[a + 1]; ++i) {
        for (uint32_t j = m->begin[b]; j < m->begin[b + 1]; ++j) {
            add_cycle(f, part, m, part->middles[i], part->middles[j]);
        }
    }
}

/* Those of a mask, and of all after it. */
static void
add_all_across(const finder *f, finder_part *part, const middles *m, unsigned a)
{
    for (unsigned b = a + 1; b < XW_MASK_COUNT; ++b) {
        if (f->excluded[a] >> b & 1U) {
            add_across(f, part, m, a, b);
        }
    }
}

/* Pairs that those of all such masks make, at most. */
static size_t
count_across(const finder *f, const middles *m)
{
    size_t count = 0;
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        size_t of_a = m->begin[a + 1] - m->begin[a];
        for (unsigned b = a + 1; b < XW_MASK_COUNT; ++b) {
            size_t of_b = m->begin[b + 1] - m->begin[b];
            count += f->excluded[a] >> b & 1U ? 2 * of_a * of_b : 0;
        }
    }
    return count;
}

static xw_status
add_cycles(const finder *f, finder_part *part, uint32_t from, uint32_t first,
           xw_error *err)
{
    middles m = { from, part->walks[first - 1].end >> XW_TELLING_SHIFT, { 0 } };
    sort_middles(part, first, &m);
    xw_status st = make_room(f, part, 1 + count_across(f, &m), err);
    if (st || part->has_too_many) {
        return st;
    }
    add_pair(part, f->telling.controls[from], f->telling.controls[m.end]);
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        add_all_across(f, part, &m, a);
    }
    return XW_OK;
}

/* Keep walks to ends where they contradict each other, as lists; forget all
 * masks.  Returns how many are kept. */
static size_t
keep_contradicted(const finder *f, finder_part *part, size_t count)
{
    walk *walks = part->walks;
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        uint32_t end = walks[i].end >> XW_TELLING_SHIFT;
        /* What is overwritten has been passed. */
        part->middles[i] = end;
        walks[kept] = walks[i];
        kept += f->is_empty[part->masks[end] / 64] >> part->masks[end] % 64 & 1;
    }
    for (size_t i = 0; i < count; ++i) {
        part->masks[part->middles[i]] = 0;
    }
    for (size_t i = 0; i < kept; ++i) {
        uint32_t *first = &part->first[walks[i].end >> XW_TELLING_SHIFT];
        walks[i].next = *first;
        *first = (uint32_t)i + 1;
    }
    return kept;
}

static xw_status
find_from(const finder *f, finder_part *part, uint32_t from, xw_error *err)
{
    xw_status st = XW_OK;
    size_t count = walk_from(f, part, from, err, &st);
    size_t kept = keep_contradicted(f, part, count);
    for (size_t i = 0; i < kept; ++i) {
        uint32_t end = part->walks[i].end >> XW_TELLING_SHIFT;
        uint32_t first = part->first[end];
        part->first[end] = 0;
        if (first && !st && !part->has_too_many) {
            st = add_cycles(f, part, from, first, err);
        }
    }
    return st;
}

static xw_status
find_block(void *payload, unsigned number, size_t item, xw_error *err)
{
    finder *f = payload;
    finder_part *part = &f->parts[number];
    uint32_t begin = (uint32_t)item * BLOCK;
    uint32_t end = f->count - begin < BLOCK ? f->count : begin + BLOCK;
    xw_status st = XW_OK;
    for (uint32_t n = begin; n < end && !st && !part->has_too_many; ++n) {
        st = add_own(f, part, n, err);
        if (!st && !part->has_too_many) {
            st = find_from(f, part, n, err);
        }
    }
    return st;
}

/* ---- All of them ----------------------------------------------------------------------- */

/* Whether those of all parts are too many. */
static bool
count_pairs(const finder *f, size_t *out)
{
    bool too_many = false;
    *out = 0;
    for (unsigned p = 0; p < f->part_count; ++p) {
        too_many |= f->parts[p].has_too_many;
        *out += f->parts[p].pair_count;
    }
    return too_many || *out > f->most;
}

static void
list_pairs(const finder *f, xw_contradicted *out)
{
    uint32_t *end = out->rows + 1; /* of rows, once they are filled */
    for (unsigned p = 0; p < f->part_count; ++p) {
        for (size_t i = 0; i < f->parts[p].pair_count; ++i) {
            ++end[f->parts[p].pairs[i].a];
            ++end[f->parts[p].pairs[i].b];
        }
    }
    uint32_t sum = 0;
    for (uint32_t c = 0; c < f->count; ++c) {
        uint32_t count = end[c];
        end[c] = sum; /* where it begins */
        sum += count;
    }
    for (unsigned p = 0; p < f->part_count; ++p) {
        for (size_t i = 0; i < f->parts[p].pair_count; ++i) {
            pair of = f->parts[p].pairs[i];
            out->others[end[of.a]++] = of.b;
            out->others[end[of.b]++] = of.a;
        }
    }
}

static xw_status
gather(const finder *f, xw_contradicted *out, xw_error *err)
{
    size_t count;
    out->are_too_many = count_pairs(f, &count);
    if (out->are_too_many) {
        return XW_OK;
    }
    out->rows = xw_alloc_zeroed((size_t)f->count + 1, sizeof *out->rows);
    out->others = xw_alloc_zeroed(2 * count, sizeof *out->others);
    if (!out->rows || !out->others) {
        return out_of_memory(err);
    }
    list_pairs(f, out);
    return XW_OK;
}

static void
fill_tables(finder *f)
{
    for (unsigned set = 0; set < SETS; ++set) {
        if (!xw_mask_set_meet((xw_mask_set)set)) {
            xw_bit_add(f->is_empty, set);
        }
    }
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        for (unsigned b = 0; b < XW_MASK_COUNT; ++b) {
            bool both = xw_mask_relation(a) & xw_mask_relation(b);
            f->excluded[a] |= (xw_mask_set)(both ? 0U : 1U << b);
        }
    }
}

static void
fill_after(finder *f, const xw_mask_product *product)
{
    for (unsigned a = 0; a < XW_MASK_COUNT; ++a) {
        for (unsigned b = 0; b < XW_MASK_COUNT; ++b) {
            unsigned mask = product->id[a][b];
            unsigned set = f->telling.masks & 1U << mask;
            f->after[a][b] = (following){ (uint16_t)mask, (xw_mask_set)set };
        }
    }
}

static xw_status
make(finder *f, const xw_mask_product *product, xw_error *err)
{
    for (unsigned p = 0; p < f->part_count; ++p) {
        finder_part *part = &f->parts[p];
        part->masks = xw_alloc_zeroed(f->count, sizeof *part->masks);
        part->first = xw_alloc_zeroed(f->count, sizeof *part->first);
        if (!part->masks || !part->first) {
            return out_of_memory(err);
        }
    }
    fill_tables(f);
    xw_status st = xw_telling_find(f->near, product, &f->telling, err);
    fill_after(f, product);
    return st;
}

static void
finder_free(finder *f)
{
    for (unsigned p = 0; p < f->part_count; ++p) {
        xw_alloc_free(f->parts[p].masks);
        xw_alloc_free(f->parts[p].first);
        xw_alloc_free(f->parts[p].walks);
        xw_alloc_free(f->parts[p].middles);
        xw_alloc_free(f->parts[p].pairs);
    }
    xw_telling_clear(&f->telling);
    xw_alloc_free(f);
}

/* Rows are numbered in 32 bits, each pair twice. */
static size_t
most_pairs(const xw_graph *graph)
{
    uint64_t most = (uint64_t)graph->edge_count * MOST_FACTOR + MOST_ALWAYS;
    return most < UINT32_MAX / 2 ? (size_t)most : UINT32_MAX / 2;
}

xw_status
xw_contradicted_find(const xw_near *near, const xw_mask_product *product,
                     unsigned parts, xw_contradicted *out, xw_error *err)
{
    *out = (xw_contradicted){ .are_too_many = near->graph->control_count >=
                                              XW_TELLING_MOST };
    if (out->are_too_many) {
        return XW_OK;
    }
    finder *f = xw_alloc_zeroed(1, sizeof *f);
    if (!f) {
        return out_of_memory(err);
    }
    f->near = near;
    f->count = near->graph->control_count;
    f->most = most_pairs(near->graph);
    f->part_count = parts;
    xw_status st = make(f, product, err);
    if (!st) {
        size_t blocks = ((size_t)f->count + BLOCK - 1) / BLOCK;
        st = xw_parallel_run(parts, blocks, find_block, f, NULL, err);
    }
    if (!st) {
        st = gather(f, out, err);
    }
    finder_free(f);
    return st;
}
