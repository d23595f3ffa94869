/* diff_mappings.c - mappings and gaps that one graph has and another has not. */
#include "diff_changes.h"
#include "exported.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* A mapping or a whole set-valued map, in numbers of a match. */
struct mapping {
    uint32_t source, target, set; /* the first members of a map */
    xw_relationship relationship;
    uint32_t mapping;    /* of its graph */
    uint32_t rule;       /* or XW_NONE */
    const char *members; /* of a set-valued map: "A + B -> C"; else "" */
};

static int
by_pair(const struct mapping *x, const struct mapping *y)
{
    const uint32_t keys[][2] = { { x->source, y->source },
                                 { x->target, y->target },
                                 { x->set, y->set } };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return strcmp(x->members, y->members);
}

static int
by_all(const void *a, const void *b)
{
    const struct mapping *x = a;
    const struct mapping *y = b;
    int order = by_pair(x, y);
    if (order) {
        return order;
    }
    if (x->relationship != y->relationship) {
        return x->relationship < y->relationship ? -1 : 1;
    }
    return (x->mapping > y->mapping) - (x->mapping < y->mapping);
}

struct mappings {
    struct mapping *items; /* [count], sorted */
    size_t count;
    char **texts; /* [text_count], that `members` point to */
    size_t text_count;
};

/* ---- Listing ---------------------------------------------------------------- */

static void
add_members(struct diff_match *match, enum diff_side side, struct text *out,
            const uint32_t *controls, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        text_add(out, i ? " + " : "");
        diff_put_control(match, out, match->controls.number[side][controls[i]]);
    }
}

/* Of a set-valued map, its first pair stands for all; `seen` has those met. */
static bool
is_first(uint32_t rule, bool *seen)
{
    bool is_new = rule == XW_NONE || !seen[rule];
    if (rule != XW_NONE) {
        seen[rule] = true;
    }
    return is_new;
}

static const char *
members_of(struct diff_match *match, enum diff_side side, uint32_t rule,
           struct mappings *out)
{
    struct view *view = &match->views[side];
    struct text text = { 0 };
    xw_rule_info info = { .set = { XW_NONE } };
    if (rule == XW_NONE) {
        return "";
    }
    (void)xw_graph_rule(view->graph, rule, &info, &view->err);
    add_members(match, side, &text, info.sources, info.source_count);
    text_add(&text, " -> ");
    add_members(match, side, &text, info.targets, info.target_count);
    out->texts[out->text_count++] = text.bytes; /* for free() */
    return text.bytes;
}

static void
list_mappings(struct diff_match *match, enum diff_side side,
              struct mappings *out)
{
    struct view *view = &match->views[side];
    uint32_t rules = xw_graph_rule_count(view->graph);
    bool *seen = memory_array(rules, sizeof *seen);
    *out = (struct mappings){
        .items = memory_array((size_t)match->stats[side].mappings,
                              sizeof *out->items),
        .texts = memory_array(rules, sizeof(char *)),
    };
    for (uint32_t m = 0; m < match->stats[side].mappings; ++m) {
        xw_mapping_info info = view_mapping(view, (xw_mapping){ m });
        uint32_t rule = info.rule < rules ? info.rule : XW_NONE;
        if (info.set.i != XW_NONE && is_first(rule, seen)) {
            out->items[out->count++] = (struct mapping){
                .source = match->controls.number[side][info.source.i],
                .target = match->controls.number[side][info.target.i],
                .set = match->sets.number[side][info.set.i],
                .relationship = info.relationship,
                .mapping = m,
                .rule = rule,
                .members = members_of(match, side, rule, out),
            };
        }
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, by_all);
    }
    free(seen);
}

static void
free_mappings(struct mappings *mappings)
{
    for (size_t i = 0; i < mappings->text_count; ++i) {
        free(mappings->texts[i]);
    }
    free(mappings->texts);
    free(mappings->items);
}

/* ---- Comparing -------------------------------------------------------------- */

/* A mapping in words. */
struct words {
    struct text id, source, target;
};

static void
say(struct diff_match *match, const struct mapping *mapping, struct words *out)
{
    *out = (struct words){ { 0 }, { 0 }, { 0 } };
    diff_put_control(match, &out->source, mapping->source);
    diff_put_control(match, &out->target, mapping->target);
    if (*mapping->members) {
        text_add(&out->id, mapping->members);
    } else {
        text_printf(&out->id, "%s -> %s", text_get(&out->source),
                    text_get(&out->target));
    }
}

static void
free_words(struct words *words)
{
    text_free(&words->id);
    text_free(&words->source);
    text_free(&words->target);
}

static struct diff_row
row_of(struct diff_match *match, const struct words *words,
       const struct mapping *mapping, enum diff_change change)
{
    return (struct diff_row){ .kind = DIFF_MAPPING,
                              .change = change,
                              .id = text_get(&words->id),
                              .source = text_get(&words->source),
                              .target = text_get(&words->target),
                              .set = diff_set_id(match, mapping->set) };
}

static void
touch(struct diff_changes *changes, const struct mapping *mapping)
{
    diff_changes_touch(changes,
                       diff_framework_of(changes->match, mapping->source),
                       diff_framework_of(changes->match, mapping->target), 1);
}

static void
list_one(struct diff_changes *changes, const struct mapping *mapping,
         enum diff_change change)
{
    struct words words;
    const char *name = xw_relationship_name(mapping->relationship);
    say(changes->match, mapping, &words);
    struct diff_row row = row_of(changes->match, &words, mapping, change);
    row.field = "relationship";
    row.old_value = change == DIFF_REMOVED ? name : NULL;
    row.new_value = change == DIFF_ADDED ? name : NULL;
    diff_changes_count(changes, DIFF_MAPPING, change);
    diff_changes_list(changes, &row);
    free_words(&words);
    touch(changes, mapping);
}

enum { MAPPING_FIELDS = 4 };

static void
describe(struct view *view, uint32_t mapping, struct text out[MAPPING_FIELDS])
{
    xw_mapping_info info = view_mapping(view, (xw_mapping){ mapping });
    text_add(&out[0], xw_relationship_name(info.relationship));
    if (info.strength <= XW_STRENGTH_MOST) {
        text_printf(&out[1], "%u", (unsigned)info.strength);
    }
    text_add(&out[2], exported_rationale(view, &info));
    text_add(&out[3], view_text(view, info.note));
}

/* What one says otherwise than the other of the same controls and set. */
static void
compare(struct diff_changes *changes, const struct mapping *old,
        const struct mapping *new)
{
    static const char *const names[MAPPING_FIELDS] = { "relationship",
                                                       "strength", "rationale",
                                                       "note" };
    struct diff_match *match = changes->match;
    struct text texts[DIFF_SIDES][MAPPING_FIELDS] = { { { 0 } } };
    struct words words;
    bool differs = false;
    describe(&match->views[DIFF_OLD], old->mapping, texts[DIFF_OLD]);
    describe(&match->views[DIFF_NEW], new->mapping, texts[DIFF_NEW]);
    say(match, new, &words);
    struct diff_row row = row_of(match, &words, new, DIFF_CHANGED);
    for (size_t f = 0; f < MAPPING_FIELDS; ++f) {
        row.field = names[f];
        row.old_value = text_get(&texts[DIFF_OLD][f]);
        row.new_value = text_get(&texts[DIFF_NEW][f]);
        if (strcmp(row.old_value, row.new_value) != 0) {
            diff_changes_list(changes, &row);
            differs = true;
        }
        text_free(&texts[DIFF_OLD][f]);
        text_free(&texts[DIFF_NEW][f]);
    }
    free_words(&words);
    if (differs) {
        diff_changes_count(changes, DIFF_MAPPING, DIFF_CHANGED);
    }
    if (old->relationship != new->relationship) {
        touch(changes, new);
    }
}

static size_t
count_same(const struct mappings *mappings, size_t start,
           const struct mapping *as)
{
    size_t count = 0;
    while (start + count < mappings->count &&
           by_pair(&mappings->items[start + count], as) == 0) {
        ++count;
    }
    return count;
}

/* All that two graphs have of the same controls and set.  A lone mapping on
 * each side is one that changed, whatever they say. */
static void
compare_group(struct diff_changes *changes, const struct mapping *old,
              size_t old_count, const struct mapping *new, size_t new_count)
{
    size_t i = 0, k = 0;
    bool is_lone = old_count == 1 && new_count == 1;
    while (i < old_count || k < new_count) {
        bool ends[] = { i == old_count, k == new_count };
        if (is_lone || (!ends[0] && !ends[1] &&
                        old[i].relationship == new[k].relationship)) {
            compare(changes, &old[i++], &new[k++]);
        } else if (ends[1] ||
                   (!ends[0] && old[i].relationship < new[k].relationship)) {
            list_one(changes, &old[i++], DIFF_REMOVED);
        } else {
            list_one(changes, &new[k++], DIFF_ADDED);
        }
    }
}

static void
find_mappings(struct diff_changes *changes)
{
    struct mappings old, new;
    list_mappings(changes->match, DIFF_OLD, &old);
    list_mappings(changes->match, DIFF_NEW, &new);
    for (size_t i = 0, k = 0; i < old.count || k < new.count;) {
        const struct mapping *first = i < old.count ? &old.items[i] : NULL;
        if (!first || (k < new.count &&by_pair(&new.items[k], first) < 0)) {
            first = &new.items[k];
        }
        size_t old_count = count_same(&old, i, first);
        size_t new_count = count_same(&new, k, first);
        compare_group(changes, old.items + i, old_count, new.items + k,
                      new_count);
        i += old_count;
        k += new_count;
    }
    free_mappings(&old);
    free_mappings(&new);
}

/* ---- Gaps ------------------------------------------------------------------- */

struct gap {
    uint32_t control, other, set;
    uint32_t gap; /* of its graph */
};

static int
by_gap(const void *a, const void *b)
{
    const struct gap *x = a;
    const struct gap *y = b;
    const uint32_t keys[][2] = { { x->control, y->control },
                                 { x->other, y->other },
                                 { x->set, y->set } };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

static struct gap *
list_gaps(struct diff_match *match, enum diff_side side)
{
    struct view *view = &match->views[side];
    uint32_t count = match->stats[side].gaps;
    struct gap *gaps = memory_array(count, sizeof *gaps);
    for (uint32_t g = 0; g < count; ++g) {
        xw_gap_info info = { .control = { 0 } };
        if (!xw_graph_gap(view->graph, g, &info, &view->err)) {
            gaps[g] =
                (struct gap){ match->controls.number[side][info.control.i],
                              match->frameworks.number[side][info.other.i],
                              match->sets.number[side][info.set.i], g };
        }
    }
    qsort(gaps, count, sizeof *gaps, by_gap);
    return gaps;
}

static const char *
note_of(struct view *view, const struct gap *gap)
{
    xw_gap_info info = { .note = 0 };
    (void)xw_graph_gap(view->graph, gap->gap, &info, &view->err);
    return view_text(view, info.note);
}

/* One of them may be missing; `any` is one that is not. */
static void
list_gap(struct diff_changes *changes, const struct gap *any,
         const struct gap *old, const struct gap *new)
{
    struct diff_match *match = changes->match;
    const char *before = old ? note_of(&match->views[DIFF_OLD], old) : NULL;
    const char *after = new ? note_of(&match->views[DIFF_NEW], new) : NULL;
    if (before && after && strcmp(before, after) == 0) {
        return;
    }
    struct text control = { 0 }, id = { 0 };
    const char *other = diff_framework_id(match, any->other);
    diff_put_control(match, &control, any->control);
    text_printf(&id, "%s in %s", text_get(&control), other);
    enum diff_change change = !old   ? DIFF_ADDED
                              : !new ? DIFF_REMOVED
                                     : DIFF_CHANGED;
    diff_changes_count(changes, DIFF_GAP, change);
    diff_changes_list(
        changes, &(struct diff_row){ .kind = DIFF_GAP,
                                     .change = change,
                                     .id = text_get(&id),
                                     .field = "note",
                                     .old_value = before,
                                     .new_value = after,
                                     .source = text_get(&control),
                                     .target = other,
                                     .set = diff_set_id(match, any->set) });
    text_free(&control);
    text_free(&id);
}

static void
find_gaps(struct diff_changes *changes)
{
    struct diff_match *match = changes->match;
    uint32_t old_count = match->stats[DIFF_OLD].gaps;
    uint32_t new_count = match->stats[DIFF_NEW].gaps;
    struct gap *old = list_gaps(match, DIFF_OLD);
    struct gap *new = list_gaps(match, DIFF_NEW);
    for (uint32_t i = 0, k = 0; i < old_count || k < new_count;) {
        int order = i == old_count   ? 1
                    : k == new_count ? -1
                                     : by_gap(&old[i], &new[k]);
        list_gap(changes, order > 0 ? &new[k] : &old[i],
                 order <= 0 ? &old[i] : NULL, order >= 0 ? &new[k] : NULL);
        i += order <= 0;
        k += order >= 0;
    }
    free(old);
    free(new);
}

void
diff_mappings_find(struct diff_changes *changes)
{
    find_mappings(changes);
    find_gaps(changes);
}
