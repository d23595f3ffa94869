#include "check_document.h"

#include "derived_document.h"
#include "proof.h"

#include <xw/graph_file.h>

/* ---- Contradictions --------------------------------------------------------- */

static json_t *
witness_entry(struct view *view, const xw_witness *witness)
{
    json_t *entry = json_object();
    document_set(entry, "relation", proof_relation(witness->relation));
    document_set(entry, "basis", proof_basis(witness->related));
    document_set(entry, "topic", json_boolean(witness->topic));
    document_set(entry, "steps", proof_walk(view, &witness->walk));
    return entry;
}

static json_t *
conflict_entry(struct view *view, const xw_conflict *conflict)
{
    json_t *entry = json_object();
    json_t *walks = json_array();
    document_add(walks, witness_entry(view, &conflict->first));
    document_add(walks, witness_entry(view, &conflict->second));
    document_set(entry, "kind",
                 document_text(xw_conflict_kind_name(conflict->kind)));
    document_set(entry, "source", view_reference(view, conflict->source));
    document_set(entry, "target", view_reference(view, conflict->target));
    document_set(entry, "walks", walks);
    return entry;
}

static json_t *
conflict_entries(struct view *view, const xw_findings *findings)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < findings->conflict_count; ++i) {
        document_add(entries, conflict_entry(view, &findings->conflicts[i]));
    }
    return entries;
}

/* ---- Doubts ------------------------------------------------------------------- */

/* Where those of a kind go, and what their controls are called there. */
static const struct place {
    const char *list;
    const char *controls[3]; /* up to NULL; the last may be many */
    const char *reason;      /* or NULL */
    bool has_many, has_framework, has_set;
} places[XW_DOUBT_KIND_COUNT] = {
    [XW_DOUBT_MIRRORED] = { .list = "duplicates",
                            .controls = { "source", "target" },
                            .has_set = true },
    [XW_DOUBT_EQUAL_TO_SEVERAL] = { .list = "equal_to_several",
                                    .controls = { "control", "targets" },
                                    .has_many = true,
                                    .has_framework = true },
    [XW_DOUBT_NOT_ASSESSABLE] = { .list = "headings",
                                  .controls = { "control" },
                                  .reason = "not_assessable" },
    [XW_DOUBT_DIVIDED] = { .list = "headings",
                           .controls = { "control", "child" },
                           .reason = "assessable_children" },
    [XW_DOUBT_WITHDRAWN] = { .list = "withdrawn", .controls = { "control" } },
    [XW_DOUBT_NESTED] = { .list = "nested",
                          .controls = { "control", "whole", "part" } },
    [XW_DOUBT_IMPLIED_FRAMEWORK] = { .list = "implied_frameworks",
                                     .has_framework = true },
    [XW_DOUBT_IMPLIED_CONTROL] = { .list = "implied_controls",
                                   .controls = { "control" } },
    [XW_DOUBT_NO_PARTS] = { .list = "hierarchy",
                            .controls = { "control" },
                            .reason = "no_parts" },
    [XW_DOUBT_UNDER_WITHDRAWN] = { .list = "hierarchy",
                                   .controls = { "control", "whole" },
                                   .reason = "part_of_withdrawn" },
    [XW_DOUBT_LOOK_ALIKE] = { .list = "look_alikes",
                              .controls = { "controls" },
                              .has_many = true,
                              .has_framework = true },
};

static json_t *
references(struct view *view, const xw_control *controls, size_t count)
{
    json_t *all = json_array();
    for (size_t i = 0; i < count; ++i) {
        document_add(all, view_reference(view, controls[i]));
    }
    return all;
}

static bool
is_last(const struct place *place, size_t i)
{
    return i + 1 == sizeof place->controls / sizeof *place->controls ||
           !place->controls[i + 1];
}

static json_t *
doubt_entry(struct view *view, const xw_doubt *doubt)
{
    const struct place *place = &places[doubt->kind];
    json_t *entry = json_object();
    if (place->has_set) {
        document_set(entry, "set", view_set_id(view, doubt->set));
    }
    if (place->has_framework) {
        document_set(entry, "framework",
                     view_framework_id(view, doubt->framework));
    }
    for (size_t i = 0; i < doubt->control_count && place->controls[i]; ++i) {
        bool is_many = place->has_many && is_last(place, i);
        document_set(entry, place->controls[i],
                     is_many ? references(view, doubt->controls + i,
                                          doubt->control_count - i)
                             : view_reference(view, doubt->controls[i]));
        if (is_many) {
            break;
        }
    }
    if (place->reason) {
        document_set(entry, "reason", document_text(place->reason));
    }
    document_set(entry, "mappings", json_integer((json_int_t)doubt->mappings));
    return entry;
}

static void
set_doubts(struct view *view, const xw_findings *findings, json_t *document)
{
    for (size_t kind = 0; kind < XW_DOUBT_KIND_COUNT; ++kind) {
        if (!json_object_get(document, places[kind].list)) {
            document_set(document, places[kind].list, json_array());
        }
    }
    for (size_t i = 0; i < findings->doubt_count; ++i) {
        const xw_doubt *doubt = &findings->doubts[i];
        document_add(json_object_get(document, places[doubt->kind].list),
                     doubt_entry(view, doubt));
    }
}

/* ---- The document --------------------------------------------------------------- */

static void
count(json_t *counts, const char *list, uint64_t more)
{
    json_int_t before = document_integer(counts, list);
    document_set(counts, list, json_integer(before + (json_int_t)more));
}

/* All that there are, those past the limit as well. */
static json_t *
counts_of(const xw_findings *findings)
{
    json_t *counts = json_object();
    count(counts, "conflicts",
          findings->conflict_count + findings->conflicts_omitted);
    count(counts, "conflict_pairs", findings->conflict_pairs);
    count(counts, "suspected_derived", findings->derived_count);
    count(counts, "folded_rows", findings->folded_rows);
    for (size_t kind = 0; kind < XW_DOUBT_KIND_COUNT; ++kind) {
        count(counts, places[kind].list, findings->totals[kind]);
    }
    return counts;
}

static bool
is_sound(json_t *counts)
{
    const char *list = NULL;
    json_t *number = NULL;
    json_object_foreach(counts, list, number)
    {
        if (json_integer_value(number)) {
            return false;
        }
    }
    return true;
}

json_t *
check_document(struct view *view, const xw_findings *findings)
{
    json_t *document = view_document(view);
    json_t *counts = counts_of(findings);
    document_set(document, "max_hops", json_integer(findings->max_hops));
    document_set(document, "sound", json_boolean(is_sound(counts)));
    document_set(document, "counts", counts);
    document_set(document, "conflicts_complete",
                 json_boolean(findings->conflicts_complete));
    document_set(document, "conflicts", conflict_entries(view, findings));
    document_set(
        document, "suspected_derived",
        derived_document(view, findings->derived, findings->derived_count));
    set_doubts(view, findings, document);
    return document;
}

/* ---- The file --------------------------------------------------------------------- */

static json_t *
chunk_entries(const xw_graph *graph)
{
    json_t *entries = json_array();
    xw_chunk_info chunk;
    for (size_t i = 0; xw_graph_chunk(graph, i, &chunk, NULL) == XW_OK; ++i) {
        json_t *entry = json_object();
        document_set(entry, "id", document_text(chunk.id));
        document_set(entry, "bytes", json_integer((json_int_t)chunk.size));
        document_set(entry, "intact", json_boolean(chunk.intact));
        document_add(entries, entry);
    }
    return entries;
}

json_t *
check_file_document(const xw_graph *graph, const char *path,
                    const xw_error *damage)
{
    json_t *document = json_object();
    xw_graph_stats stats;
    xw_graph_get_stats(graph, &stats);
    document_set(document, "graph", document_text(xw_graph_checksum(graph)));
    document_set(document, "file", document_text(path));
    document_set(document, "bytes", json_integer((json_int_t)stats.bytes));
    document_set(document, "damage",
                 damage->status ? document_text(damage->message) : json_null());
    document_set(document, "chunks", chunk_entries(graph));
    return document;
}
