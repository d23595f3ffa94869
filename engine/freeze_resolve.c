/* freeze_resolve.c - which declared control an undeclared name means. */
#include "alloc.h"
#include "declared_names.h"
#include "freeze.h"

#include <string.h>

/* Builder controls by framework, in order of first sight. */
typedef struct by_framework {
    uint32_t *rows;     /**< [framework_count + 1] */
    uint32_t *controls; /**< [control count] */
    uint32_t *alias_rows;
    uint32_t *aliases; /**< [alias count] indices of control aliases */
} by_framework;

static void
clear_groups(by_framework *groups)
{
    xw_alloc_free(groups->rows);
    xw_alloc_free(groups->controls);
    xw_alloc_free(groups->alias_rows);
    xw_alloc_free(groups->aliases);
}

static uint32_t
framework_of_control(const xw_builder *builder, uint32_t control)
{
    return builder->control_ids.pairs[control].a;
}

static uint32_t
framework_of_alias(const xw_builder *builder, uint32_t alias)
{
    return framework_of_control(builder, builder->control_aliases[alias].owner);
}

/* Items 0 .. count - 1 by the framework that `of` gives. */
static xw_status
group(const xw_builder *builder, uint32_t count,
      uint32_t (*of)(const xw_builder *, uint32_t), uint32_t **rows,
      uint32_t **items)
{
    uint32_t frameworks = builder->framework_ids.count;
    *rows = xw_alloc_zeroed((size_t)frameworks + 2, sizeof **rows);
    *items = xw_alloc_zeroed(count, sizeof **items);
    if (!*rows || !*items) {
        return XW_E_NOMEM;
    }
    uint32_t *next = *rows + 1; /* moves on to become the row ends */
    for (uint32_t i = 0; i < count; ++i) {
        next[of(builder, i) + 1]++;
    }
    for (uint32_t f = 0; f < frameworks; ++f) {
        next[f + 1] += next[f];
    }
    for (uint32_t i = 0; i < count; ++i) {
        (*items)[next[of(builder, i)]++] = i;
    }
    return XW_OK;
}

static xw_string
string_of(const xw_builder *builder, uint32_t text)
{
    const char *bytes = xw_intern_text(&builder->texts, text);
    return (xw_string){ bytes, strlen(bytes) };
}

static bool
is_declared(const xw_builder *builder, uint32_t control)
{
    return builder->controls[control].order != XW_NONE;
}

/* All names that a framework declares. */
static size_t
list_names(const xw_builder *builder, const by_framework *groups,
           uint32_t framework, xw_declared_name *out)
{
    size_t count = 0;
    for (uint32_t i = groups->rows[framework]; i < groups->rows[framework + 1];
         ++i) {
        uint32_t control = groups->controls[i];
        if (is_declared(builder, control)) {
            out[count++] = (xw_declared_name){
                .name =
                    string_of(builder, builder->control_ids.pairs[control].b),
                .number = control
            };
        }
    }
    for (uint32_t i = groups->alias_rows[framework];
         i < groups->alias_rows[framework + 1]; ++i) {
        const xw_built_alias *alias =
            &builder->control_aliases[groups->aliases[i]];
        out[count++] =
            (xw_declared_name){ .name = string_of(builder, alias->text),
                                .number = alias->owner,
                                .is_alias = true };
    }
    return count;
}

static xw_status
resolve_with(xw_freeze *freeze, const by_framework *groups, uint32_t framework,
             xw_declared_names *names)
{
    const xw_builder *builder = freeze->builder;
    for (uint32_t i = groups->rows[framework]; i < groups->rows[framework + 1];
         ++i) {
        uint32_t control = groups->controls[i];
        if (is_declared(builder, control)) {
            continue;
        }
        xw_status st = xw_declared_names_find(
            names, string_of(builder, builder->control_ids.pairs[control].b),
            &freeze->resolved[control]);
        if (st && st != XW_NOT_FOUND) {
            return st;
        }
    }
    return XW_OK;
}

/* The family as declared, or the id, which begins with it. */
static const char *
family_of(const xw_builder *builder, uint32_t framework)
{
    const xw_built_framework *built = &builder->frameworks[framework];
    return xw_intern_text(&builder->texts,
                          built->family ? built->family : built->id);
}

/* Frameworks where everything is declared, or nothing, have no question. */
static bool
has_question(const xw_builder *builder, const by_framework *groups,
             uint32_t framework)
{
    uint32_t declared = 0;
    uint32_t begin = groups->rows[framework];
    uint32_t end = groups->rows[framework + 1];
    for (uint32_t i = begin; i < end; ++i) {
        declared += is_declared(builder, groups->controls[i]);
    }
    return declared > 0 && declared < end - begin;
}

static xw_status
resolve_framework(xw_freeze *freeze, const by_framework *groups,
                  uint32_t framework, xw_forms *forms)
{
    const xw_builder *builder = freeze->builder;
    if (!has_question(builder, groups, framework)) {
        return XW_OK;
    }
    size_t most = groups->rows[framework + 1] - groups->rows[framework] +
                  groups->alias_rows[framework + 1] -
                  groups->alias_rows[framework];
    xw_declared_name *list = xw_alloc_zeroed(most, sizeof *list);
    if (!list) {
        return XW_E_NOMEM;
    }
    xw_declared_names *names = NULL;
    size_t count = list_names(builder, groups, framework, list);
    xw_status st = xw_declared_names_new(
        list, count, family_of(builder, framework), forms, &names);
    if (!st) {
        st = resolve_with(freeze, groups, framework, names);
    }
    xw_declared_names_free(names);
    xw_alloc_free(list);
    return st;
}

static xw_status
resolve_all(xw_freeze *freeze, const by_framework *groups)
{
    xw_forms *forms;
    xw_status st = xw_forms_new(&forms);
    if (st) {
        return st;
    }
    for (uint32_t f = 0; f < freeze->builder->framework_ids.count && !st; ++f) {
        st = resolve_framework(freeze, groups, f, forms);
    }
    xw_forms_free(forms);
    return st;
}

xw_status
xw_freeze_resolve(xw_freeze *freeze)
{
    const xw_builder *builder = freeze->builder;
    uint32_t count = builder->control_ids.count;
    freeze->resolved = xw_alloc_zeroed(count, sizeof *freeze->resolved);
    by_framework groups = { 0 };
    xw_status st = freeze->resolved ? XW_OK : XW_E_NOMEM;
    for (uint32_t c = 0; c < count && !st; ++c) {
        freeze->resolved[c] = c;
    }
    if (!st) {
        st = group(builder, count, framework_of_control, &groups.rows,
                   &groups.controls);
    }
    if (!st) {
        st = group(builder, (uint32_t)builder->control_alias_count,
                   framework_of_alias, &groups.alias_rows, &groups.aliases);
    }
    if (!st) {
        st = resolve_all(freeze, &groups);
    }
    clear_groups(&groups);
    return st;
}
