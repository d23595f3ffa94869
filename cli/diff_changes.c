#include "diff_changes.h"

#include "exported.h"
#include "memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const diff_kind_names[DIFF_KINDS] = {
    "framework", "control", "scope", "set", "mapping", "gap",
};

const char *const diff_change_names[DIFF_CHANGE_COUNT] = {
    "added",
    "removed",
    "changed",
};

/* ---- Rows ------------------------------------------------------------------- */

void
diff_changes_count(struct diff_changes *changes, enum diff_kind kind,
                   enum diff_change change)
{
    changes->counts[kind][change]++;
}

static json_t *
text_or_null(const char *text)
{
    return text ? document_text(text) : json_null();
}

void
diff_changes_list(struct diff_changes *changes, const struct diff_row *row)
{
    if (json_array_size(changes->rows) >= changes->limit) {
        changes->omitted++;
        return;
    }
    json_t *entry = json_object();
    document_set(entry, "kind", document_text(diff_kind_names[row->kind]));
    document_set(entry, "change",
                 document_text(diff_change_names[row->change]));
    document_set(entry, "id", document_text(row->id));
    document_set(entry, "field", text_or_null(row->field));
    document_set(entry, "old", text_or_null(row->old_value));
    document_set(entry, "new", text_or_null(row->new_value));
    document_set(entry, "source", text_or_null(row->source));
    document_set(entry, "target", text_or_null(row->target));
    document_set(entry, "set", text_or_null(row->set));
    document_add(changes->rows, entry);
}

void
diff_changes_touch(struct diff_changes *changes, uint32_t from, uint32_t to,
                   uint32_t hops)
{
    size_t count = changes->touch_count;
    if (count && changes->touches[count - 1].from == from &&
        changes->touches[count - 1].to == to &&
        changes->touches[count - 1].hops == hops) {
        return;
    }
    if (count == changes->touch_room) {
        changes->touch_room = count ? 2 * count : 64;
        changes->touches = memory_resize(changes->touches, changes->touch_room,
                                         sizeof *changes->touches);
    }
    changes->touches[changes->touch_count++] =
        (struct diff_touch){ from, to, hops };
}

bool
diff_changes_is_empty(const struct diff_changes *changes)
{
    uint64_t all = 0;
    for (size_t k = 0; k < DIFF_KINDS; ++k) {
        for (size_t c = 0; c < DIFF_CHANGE_COUNT; ++c) {
            all += changes->counts[k][c];
        }
    }
    return all == 0;
}

/* ---- Fields ----------------------------------------------------------------- */

enum { FIELDS_MOST = 16 };

/* What a thing says of itself, in words; of equal meaning on both sides. */
struct description {
    struct text values[FIELDS_MOST];
};

static void
describe(struct description *out, size_t field, const char *value)
{
    text_add(&out->values[field], value);
}

static void
free_description(struct description *description)
{
    for (size_t i = 0; i < FIELDS_MOST; ++i) {
        text_free(&description->values[i]);
    }
}

typedef void describe_fn(struct view *view, uint32_t thing,
                         struct description *out);

/* List the fields that differ, and count the thing if any does. */
static void
compare_fields(struct diff_changes *changes, struct diff_row *row,
               const char *const *names, const struct description both[2],
               uint32_t *differing)
{
    for (size_t f = 0; names[f]; ++f) {
        row->field = names[f];
        row->old_value = text_get(&both[DIFF_OLD].values[f]);
        row->new_value = text_get(&both[DIFF_NEW].values[f]);
        if (strcmp(row->old_value, row->new_value) != 0) {
            diff_changes_list(changes, row);
            *differing |= 1U << f;
        }
    }
    if (*differing) {
        diff_changes_count(changes, row->kind, DIFF_CHANGED);
    }
}

/* List a thing that only one graph has, by what it says first. */
static void
list_thing(struct diff_changes *changes, struct diff_row *row,
           const char *title)
{
    row->old_value = row->change == DIFF_REMOVED ? title : NULL;
    row->new_value = row->change == DIFF_ADDED ? title : NULL;
    diff_changes_count(changes, row->kind, row->change);
    diff_changes_list(changes, row);
}

/* Compare one thing; gives a bit for each field that differs. */
static uint32_t
compare_thing(struct diff_changes *changes, const struct diff_things *things,
              uint32_t number, struct diff_row *row, const char *const *names,
              describe_fn *describe_thing)
{
    struct description both[DIFF_SIDES] = { { { { 0 } } } };
    uint32_t differing = 0;
    for (int s = DIFF_OLD; s < DIFF_SIDES; ++s) {
        if (things->of[s][number] != XW_NONE) {
            describe_thing(&changes->match->views[s], things->of[s][number],
                           &both[s]);
        }
    }
    if (things->of[DIFF_OLD][number] == XW_NONE) {
        row->change = DIFF_ADDED;
        list_thing(changes, row, text_get(&both[DIFF_NEW].values[0]));
    } else if (things->of[DIFF_NEW][number] == XW_NONE) {
        row->change = DIFF_REMOVED;
        list_thing(changes, row, text_get(&both[DIFF_OLD].values[0]));
    } else {
        row->change = DIFF_CHANGED;
        compare_fields(changes, row, names, both, &differing);
    }
    free_description(&both[DIFF_OLD]);
    free_description(&both[DIFF_NEW]);
    return differing;
}

/* ---- Frameworks ------------------------------------------------------------- */

static const char *const framework_fields[] = {
    "name",   "version", "publisher", "kind",    "family",
    "source", "license", "declared",  "aliases", NULL
};

static void
describe_framework(struct view *view, uint32_t thing, struct description *out)
{
    xw_framework framework = { thing };
    xw_framework_info info = view_framework(view, framework);
    const char *const said[] = { info.name,   info.version, info.publisher,
                                 info.kind,   info.family,  info.source,
                                 info.license };
    enum { SAID = sizeof said / sizeof *said };
    const char *alias = NULL;
    for (size_t i = 0; i < SAID; ++i) {
        describe(out, i, said[i]);
    }
    describe(out, SAID, info.implied ? "no" : "yes");
    for (size_t i = 0; !xw_graph_framework_alias(view->graph, framework, i,
                                                 &alias, &view->err);
         ++i) {
        describe(out, SAID + 1, i ? ";" : "");
        describe(out, SAID + 1, alias);
    }
}

static void
find_frameworks(struct diff_changes *changes)
{
    const struct diff_things *things = &changes->match->frameworks;
    for (uint32_t f = 0; f < things->count; ++f) {
        struct diff_row row = { .kind = DIFF_FRAMEWORK,
                                .id = diff_framework_id(changes->match, f) };
        (void)compare_thing(changes, things, f, &row, framework_fields,
                            describe_framework);
    }
}

/* ---- Controls --------------------------------------------------------------- */

enum { CONTROL_PARENT = 1, CONTROL_PARENT_KIND = 2 };

static const char *const control_fields[] = {
    "title",          "parent", "parent_kind", "assessable", "status",   "kind",
    "parts_complete", "weight", "text",        "aliases",    "declared", NULL
};

static void
describe_control(struct view *view, uint32_t thing, struct description *out)
{
    xw_control control = { thing };
    xw_control_info info = view_control(view, control);
    bool has_parent = info.parent.i != XW_NONE;
    const char *const said[] = {
        info.title,
        has_parent ? view_control(view, info.parent).id : "",
        has_parent ? exported_parent_kind(info.parent_kind) : "",
        info.assessable ? "yes" : "no",
        info.withdrawn ? "withdrawn" : "active",
        info.kind,
        info.parts_complete ? "yes" : "no",
    };
    enum { SAID = sizeof said / sizeof *said };
    const char *alias = NULL;
    for (size_t i = 0; i < SAID; ++i) {
        describe(out, i, said[i]);
    }
    if (info.weight > 0) {
        exported_real(&out->values[SAID], info.weight);
    }
    describe(out, SAID + 1, view_text(view, info.text));
    for (size_t i = 0;
         !xw_graph_control_alias(view->graph, control, i, &alias, &view->err);
         ++i) {
        describe(out, SAID + 2, i ? ";" : "");
        describe(out, SAID + 2, alias);
    }
    describe(out, SAID + 3, info.implied ? "no" : "yes");
}

/* Walks take links to parts, so that a control which moves may change what
 * follows for its framework. */
static void
find_controls(struct diff_changes *changes)
{
    const struct diff_things *things = &changes->match->controls;
    const uint32_t moved = 1U << CONTROL_PARENT | 1U << CONTROL_PARENT_KIND;
    struct text id = { 0 };
    for (uint32_t c = 0; c < things->count; ++c) {
        text_clear(&id);
        diff_put_control(changes->match, &id, c);
        struct diff_row row = { .kind = DIFF_CONTROL, .id = text_get(&id) };
        uint32_t differing = compare_thing(changes, things, c, &row,
                                           control_fields, describe_control);
        if (row.change != DIFF_CHANGED || differing & moved) {
            uint32_t framework = diff_framework_of(changes->match, c);
            diff_changes_touch(changes, framework, framework, 0);
        }
    }
    text_free(&id);
}

/* ---- Sets ------------------------------------------------------------------- */

/* From `claim` to `precedence` it is what answers depend on. */
enum { SET_CLAIM = 8, SET_PRECEDENCE = 10 };

static const char *const set_fields[] = { "name",    "publisher",  "version",
                                          "date",    "method",     "status",
                                          "license", "source",     "claim",
                                          "related", "precedence", "trust",
                                          NULL };

static void
describe_set(struct view *view, uint32_t thing, struct description *out)
{
    xw_set_info info = view_set(view, (xw_set){ thing });
    const char *const said[] = { info.name,    info.publisher, info.version,
                                 info.date,    info.method,    info.status,
                                 info.license, info.source };
    for (size_t i = 0; i < sizeof said / sizeof *said; ++i) {
        describe(out, i, said[i]);
    }
    describe(out, SET_CLAIM,
             info.claim == XW_CLAIM_TOPIC ? "topic" : "requirement");
    exported_related(&out->values[SET_CLAIM + 1], &info);
    text_printf(&out->values[SET_PRECEDENCE], "%" PRId32, info.precedence);
    if (info.trust >= 0) {
        exported_real(&out->values[SET_PRECEDENCE + 1], info.trust);
    }
}

/* All that the set maps may be answered otherwise. */
static void
touch_mappings_of(struct diff_changes *changes, uint32_t set)
{
    struct diff_match *match = changes->match;
    struct view *view = &match->views[DIFF_NEW];
    for (uint32_t m = 0; m < match->stats[DIFF_NEW].mappings; ++m) {
        xw_mapping_info info = view_mapping(view, (xw_mapping){ m });
        if (info.set.i == set) {
            uint32_t source = view_control(view, info.source).framework.i;
            uint32_t target = view_control(view, info.target).framework.i;
            diff_changes_touch(changes,
                               match->frameworks.number[DIFF_NEW][source],
                               match->frameworks.number[DIFF_NEW][target], 1);
        }
    }
}

static void
find_sets(struct diff_changes *changes)
{
    const struct diff_things *things = &changes->match->sets;
    const uint32_t policy = 7U << SET_CLAIM;
    for (uint32_t s = 0; s < things->count; ++s) {
        struct diff_row row = { .kind = DIFF_SET,
                                .id = diff_set_id(changes->match, s) };
        if (compare_thing(changes, things, s, &row, set_fields, describe_set) &
            policy) {
            touch_mappings_of(changes, things->of[DIFF_NEW][s]);
        }
    }
}

/* ---- Scopes ----------------------------------------------------------------- */

/* One control in one scope; `id` is that of the scope. */
struct member {
    const char *id;
    uint32_t framework, control;
};

static int
by_member(const void *a, const void *b)
{
    const struct member *x = a;
    const struct member *y = b;
    if (x->framework != y->framework) {
        return x->framework < y->framework ? -1 : 1;
    }
    int order = strcmp(x->id, y->id);
    if (order) {
        return order;
    }
    return (x->control > y->control) - (x->control < y->control);
}

static struct member *
list_members(struct diff_match *match, enum diff_side side, size_t *count)
{
    struct view *view = &match->views[side];
    struct member *members = NULL;
    size_t room = 0;
    *count = 0;
    for (uint32_t s = 0; s < match->stats[side].scopes; ++s) {
        xw_scope_info scope = view_scope(view, (xw_scope){ s });
        if (*count + scope.count > room) {
            room = 2 * (*count + scope.count);
            members = memory_resize(members, room, sizeof *members);
        }
        for (size_t i = 0; i < scope.count; ++i) {
            members[(*count)++] = (struct member){
                scope.id, match->frameworks.number[side][scope.framework.i],
                match->controls.number[side][scope.members[i]]
            };
        }
    }
    if (*count) {
        qsort(members, *count, sizeof *members, by_member);
    }
    return members;
}

static void
list_member(struct diff_changes *changes, const struct member *member,
            enum diff_change change)
{
    struct text id = { 0 }, control = { 0 };
    text_printf(&id, "%s@%s",
                diff_framework_id(changes->match, member->framework),
                member->id);
    diff_put_control(changes->match, &control, member->control);
    const char *said = text_get(&control);
    diff_changes_count(changes, DIFF_SCOPE, change);
    diff_changes_list(
        changes,
        &(struct diff_row){ .kind = DIFF_SCOPE,
                            .change = change,
                            .id = text_get(&id),
                            .field = "control",
                            .old_value = change == DIFF_ADDED ? NULL : said,
                            .new_value = change == DIFF_ADDED ? said : NULL });
    text_free(&id);
    text_free(&control);
}

static void
find_scopes(struct diff_changes *changes)
{
    size_t counts[DIFF_SIDES], i = 0, k = 0;
    struct member *old = list_members(changes->match, DIFF_OLD, &counts[0]);
    struct member *new = list_members(changes->match, DIFF_NEW, &counts[1]);
    while (i < counts[0] || k < counts[1]) {
        int order = i == counts[0]   ? 1
                    : k == counts[1] ? -1
                                     : by_member(&old[i], &new[k]);
        if (order < 0) {
            list_member(changes, &old[i], DIFF_REMOVED);
        } else if (order > 0) {
            list_member(changes, &new[k], DIFF_ADDED);
        }
        i += order <= 0;
        k += order >= 0;
    }
    free(old);
    free(new);
}

/* ---- All -------------------------------------------------------------------- */

void
diff_changes_find(struct diff_match *match, uint64_t limit,
                  struct diff_changes *out)
{
    *out = (struct diff_changes){ .match = match,
                                  .rows = json_array(),
                                  .limit = limit };
    find_frameworks(out);
    find_controls(out);
    find_scopes(out);
    find_sets(out);
    diff_mappings_find(out);
}

void
diff_changes_free(struct diff_changes *changes)
{
    json_decref(changes->rows);
    free(changes->touches);
    *changes = (struct diff_changes){ 0 };
}
