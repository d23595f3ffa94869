#include "answer.h"

#include "proof.h"

#include <string.h>

void
answer_set(json_t *object, struct view *view, const xw_answer *answer)
{
    bool is_candidate = answer->verdict == XW_CANDIDATE;
    document_set(object, "verdict",
                 document_text(xw_verdict_name(answer->verdict)));
    document_set(object, "relation", proof_relation(answer->relation));
    document_set(object, "full_possible", json_boolean(answer->full_possible));
    document_set(object, "basis", proof_basis(answer->related));
    document_set(object, "topic", json_boolean(answer->topic));
    document_set(object, "joint", json_boolean(answer->joint));
    document_set(object, "disputed", json_boolean(answer->disputed));
    document_set(object, "hops", json_integer(answer->hops));
    document_set(object, "strength", proof_strength(answer->strength));
    document_set(object, "score",
                 is_candidate && answer->score >= 0 ? json_real(answer->score)
                                                    : json_null());
    document_set(object, "proof", proof_walk(view, &answer->proof));
    if (answer->against.count) {
        document_set(object, "against", proof_walk(view, &answer->against));
    }
}

static bool
is_set(const json_t *row, const char *key)
{
    return json_is_true(json_object_get(row, key));
}

static void
add_mark(struct text *marks, bool is_marked, const char *mark)
{
    if (is_marked) {
        text_printf(marks, "%s%s", marks->len ? ", " : "", mark);
    }
}

void
answer_show_verdict(struct text *out, const json_t *row)
{
    const char *verdict = document_string(row, "verdict");
    bool is_entailed = strcmp(verdict, xw_verdict_name(XW_FULL)) == 0 ||
                       strcmp(verdict, xw_verdict_name(XW_PARTIAL)) == 0;
    bool is_related = strcmp(document_string(row, "basis"), "related") == 0;
    struct text marks = { 0 };
    add_mark(&marks, is_set(row, "topic"), "topic");
    add_mark(&marks, is_entailed && is_related, "related");
    add_mark(&marks, is_set(row, "joint"), "joint");
    add_mark(&marks, is_set(row, "disputed"), "disputed");
    text_add(out, verdict);
    if (marks.len) {
        text_printf(out, " (%s)", text_get(&marks));
    }
    text_free(&marks);
}

json_t *
answer_gap(struct view *view, uint32_t gap)
{
    if (gap == XW_NONE) {
        return json_null();
    }
    xw_gap_info info = { .set = { XW_NONE } };
    (void)xw_graph_gap(view->graph, gap, &info, &view->err);
    json_t *record = json_object();
    document_set(record, "set", document_text(view_set(view, info.set).id));
    document_set(record, "note",
                 document_text_or_null(view_text(view, info.note)));
    return record;
}
