/* proof.h - evidence as JSON, and as text: steps of walks, relations,
 * mappings. */
#ifndef XW_CLI_PROOF_H
#define XW_CLI_PROOF_H

#include "view.h"

/** The base relations in `relation` by name: [] on conflict. */
json_t *proof_relation(xw_relation relation);

/** 0 .. 10 or null. */
json_t *proof_strength(uint32_t strength);

/** "stated" or "related" */
json_t *proof_basis(bool is_related);

/** An array of steps, read in the direction walked. */
json_t *proof_walk(struct view *view, const xw_walk *walk);

/** One mapping as published, in the form of a step. */
json_t *proof_mapping(struct view *view, xw_mapping mapping);

/** A step that is a mapping, as walked. */
json_t *proof_link(struct view *view, xw_mapping mapping, bool is_inverted);

/** Show cells of a row: its "relation" in short, and its "proof". */
void proof_show_relation(struct text *out, const json_t *row);
void proof_show(struct text *out, const json_t *row);

/** A mapping set with all of its provenance. */
json_t *proof_set(struct view *view, xw_set set);

/** Add "A superset_of B"; "A1 + A2 superset_of B" for a set-valued map. */
void proof_write_step(struct text *out, const json_t *step);

/** Add a walk, an array of steps, in one line, best first for when it is cut:
 *  "a note [set]", "via C, D: superset_of, equal, part_of [set, set]". */
void proof_show_walk(struct text *out, const json_t *steps);

/** Add "any", "overlapping", or names such as "subset/intersects"; of an array
 *  as proof_relation gives. */
void proof_write_relation(struct text *out, const json_t *relation);

#endif
