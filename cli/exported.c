#include "exported.h"

#include "exit_code.h"
#include "memory.h"
#include "nearest.h"
#include "output.h"
#include "rationale.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Choosing --------------------------------------------------------------- */

static void
set_all(bool *flags, uint32_t count)
{
    memset(flags, true, count);
}

static int
choose_frameworks(struct exported *exported, char **names, size_t count)
{
    if (!count) {
        set_all(exported->frameworks, exported->stats.frameworks);
    }
    for (size_t i = 0; i < count; ++i) {
        xw_selection selection;
        xw_string name = { names[i], strlen(names[i]) };
        int code = view_find_selection(exported->view, name, &selection);
        if (code != EXIT_OK) {
            return code;
        }
        if (selection.scope.i != XW_NONE) {
            output_error("export: '%s' is a scope", names[i]);
            output_hint("scopes go with the whole of their framework");
            return EXIT_USAGE;
        }
        exported->frameworks[selection.framework.i] = true;
    }
    return EXIT_OK;
}

static bool
choose_set(struct exported *exported, xw_string wanted)
{
    char typed[128];
    (void)snprintf(typed, sizeof typed, "%.*s", (int)wanted.len, wanted.bytes);
    struct nearest nearest = { .typed = typed };
    for (uint32_t s = 0; s < exported->stats.sets; ++s) {
        const char *id = view_set(exported->view, (xw_set){ s }).id;
        if (strlen(id) == wanted.len && !memcmp(id, wanted.bytes, wanted.len)) {
            exported->sets[s] = true;
            return true;
        }
        nearest_consider(&nearest, id);
    }
    output_error("--sets: there is no mapping set '%s'", typed);
    if (nearest.word) {
        output_hint("did you mean '%s'?", nearest.word);
    }
    return false;
}

static int
choose_sets(struct exported *exported, const struct string_list *ids)
{
    if (!ids->count) {
        set_all(exported->sets, exported->stats.sets);
    }
    for (size_t i = 0; i < ids->count; ++i) {
        if (!choose_set(exported, ids->items[i])) {
            return EXIT_USAGE;
        }
    }
    return EXIT_OK;
}

static bool
has_all(const struct exported *exported, const uint32_t *controls, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (!exported_has_control(exported, (xw_control){ controls[i] })) {
            return false;
        }
    }
    return true;
}

static void
choose_rules(struct exported *exported)
{
    uint32_t *seen = memory_array(exported->stats.sets, sizeof *seen);
    for (uint32_t r = 0; r < exported->rule_count; ++r) {
        xw_rule_info rule = exported_rule(exported, r);
        exported->rule_mappings[r] = XW_NONE;
        if (rule.set.i < exported->stats.sets) {
            exported->rule_numbers[r] = ++seen[rule.set.i];
            exported->rules[r] =
                exported->sets[rule.set.i] &&
                has_all(exported, rule.sources, rule.source_count) &&
                has_all(exported, rule.targets, rule.target_count);
        }
    }
    free(seen);
    for (uint32_t m = 0; m < exported->stats.mappings; ++m) {
        uint32_t rule = view_mapping(exported->view, (xw_mapping){ m }).rule;
        if (rule < exported->rule_count &&
            exported->rule_mappings[rule] == XW_NONE) {
            exported->rule_mappings[rule] = m;
        }
    }
}

/* Of sets that nobody named, only those with something in the export. */
static void
leave_out_idle_sets(struct exported *exported)
{
    bool *used = memory_array(exported->stats.sets, sizeof *used);
    for (uint32_t m = 0; m < exported->stats.mappings; ++m) {
        xw_mapping_info info = view_mapping(exported->view, (xw_mapping){ m });
        if (exported_has_mapping(exported, &info)) {
            used[info.set.i] = true;
        }
    }
    for (uint32_t g = 0; g < exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (exported_gap(exported, g, &gap)) {
            used[gap.set.i] = true;
        }
    }
    free(exported->sets);
    exported->sets = used;
}

int
exported_choose(struct exported *exported, struct view *view, char **names,
                size_t count, const struct string_list *set_ids)
{
    *exported = (struct exported){ .view = view };
    xw_graph_get_stats(view->graph, &exported->stats);
    exported->rule_count = xw_graph_rule_count(view->graph);
    exported->frameworks = memory_array(exported->stats.frameworks, 1);
    exported->sets = memory_array(exported->stats.sets, 1);
    exported->rules = memory_array(exported->rule_count, 1);
    exported->rule_numbers =
        memory_array(exported->rule_count, sizeof *exported->rule_numbers);
    exported->rule_mappings =
        memory_array(exported->rule_count, sizeof *exported->rule_mappings);
    int code = choose_frameworks(exported, names, count);
    code = code == EXIT_OK ? choose_sets(exported, set_ids) : code;
    if (code != EXIT_OK) {
        return code;
    }
    choose_rules(exported);
    if (count && !set_ids->count) {
        leave_out_idle_sets(exported);
    }
    return view_failed(view);
}

void
exported_free(struct exported *exported)
{
    free(exported->frameworks);
    free(exported->sets);
    free(exported->rules);
    free(exported->rule_numbers);
    free(exported->rule_mappings);
    *exported = (struct exported){ 0 };
}

/* ---- Asking ----------------------------------------------------------------- */

static bool
has_framework(const struct exported *exported, xw_framework framework)
{
    return framework.i < exported->stats.frameworks &&
           exported->frameworks[framework.i];
}

bool
exported_has_control(const struct exported *exported, xw_control control)
{
    return has_framework(exported,
                         view_control(exported->view, control).framework);
}

bool
exported_has_mapping(const struct exported *exported,
                     const xw_mapping_info *info)
{
    if (info->set.i >= exported->stats.sets || !exported->sets[info->set.i]) {
        return false;
    }
    if (info->rule < exported->rule_count) {
        return exported->rules[info->rule];
    }
    return exported_has_control(exported, info->source) &&
           exported_has_control(exported, info->target);
}

bool
exported_gap(const struct exported *exported, uint32_t index, xw_gap_info *out)
{
    struct view *view = exported->view;
    return !xw_graph_gap(view->graph, index, out, &view->err) &&
           exported->sets[out->set.i] && has_framework(exported, out->other) &&
           exported_has_control(exported, out->control);
}

xw_rule_info
exported_rule(const struct exported *exported, uint32_t rule)
{
    struct view *view = exported->view;
    xw_rule_info info = { .set = { XW_NONE } };
    (void)xw_graph_rule(view->graph, rule, &info, &view->err);
    return info;
}

bool
exported_is_declared(const struct exported *exported, uint32_t set)
{
    xw_set_info info = view_set(exported->view, (xw_set){ set });
    bool has_policy = info.claim != XW_CLAIM_REQUIREMENT ||
                      info.ignore_related || info.related != XW_OVERLAP ||
                      info.trust >= 0 || info.precedence;
    return has_policy || *info.name || *info.publisher || *info.version ||
           *info.date || *info.method || *info.status || *info.license ||
           *info.source;
}

void
exported_sort_mappings(const struct exported *exported,
                       bool (*is_wanted)(const struct exported *exported,
                                         uint32_t mapping,
                                         const xw_mapping_info *info),
                       struct exported_mappings *out)
{
    uint32_t count = (uint32_t)exported->stats.mappings;
    uint32_t sets = exported->stats.sets;
    uint32_t *set_of = memory_array(count, sizeof *set_of);
    size_t *next = memory_array(sets, sizeof *next);
    *out = (struct exported_mappings){
        .mappings = memory_array(count, sizeof *out->mappings),
        .starts = memory_array((size_t)sets + 1, sizeof *out->starts),
    };
    for (uint32_t m = 0; m < count; ++m) {
        xw_mapping_info info = view_mapping(exported->view, (xw_mapping){ m });
        bool is_in = exported_has_mapping(exported, &info) &&
                     (!is_wanted || is_wanted(exported, m, &info));
        set_of[m] = is_in ? info.set.i : XW_NONE;
        out->starts[is_in ? info.set.i + 1 : 0] += is_in;
    }
    for (uint32_t s = 0; s < sets; ++s) {
        next[s] = out->starts[s];
        out->starts[s + 1] += out->starts[s];
    }
    for (uint32_t m = 0; m < count; ++m) {
        if (set_of[m] != XW_NONE) {
            out->mappings[next[set_of[m]]++] = m;
        }
    }
    free(set_of);
    free(next);
}

void
exported_free_mappings(struct exported_mappings *mappings)
{
    free(mappings->mappings);
    free(mappings->starts);
}

bool
exported_is_empty(const struct exported *exported)
{
    return !memchr(exported->frameworks, 1, exported->stats.frameworks) &&
           !memchr(exported->sets, 1, exported->stats.sets);
}

/* ---- Words ------------------------------------------------------------------ */

const char *
exported_parent_kind(xw_parent_kind kind)
{
    switch (kind) {
    case XW_PARENT_GROUP: break;
    case XW_PARENT_PART: return "part";
    case XW_PARENT_ENHANCEMENT: return "enhancement";
    }
    return "group";
}

static void
add_relationships(struct text *out, xw_relation relation)
{
    const char *lead = "";
    for (unsigned i = XW_EQUAL; i <= XW_NO_RELATIONSHIP; ++i) {
        xw_relationship relationship = (xw_relationship)i;
        if (relation & xw_relation_of(relationship)) {
            text_printf(out, "%s%s", lead, xw_relationship_name(relationship));
            lead = ";";
        }
    }
}

void
exported_related(struct text *out, const xw_set_info *info)
{
    if (info->ignore_related) {
        text_add(out, "ignore");
    } else if (info->related == XW_ALL) {
        text_add(out, "all");
    } else if (info->related != XW_OVERLAP) {
        add_relationships(out, info->related);
    }
}

void
exported_real(struct text *out, double value)
{
    enum { ENOUGH = 9 /* for any float */, LONGEST = 32 };
    char digits[LONGEST];
    float wanted = (float)value;
    for (int precision = 1; precision <= ENOUGH; ++precision) {
        (void)snprintf(digits, sizeof digits, "%.*g", precision, value);
        float read = strtof(digits, NULL);
        if (!(read < wanted) && !(read > wanted)) {
            break;
        }
    }
    text_add(out, digits);
}

const char *
exported_rationale(struct view *view, const xw_mapping_info *info)
{
    const char *name = rationale_name(info->rationale);
    return name ? name : view_text(view, info->rationale_text);
}

void
exported_policy_tell(struct exported_policy *policy, const xw_set_info *info)
{
    *policy = (struct exported_policy){ .related = { 0 } };
    exported_related(&policy->related, info);
    if (info->trust >= 0) {
        exported_real(&policy->trust, info->trust);
    }
    if (info->precedence) {
        text_printf(&policy->precedence, "%" PRId32, info->precedence);
    }
}

void
exported_policy_free(struct exported_policy *policy)
{
    text_free(&policy->related);
    text_free(&policy->trust);
    text_free(&policy->precedence);
}
