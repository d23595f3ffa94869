#include "explain_document.h"

#include "answer.h"
#include "explain_joint.h"
#include "proof.h"

#include <string.h>

static json_t *
walk_entry(struct view *view, const xw_explained_walk *walk)
{
    json_t *entry = json_object();
    document_set(entry, "relation", proof_relation(walk->relation));
    document_set(
        entry, "entails",
        document_text(xw_verdict_name(xw_relation_verdict(walk->relation))));
    document_set(entry, "hops", json_integer(walk->hops));
    document_set(entry, "strength", proof_strength(walk->strength));
    document_set(entry, "basis", proof_basis(walk->related));
    document_set(entry, "topic", json_boolean(walk->topic));
    document_set(entry, "joint", json_boolean(walk->joint));
    document_set(entry, "steps", proof_walk(view, &walk->walk));
    return entry;
}

static json_t *
walk_entries(struct view *view, const xw_explanation *explanation)
{
    json_t *walks = json_array();
    for (size_t i = 0; i < explanation->walk_count; ++i) {
        document_add(walks, walk_entry(view, &explanation->walks[i]));
    }
    return walks;
}

/* ---- Groups --------------------------------------------------------------- */

static json_t *
new_group(xw_relation relation)
{
    json_t *group = json_object();
    document_set(group, "relation", proof_relation(relation));
    document_set(group, "entails",
                 document_text(xw_verdict_name(xw_relation_verdict(relation))));
    document_set(group, "walks", json_array());
    return group;
}

/* By what they entail: the numbers of walks that say the same, from 1; groups
 * in the order of their shortest walks. */
static json_t *
group_entries(const xw_explanation *explanation)
{
    json_t *groups = json_array();
    json_t *of[XW_ALL + 1] = { NULL };
    for (size_t i = 0; i < explanation->walk_count; ++i) {
        xw_relation relation = explanation->walks[i].relation & XW_ALL;
        if (!of[relation]) {
            of[relation] = new_group(relation);
            document_add(groups, of[relation]);
        }
        document_add(json_object_get(of[relation], "walks"),
                     json_integer((json_int_t)i + 1));
    }
    return groups;
}

/* ---- Scores --------------------------------------------------------------- */

/* Six digits are as many as a score claims. */
static json_t *
piece(double value)
{
    struct text json = { 0 };
    writer_real(&(struct writer){ .out = &json }, NULL, value);
    return document_take(&json);
}

/* What a candidate's score is made of; null for other verdicts. */
static json_t *
score_pieces(const xw_answer *answer)
{
    const xw_rank_pieces *rank = &answer->rank;
    if (answer->verdict != XW_CANDIDATE || answer->score < 0) {
        return json_null();
    }
    json_t *pieces = json_object();
    document_set(pieces, "constant", piece(rank->constant));
    document_set(pieces, "walks", piece(rank->walks));
    document_set(pieces, "titles", piece(rank->titles));
    document_set(pieces, "rivals", piece(rank->rivals));
    document_set(pieces, "parts", piece(rank->parts));
    document_set(pieces, "evidence", piece(rank->evidence));
    document_set(pieces, "independent", json_integer(rank->independent));
    document_set(pieces, "likeness",
                 rank->likeness < 0 ? json_null() : piece(rank->likeness));
    document_set(pieces, "best_likeness", piece(rank->best_likeness));
    return pieces;
}

/* ---- Single mappings ------------------------------------------------------ */

static json_t *
critical_entries(struct view *view, const xw_explanation *explanation)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < explanation->critical_count; ++i) {
        const xw_critical *critical = &explanation->critical[i];
        json_t *entry = json_object();
        document_set(entry, "mapping", proof_mapping(view, critical->mapping));
        document_set(entry, "verdict_without",
                     document_text(xw_verdict_name(critical->without)));
        document_set(entry, "basis_without",
                     proof_basis(!critical->stated_without));
        document_add(entries, entry);
    }
    return entries;
}

static json_t *
replaced_entries(struct view *view, const xw_explanation *explanation)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < explanation->replaced_count; ++i) {
        document_add(entries, proof_mapping(view, explanation->replaced[i]));
    }
    return entries;
}

/* ---- Citations ------------------------------------------------------------ */

static bool
is_cited(const json_t *sets, const char *id)
{
    size_t i = 0;
    const json_t *set = NULL;
    json_array_foreach(sets, i, set)
    {
        if (strcmp(document_string(set, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

static void
cite(struct view *view, json_t *sets, xw_set set)
{
    if (!is_cited(sets, view_set(view, set).id)) {
        document_add(sets, proof_set(view, set));
    }
}

static void
cite_walk(struct view *view, json_t *sets, const xw_walk *walk)
{
    for (size_t i = 0; i < walk->count; ++i) {
        if (walk->steps[i].kind == XW_STEP_MAPPING) {
            cite(view, sets, view_mapping(view, walk->steps[i].mapping).set);
        }
    }
}

static void
cite_gap(struct view *view, json_t *sets, uint32_t gap)
{
    xw_gap_info info = { .set = { XW_NONE } };
    if (gap != XW_NONE && !xw_graph_gap(view->graph, gap, &info, &view->err)) {
        cite(view, sets, info.set);
    }
}

static void
cite_by_id(struct view *view, json_t *sets, const char *id)
{
    uint32_t count = xw_graph_set_count(view->graph);
    for (uint32_t s = 0; s < count; ++s) {
        if (strcmp(view_set(view, (xw_set){ s }).id, id) == 0) {
            cite(view, sets, (xw_set){ s });
            return;
        }
    }
}

/* Those of `together`. */
static void
cite_rules(struct view *view, json_t *sets, const json_t *together)
{
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(json_object_get(together, "firings"), i, entry)
    {
        const json_t *map = json_object_get(entry, "map");
        size_t s = 0;
        const json_t *step = NULL;
        if (json_is_object(map)) {
            cite_by_id(view, sets, document_string(map, "set"));
        }
        json_array_foreach(json_object_get(entry, "walk"), s, step)
        {
            cite_by_id(view, sets, document_string(step, "set"));
        }
    }
    json_array_foreach(json_object_get(together, "rules"), i, entry)
    {
        cite_by_id(view, sets,
                   document_string(json_object_get(entry, "map"), "set"));
    }
}

/* Every set that the document names, in the order it names them. */
static json_t *
citations(struct view *view, const xw_explanation *explanation)
{
    json_t *sets = json_array();
    cite_walk(view, sets, &explanation->answer.proof);
    cite_walk(view, sets, &explanation->answer.against);
    cite_gap(view, sets, explanation->into.gap);
    for (size_t i = 0; i < explanation->walk_count; ++i) {
        cite_walk(view, sets, &explanation->walks[i].walk);
    }
    for (size_t i = 0; i < explanation->critical_count; ++i) {
        cite(view, sets,
             view_mapping(view, explanation->critical[i].mapping).set);
    }
    for (size_t i = 0; i < explanation->replaced_count; ++i) {
        cite(view, sets, view_mapping(view, explanation->replaced[i]).set);
    }
    return sets;
}

/* ---- The document --------------------------------------------------------- */

json_t *
explain_document(struct view *view, const xw_explain_request *request,
                 const xw_explanation *explanation)
{
    json_t *document = view_document(view);
    document_set(document, "source", view_reference(view, request->source));
    document_set(document, "source_title",
                 document_text(view_control(view, request->source).title));
    document_set(document, "target", view_reference(view, request->target));
    document_set(document, "target_title",
                 document_text(view_control(view, request->target).title));
    document_set(document, "max_hops", json_integer(request->max_hops));
    answer_set(document, view, &explanation->answer);
    document_set(document, "score_pieces", score_pieces(&explanation->answer));
    document_set(document, "gap", answer_gap(view, explanation->into.gap));
    document_set(document, "walks", walk_entries(view, explanation));
    document_set(document, "groups", group_entries(explanation));
    document_set(document, "omitted",
                 json_integer((json_int_t)explanation->omitted));
    document_set(document, "critical", critical_entries(view, explanation));
    document_set(document, "replaced", replaced_entries(view, explanation));
    document_set(document, "together", explain_joint(view, request));
    json_t *sets = citations(view, explanation);
    cite_rules(view, sets, json_object_get(document, "together"));
    document_set(document, "sets", sets);
    return document;
}
