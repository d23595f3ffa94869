/* evidence.h - what an answer rests on, written as JSON: relations, mappings,
 * steps of walks. */
#ifndef XW_CLI_EVIDENCE_H
#define XW_CLI_EVIDENCE_H

#include "view.h"
#include "writer.h"

/** The base relations in `relation` by name: [] on conflict. */
void evidence_relation(struct writer *out, const char *key,
                       xw_relation relation);

/** 0 .. 10 or null. */
void evidence_strength(struct writer *out, const char *key, uint32_t strength);

/** "stated" or "related" */
void evidence_basis(struct writer *out, const char *key, bool is_related);

/** An array of steps, read in the direction walked. */
void evidence_walk(struct writer *out, const char *key, struct view *view,
                   const xw_walk *walk);

/** An array of controls, each as a reference. */
void evidence_references(struct writer *out, const char *key, struct view *view,
                         const uint32_t *controls, size_t count);

/** A step that is a mapping, as walked. */
void evidence_link(struct writer *out, const char *key, struct view *view,
                   xw_mapping mapping, bool is_inverted);

#endif
