/* freeze_controls.c - the chunks of frameworks, controls and their names. */
#include "alloc.h"
#include "freeze.h"
#include "name_index.h"

#include <stdlib.h>
#include <string.h>

/* ---- Frameworks ----------------------------------------------------------- */

static bool
is_assessable(const xw_built_control *built)
{
    return !built->not_assessable && !built->withdrawn;
}

static void
count_controls(const xw_freeze *freeze, xw_file_framework *frameworks)
{
    const xw_builder *builder = freeze->builder;
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        uint32_t origin = freeze->control_origin[i];
        uint32_t f =
            freeze->framework_number[builder->control_ids.pairs[origin].a];
        frameworks[f].count++;
        frameworks[f].assessable += is_assessable(&builder->controls[origin]);
    }
    for (uint32_t f = 1; f < freeze->framework_count; ++f) {
        frameworks[f].first = frameworks[f - 1].first + frameworks[f - 1].count;
    }
}

static int
by_owner_then_text(const void *a, const void *b)
{
    const xw_file_alias *x = a;
    const xw_file_alias *y = b;
    if (x->owner != y->owner) {
        return x->owner < y->owner ? -1 : 1;
    }
    return (x->text > y->text) - (x->text < y->text);
}

/* Number owners anew, sort, drop repeats; `number` gives XW_NONE for owners
 * that are no more. */
static xw_status
make_aliases(xw_freeze *freeze, xw_chunk chunk, const xw_built_alias *built,
             size_t count, const uint32_t *number)
{
    xw_file_alias *aliases = xw_image_reserve(&freeze->image, chunk, count);
    if (!aliases) {
        return XW_E_NOMEM;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        uint32_t owner = number[built[i].owner];
        if (owner != XW_NONE) {
            aliases[kept++] =
                (xw_file_alias){ owner,
                                 xw_freeze_string(freeze, built[i].text) };
        }
    }
    qsort(aliases, kept, sizeof *aliases, by_owner_then_text);
    size_t distinct = 0;
    for (size_t i = 0; i < kept; ++i) {
        if (!distinct ||
            by_owner_then_text(&aliases[distinct - 1], &aliases[i]) != 0) {
            aliases[distinct++] = aliases[i];
        }
    }
    freeze->image.chunks[chunk].count = distinct;
    return XW_OK;
}

static void
describe_framework(const xw_freeze *freeze, const xw_built_framework *built,
                   xw_file_framework *out)
{
    out->id = xw_freeze_string(freeze, built->id);
    out->name = xw_freeze_string(freeze, built->name);
    out->version = xw_freeze_string(freeze, built->version);
    out->publisher = xw_freeze_string(freeze, built->publisher);
    out->kind = xw_freeze_string(freeze, built->kind);
    out->family = xw_freeze_string(freeze, built->family);
    out->license = xw_freeze_string(freeze, built->license);
    out->source = xw_freeze_string(freeze, built->source);
    out->implied = !built->declared;
}

xw_status
xw_freeze_frameworks(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    xw_file_framework *frameworks = xw_image_reserve(
        &freeze->image, XW_CHUNK_FRAMEWORKS, freeze->framework_count);
    if (!frameworks) {
        return XW_E_NOMEM;
    }
    for (uint32_t f = 0; f < freeze->framework_count; ++f) {
        uint32_t origin = freeze->framework_origin[f];
        describe_framework(freeze, &builder->frameworks[origin],
                           &frameworks[f]);
        if (!builder->frameworks[origin].declared) {
            xw_freeze_tell(
                freeze, &(xw_review){
                            .kind = XW_REVIEW_IMPLIED_FRAMEWORK,
                            .framework = xw_freeze_framework_id(freeze, origin),
                            .count = 1 });
        }
    }
    count_controls(freeze, frameworks);
    return make_aliases(
        freeze, XW_CHUNK_FRAMEWORK_ALIASES, builder->framework_aliases,
        builder->framework_alias_count, freeze->framework_number);
}

/* ---- Parents -------------------------------------------------------------- */

static void
tell_parent(const xw_freeze *freeze, xw_review_kind kind, uint32_t control,
            uint32_t parent)
{
    const xw_builder *builder = freeze->builder;
    uint32_t framework = builder->control_ids.pairs[control].a;
    xw_freeze_tell(
        freeze,
        &(xw_review){ .kind = kind,
                      .framework = xw_freeze_framework_id(freeze, framework),
                      .control = xw_freeze_control_id(freeze, control),
                      .other = xw_freeze_control_id(freeze, parent),
                      .count = 1,
                      .at = builder->controls[control].at });
}

static void
set_parents(const xw_freeze *freeze, uint32_t *parents)
{
    const xw_builder *builder = freeze->builder;
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        uint32_t origin = freeze->control_origin[i];
        uint32_t parent = builder->controls[origin].parent;
        parents[i] = XW_NONE;
        if (parent == XW_NONE) {
            continue;
        }
        /* An implied control, known to mappings only, can be no parent. */
        uint32_t resolved = freeze->resolved[parent];
        if (builder->controls[resolved].order == XW_NONE) {
            tell_parent(freeze, XW_REVIEW_UNKNOWN_PARENT, origin, parent);
        } else {
            parents[i] = freeze->control_number[resolved];
        }
    }
}

/* Up from `start` to a root or to a control that an earlier walk has seen.  One
 * that meets itself has found a cycle, which is cut there. */
static void
cut_cycle_above(const xw_freeze *freeze, uint32_t start, uint32_t *parents,
                uint32_t *seen)
{
    uint32_t walk = start + 1;
    uint32_t at = start;
    while (!seen[at] && parents[at] != XW_NONE) {
        uint32_t above = parents[at];
        seen[at] = walk;
        if (seen[above] == walk) {
            tell_parent(freeze, XW_REVIEW_PARENT_CYCLE,
                        freeze->control_origin[at],
                        freeze->control_origin[above]);
            parents[at] = XW_NONE;
        } else {
            at = above;
        }
    }
}

static xw_status
cut_cycles(const xw_freeze *freeze, uint32_t *parents)
{
    uint32_t *seen = xw_alloc_zeroed(freeze->control_count, sizeof *seen);
    if (!seen) {
        return XW_E_NOMEM;
    }
    for (uint32_t start = 0; start < freeze->control_count; ++start) {
        cut_cycle_above(freeze, start, parents, seen);
    }
    xw_alloc_free(seen);
    return XW_OK;
}

static xw_status
make_children(xw_freeze *freeze, const uint32_t *parents)
{
    uint32_t count = freeze->control_count;
    uint32_t linked = 0;
    for (uint32_t i = 0; i < count; ++i) {
        linked += parents[i] != XW_NONE;
    }
    uint32_t *rows = xw_image_reserve(&freeze->image, XW_CHUNK_CHILD_ROWS,
                                      (size_t)count + 1);
    uint32_t *children =
        xw_image_reserve(&freeze->image, XW_CHUNK_CHILDREN, linked);
    uint32_t *next = xw_alloc_zeroed((size_t)count + 1, sizeof *next);
    if (!rows || !children || !next) {
        xw_alloc_free(next);
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < count; ++i) {
        if (parents[i] != XW_NONE) {
            rows[parents[i] + 1]++;
        }
    }
    for (uint32_t i = 0; i < count; ++i) {
        rows[i + 1] += rows[i];
    }
    memcpy(next, rows, ((size_t)count + 1) * sizeof *next);
    for (uint32_t i = 0; i < count; ++i) {
        if (parents[i] != XW_NONE) {
            children[next[parents[i]]++] = i;
        }
    }
    xw_alloc_free(next);
    return XW_OK;
}

/* ---- Controls ------------------------------------------------------------- */

static uint8_t
flags_of(const xw_built_control *built, bool has_parent)
{
    unsigned flags = built->order == XW_NONE ? XW_CONTROL_IMPLIED : 0;
    flags |= built->not_assessable ? 0 : XW_CONTROL_ASSESSABLE;
    flags |= built->withdrawn ? XW_CONTROL_WITHDRAWN : 0;
    flags |= built->parts_complete ? XW_CONTROL_PARTS_COMPLETE : 0;
    if (has_parent) {
        flags |= (unsigned)built->parent_kind << XW_CONTROL_PARENT_SHIFT;
    }
    return (uint8_t)flags;
}

static xw_status
describe_controls(xw_freeze *freeze, const uint32_t *parents)
{
    xw_image *image = &freeze->image;
    size_t count = freeze->control_count;
    uint32_t *ids = xw_image_reserve(image, XW_CHUNK_CONTROL_IDS, count);
    uint32_t *titles = xw_image_reserve(image, XW_CHUNK_CONTROL_TITLES, count);
    uint16_t *frameworks =
        xw_image_reserve(image, XW_CHUNK_CONTROL_FRAMEWORKS, count);
    uint8_t *flags = xw_image_reserve(image, XW_CHUNK_CONTROL_FLAGS, count);
    if (!ids || !titles || !frameworks || !flags) {
        return XW_E_NOMEM;
    }
    const xw_builder *builder = freeze->builder;
    for (uint32_t i = 0; i < count; ++i) {
        uint32_t origin = freeze->control_origin[i];
        xw_pair key = builder->control_ids.pairs[origin];
        const xw_built_control *built = &builder->controls[origin];
        ids[i] = xw_freeze_string(freeze, key.b);
        titles[i] = xw_freeze_string(freeze, built->title);
        frameworks[i] = (uint16_t)freeze->framework_number[key.a];
        flags[i] |= flags_of(built, parents[i] != XW_NONE);
        if (parents[i] != XW_NONE && built->parent_kind == XW_PARENT_PART) {
            flags[parents[i]] |= XW_CONTROL_HAS_PARTS;
            freeze->flags |= XW_META_PARTS;
        }
    }
    return XW_OK;
}

static bool
has_detail(const xw_built_control *built)
{
    return built->kind || built->text || built->weight != 0;
}

/* Of a catalogue without such there are none. */
static xw_status
detail_controls(xw_freeze *freeze)
{
    const xw_built_control *controls = freeze->builder->controls;
    const uint32_t *origin = freeze->control_origin;
    bool any = false;
    for (uint32_t i = 0; i < freeze->control_count && !any; ++i) {
        any = has_detail(&controls[origin[i]]);
    }
    xw_file_control_detail *details =
        xw_image_reserve(&freeze->image, XW_CHUNK_CONTROL_DETAILS,
                         any ? freeze->control_count : 0);
    if (!details) {
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; any && i < freeze->control_count; ++i) {
        const xw_built_control *built = &controls[origin[i]];
        details[i] =
            (xw_file_control_detail){ xw_freeze_string(freeze, built->kind),
                                      built->text, built->weight };
    }
    return XW_OK;
}

xw_status
xw_freeze_controls(xw_freeze *freeze)
{
    uint32_t *parents = xw_image_reserve(
        &freeze->image, XW_CHUNK_CONTROL_PARENTS, freeze->control_count);
    if (!parents) {
        return XW_E_NOMEM;
    }
    set_parents(freeze, parents);
    xw_status st = cut_cycles(freeze, parents);
    if (!st) {
        st = make_children(freeze, parents);
    }
    if (!st) {
        st = describe_controls(freeze, parents);
    }
    if (!st) {
        st = detail_controls(freeze);
    }
    const xw_builder *builder = freeze->builder;
    return st ? st
              : make_aliases(
                    freeze, XW_CHUNK_CONTROL_ALIASES, builder->control_aliases,
                    builder->control_alias_count, freeze->control_number);
}

/* ---- Names ---------------------------------------------------------------- */

xw_status
xw_freeze_names(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    const char *text = builder->texts.text;
    const uint32_t *ids = freeze->image.chunks[XW_CHUNK_CONTROL_IDS].records;
    const uint16_t *frameworks =
        freeze->image.chunks[XW_CHUNK_CONTROL_FRAMEWORKS].records;
    const xw_file_alias *aliases =
        freeze->image.chunks[XW_CHUNK_CONTROL_ALIASES].records;
    size_t alias_count = freeze->image.chunks[XW_CHUNK_CONTROL_ALIASES].count;
    size_t slot_count = xw_name_slot_count(freeze->control_count + alias_count);
    uint32_t *slots =
        xw_image_reserve(&freeze->image, XW_CHUNK_NAME_SLOTS, slot_count);
    if (!slots) {
        return XW_E_NOMEM;
    }
    for (uint32_t i = 0; i < freeze->control_count; ++i) {
        const char *id = text + ids[i];
        xw_name_insert(slots, slot_count,
                       xw_name_hash(frameworks[i], id, strlen(id)), i + 1);
    }
    for (uint32_t i = 0; i < alias_count; ++i) {
        const char *alias = text + aliases[i].text;
        xw_name_insert(
            slots, slot_count,
            xw_name_hash(frameworks[aliases[i].owner], alias, strlen(alias)),
            XW_NAME_ALIAS | (i + 1));
    }
    return XW_OK;
}
