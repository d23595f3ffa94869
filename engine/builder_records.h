/* builder_records.h - what an xw_builder has collected: tables of records that name
 * each other by builder id, and strings by their number in `texts`.
 *
 * Text 0 is "" and stands for none. */
#ifndef XW_ENGINE_BUILDER_RECORDS_H
#define XW_ENGINE_BUILDER_RECORDS_H

#include "control_index.h"
#include "intern.h"
#include "pair_index.h"

#include <xw/build.h>

typedef struct xw_built_framework {
    uint32_t id; /**< text */
    uint32_t name, version, publisher, kind, license, source, family;
    bool declared;
} xw_built_framework;

typedef struct xw_built_control {
    uint32_t parent; /**< builder control, or XW_NONE */
    uint32_t title, kind;
    uint32_t text;  /**< long text */
    uint32_t order; /**< of declaration; XW_NONE while undeclared */
    float weight;
    xw_place at;
    uint8_t parent_kind;
    bool not_assessable, parts_complete, withdrawn;
    bool used; /**< a mapping or gap names it */
} xw_built_control;

typedef struct xw_built_set {
    uint32_t id; /**< text */
    uint32_t name, publisher, version, date, method, status, license, source;
    float trust;
    int32_t precedence;
    uint8_t claim;
    uint8_t related; /**< mask id, or XW_MASK_COUNT to ignore */
    bool declared;
} xw_built_set;

typedef struct xw_built_alias {
    uint32_t owner; /**< builder control or framework */
    uint32_t text;
} xw_built_alias;

/** One pair of a mapping. */
typedef struct xw_built_mapping {
    uint32_t source, target;
    uint32_t annotation; /**< long text */
    uint32_t rule;       /**< the set-valued map it is of, or XW_NONE */
    uint16_t set;
    uint8_t relationship;
    uint8_t mask; /**< mask id of what it says of this very pair */
    uint8_t strength;
    uint8_t rationale;
} xw_built_mapping;

typedef struct xw_built_rule {
    uint32_t first; /**< in rule_members: sources, then targets */
    uint32_t source_count, target_count;
    uint32_t annotation;
    uint16_t set;
    uint8_t relationship;
} xw_built_rule;

typedef struct xw_built_gap {
    uint32_t control, other, set, annotation;
} xw_built_gap;

typedef struct xw_built_member {
    uint32_t scope; /**< in `scopes` */
    uint32_t control;
    uint32_t annotation;
    xw_place at;
} xw_built_member;

struct xw_builder {
    xw_intern texts;
    xw_intern long_texts; /**< rationale, separator, note: two texts in one */
    xw_intern sources;    /**< names of inputs */

    xw_intern framework_ids; /**< numbered as `frameworks` */
    xw_built_framework *frameworks;
    size_t framework_cap;

    xw_control_index control_ids; /**< numbered as `controls` */
    xw_built_control *controls;
    size_t control_cap;
    uint32_t declared_count;

    xw_intern set_ids; /**< numbered as `sets` */
    xw_built_set *sets;
    size_t set_cap;

    xw_built_alias *control_aliases;
    size_t control_alias_count, control_alias_cap;
    xw_built_alias *framework_aliases;
    size_t framework_alias_count, framework_alias_cap;

    xw_built_mapping *mappings;
    size_t mapping_count, mapping_cap;
    uint64_t mapping_rows;

    xw_built_rule *rules;
    size_t rule_count, rule_cap;
    uint32_t *rule_members; /**< builder controls */
    size_t rule_member_count, rule_member_cap;

    xw_built_gap *gaps;
    size_t gap_count, gap_cap;

    xw_pair_index scopes; /**< framework, text of id */
    xw_built_member *members;
    size_t member_count, member_cap;
};

/** The separator in `long_texts`: a byte that UTF-8 never has. */
#define XW_LONG_TEXT_SEPARATOR '\xFF'

#endif
