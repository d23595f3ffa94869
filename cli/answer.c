#include "answer.h"

#include "evidence.h"

#include <string.h>

const char *const answer_verdicts[] = { "full",     "partial",   "conflict",
                                        "gap",      "candidate", "none",
                                        "unmapped", NULL };

/* ---- As JSON --------------------------------------------------------------- */

static void
write_verdict(struct writer *out, const char *key, struct view *view,
              const xw_answer *answer)
{
    (void)view;
    writer_name(out, key, xw_verdict_name(answer->verdict));
}

static void
write_relation(struct writer *out, const char *key, struct view *view,
               const xw_answer *answer)
{
    (void)view;
    evidence_relation(out, key, answer->relation);
}

static void
write_full_possible(struct writer *out, const char *key, struct view *view,
                    const xw_answer *answer)
{
    (void)view;
    writer_flag(out, key, answer->full_possible);
}

static void
write_basis(struct writer *out, const char *key, struct view *view,
            const xw_answer *answer)
{
    (void)view;
    evidence_basis(out, key, answer->related);
}

static void
write_topic(struct writer *out, const char *key, struct view *view,
            const xw_answer *answer)
{
    (void)view;
    writer_flag(out, key, answer->topic);
}

static void
write_joint(struct writer *out, const char *key, struct view *view,
            const xw_answer *answer)
{
    (void)view;
    writer_flag(out, key, answer->joint);
}

static void
write_disputed(struct writer *out, const char *key, struct view *view,
               const xw_answer *answer)
{
    (void)view;
    writer_flag(out, key, answer->disputed);
}

static void
write_hops(struct writer *out, const char *key, struct view *view,
           const xw_answer *answer)
{
    (void)view;
    writer_number(out, key, answer->hops);
}

static void
write_strength(struct writer *out, const char *key, struct view *view,
               const xw_answer *answer)
{
    (void)view;
    evidence_strength(out, key, answer->strength);
}

static void
write_score(struct writer *out, const char *key, struct view *view,
            const xw_answer *answer)
{
    (void)view;
    if (answer->verdict == XW_CANDIDATE && answer->score >= 0) {
        writer_real(out, key, answer->score);
    } else {
        writer_null(out, key);
    }
}

static void
write_proof(struct writer *out, const char *key, struct view *view,
            const xw_answer *answer)
{
    evidence_walk(out, key, view, &answer->proof);
}

static void
write_against(struct writer *out, const char *key, struct view *view,
              const xw_answer *answer)
{
    if (answer->against.count) {
        evidence_walk(out, key, view, &answer->against);
    } else {
        writer_null(out, key);
    }
}

const struct answer_field answer_fields[ANSWER_FIELDS] = {
    { "verdict", write_verdict },
    { "relation", write_relation },
    { "full_possible", write_full_possible },
    { "basis", write_basis },
    { "topic", write_topic },
    { "joint", write_joint },
    { "disputed", write_disputed },
    { "hops", write_hops },
    { "strength", write_strength },
    { "score", write_score },
    { "proof", write_proof },
    { "against", write_against },
};

void
answer_write(struct writer *out, struct view *view, const xw_answer *answer)
{
    size_t count = ANSWER_FIELDS - (answer->against.count ? 0 : 1);
    for (size_t i = 0; i < count; ++i) {
        answer_fields[i].write(out, answer_fields[i].name, view, answer);
    }
}

void
answer_set(json_t *object, struct view *view, const xw_answer *answer)
{
    struct text json = { 0 };
    struct writer out = { .out = &json };
    writer_open_object(&out, NULL);
    answer_write(&out, view, answer);
    writer_close_object(&out);
    json_t *members = document_take(&json);
    (void)json_object_update(object, members);
    json_decref(members);
}

void
answer_write_gap(struct writer *out, const char *key, struct view *view,
                 uint32_t gap)
{
    if (gap == XW_NONE) {
        writer_null(out, key);
        return;
    }
    xw_gap_info info = { .set = { XW_NONE } };
    (void)xw_graph_gap(view->graph, gap, &info, &view->err);
    writer_open_object(out, key);
    writer_text(out, "set", view_set(view, info.set).id);
    writer_text_or_null(out, "note", view_text(view, info.note));
    writer_close_object(out);
}

json_t *
answer_gap(struct view *view, uint32_t gap)
{
    struct text json = { 0 };
    answer_write_gap(&(struct writer){ .out = &json }, NULL, view, gap);
    return document_take(&json);
}

/* ---- As text ---------------------------------------------------------------- */

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
