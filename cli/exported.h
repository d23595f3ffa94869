/* exported.h - what of a graph an export has in it.
 *
 * A framework goes with its controls and scopes; a mapping or a gap when its
 * set and all frameworks that it speaks of do, so that what is written is
 * whole by itself. */
#ifndef XW_CLI_EXPORTED_H
#define XW_CLI_EXPORTED_H

#include "options.h"
#include "view.h"

struct exported {
    struct view *view;
    xw_graph_stats stats;
    bool *frameworks; /* [stats.frameworks] */
    bool *sets;       /* [stats.sets] */
    bool *rules;      /* [rule_count]: set-valued maps */
    uint32_t rule_count;
    uint32_t *rule_numbers;  /* [rule_count] in its set, from 1 */
    uint32_t *rule_mappings; /* [rule_count]: a pair of it; XW_NONE: none */
    uint64_t unsaid;         /* aliases that the format cannot say, so far */
};

/** Choose the frameworks that `names`, [count], name, and the sets of
 *  `set_ids`; all when there are none.  Gives an exit code, having said what is
 *  wrong.  Free it in any case. */
int exported_choose(struct exported *exported, struct view *view, char **names,
                    size_t count, const struct string_list *set_ids);
void exported_free(struct exported *exported);

bool exported_has_control(const struct exported *exported, xw_control control);
bool exported_has_mapping(const struct exported *exported,
                          const xw_mapping_info *info);

/** The gap of an index; false when it is left out. */
bool exported_gap(const struct exported *exported, uint32_t index,
                  xw_gap_info *out);

/** The set-valued map of a number. */
xw_rule_info exported_rule(const struct exported *exported, uint32_t rule);

/** Whether anything is known of a set but its id. */
bool exported_is_declared(const struct exported *exported, uint32_t set);

/** The mappings of an export by set: those of set `s` begin at `starts[s]`. */
struct exported_mappings {
    uint32_t *mappings; /* [starts[stats.sets]] in their order */
    size_t *starts;     /* [stats.sets + 1] */
};

/** Sort the mappings that `is_wanted`, or all for NULL. */
void exported_sort_mappings(const struct exported *exported,
                            bool (*is_wanted)(const struct exported *exported,
                                              uint32_t mapping,
                                              const xw_mapping_info *info),
                            struct exported_mappings *out);
void exported_free_mappings(struct exported_mappings *mappings);

/** Whether there is nothing in it. */
bool exported_is_empty(const struct exported *exported);

/* ---- Words of the native format -------------------------------------------- */

/** "group", "part" or "enhancement" */
const char *exported_parent_kind(xw_parent_kind kind);

/** What `related` stands for in a set: "" by default, "ignore", "all", or
 *  relationships with ";" between them. */
void exported_related(struct text *out, const xw_set_info *info);

/** A number that was kept as a float, with as many digits as it takes to read
 *  the same one. */
void exported_real(struct text *out, double value);

/** The rationale of a mapping: its class, or its own words. */
const char *exported_rationale(struct view *view, const xw_mapping_info *info);

/** What of a set's policy is no text, as text: "" where it is not given. */
struct exported_policy {
    struct text related, trust, precedence;
};

void exported_policy_tell(struct exported_policy *policy,
                          const xw_set_info *info);
void exported_policy_free(struct exported_policy *policy);

#endif
