/* graph_record.h - what a test put into a graph, as plain arrays.
 *
 * An oracle reads this and never the graph, so that what it expects does not
 * pass through the code under test.  Controls stand in the order of the
 * graph's ids: by framework, then as declared. */
#ifndef XW_TESTS_GRAPH_RECORD_H
#define XW_TESTS_GRAPH_RECORD_H

#include <xw/build.h>

#include <stdio.h>

enum {
    RECORD_FRAMEWORKS = 5,
    RECORD_CONTROLS = 40,
    RECORD_SETS = 6,
    RECORD_MAPS = 160,
    RECORD_MEMBERS = 3,
    RECORD_GAPS = 12,
    RECORD_SCOPES = 5
};

typedef struct recorded_control {
    uint32_t framework;
    uint32_t parent; /* or XW_NONE */
    xw_parent_kind parent_kind;
    bool not_assessable, withdrawn;
    const char *title;
    /* What it demands in the model that the mappings are drawn from, a set of
     * bits.  No builder hears of it. */
    uint32_t demands;
} recorded_control;

typedef struct recorded_set {
    xw_claim claim;
    bool ignore_related;
    xw_relation related; /* 0: overlap */
    int32_t precedence;
} recorded_set;

typedef struct recorded_map {
    uint32_t sources[RECORD_MEMBERS], targets[RECORD_MEMBERS];
    uint32_t source_count, target_count;
    xw_relationship relationship;
    uint32_t strength; /* or XW_STRENGTH_NONE */
    xw_rationale rationale;
    uint32_t set;
} recorded_map;

typedef struct recorded_gap {
    uint32_t control, other;
    uint32_t set;
} recorded_gap;

typedef struct recorded_scope {
    uint32_t framework;
    uint64_t members; /* bit per control */
} recorded_scope;

typedef struct graph_record {
    uint32_t framework_count, control_count, set_count, map_count, gap_count,
        scope_count;
    recorded_control controls[RECORD_CONTROLS];
    recorded_set sets[RECORD_SETS];
    recorded_map maps[RECORD_MAPS];
    recorded_gap gaps[RECORD_GAPS];
    recorded_scope scopes[RECORD_SCOPES];
} graph_record;

/** The graph of a record, which the caller frees. */
xw_graph *graph_of_record(const graph_record *record);

/** What the set of an id in the graph is in the record. */
uint32_t recorded_set_of(const xw_graph *graph, xw_set set);

void print_record(const graph_record *record, FILE *out);

#endif
