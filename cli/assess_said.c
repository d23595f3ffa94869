#include "assess_said.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

bool
assess_is_known(const xw_carried *item)
{
    return item->lower > XW_NON_COMPLIANT || item->upper < XW_COMPLIANT;
}

/* ---- Where it comes from ---------------------------------------------------- */

/* Rows by their index, each once. */
struct sources {
    const xw_result_row *all;
    uint32_t *rows; /* [count] */
    size_t count;
};

static const xw_result_row *
source_at(const struct sources *sources, size_t i)
{
    return &sources->all[sources->rows[i]];
}

static void
add_source(struct sources *sources, uint32_t row)
{
    for (size_t i = 0; i < sources->count; ++i) {
        if (sources->rows[i] == row) {
            return;
        }
    }
    sources->rows =
        memory_resize(sources->rows, sources->count + 1, sizeof *sources->rows);
    sources->rows[sources->count++] = row;
}

static void
add_result_of(struct sources *sources, size_t count, xw_control control)
{
    for (size_t i = 0; i < count; ++i) {
        if (sources->all[i].control.i == control.i) {
            add_source(sources, (uint32_t)i);
        }
    }
}

/* The compliant results that a joint proof begins with. */
static void
add_joint(struct sources *sources, size_t count, const xw_bound_proof *proof)
{
    for (size_t f = 0; f < proof->firing_count; ++f) {
        if (proof->firings[f].kind == XW_FIRING_IMPLEMENTED) {
            add_result_of(sources, count, proof->firings[f].control);
        }
    }
}

static struct sources
sources_of(struct view *view, xw_assessment *assessment,
           const struct assess_question *question, const xw_carried *item,
           size_t index)
{
    struct sources sources = { .all = question->rows };
    xw_bound_proof proof = { 0 };
    if (item->lower_by != XW_NONE) {
        add_source(&sources, item->lower_by);
    }
    if (item->joint &&
        !xw_assessment_prove(assessment, index, XW_LOWER, &proof, &view->err)) {
        add_joint(&sources, question->count, &proof);
    }
    if (item->upper_by != XW_NONE) {
        add_source(&sources, item->upper_by);
    }
    return sources;
}

/* ---- What to say ------------------------------------------------------------ */

static void
add_reference(struct text *out, struct view *view, xw_control control)
{
    xw_control_info info = view_control(view, control);
    text_printf(out, "%s:%s", view_framework(view, info.framework).id, info.id);
}

static const char *
words_for(const xw_carried *item)
{
    if (item->lower > item->upper) {
        return "results contradict each other: ";
    }
    if (item->lower == item->upper) {
        return "carried from ";
    }
    return item->lower > XW_NON_COMPLIANT
               ? "at least partially compliant, carried from "
               : "not fully compliant, carried from ";
}

static void
add_note(struct text *out, struct view *view, const xw_carried *item,
         const struct sources *sources)
{
    text_add(out, words_for(item));
    for (size_t i = 0; i < sources->count; ++i) {
        text_add(out, i ? ", " : "");
        add_reference(out, view, source_at(sources, i)->control);
        text_printf(out, " (%s)",
                    xw_result_name(source_at(sources, i)->result));
    }
}

/* Who reads the file is to know it, too. */
static void
add_accepted(struct text *out, const xw_assess_request *request)
{
    text_add(out, request->accept_topic ? "; topics accepted" : "");
    text_add(out,
             request->accept_related ? "; unlabelled mappings accepted" : "");
}

static void
add_evidence(struct text *out, const struct sources *sources)
{
    for (size_t i = 0; i < sources->count; ++i) {
        const char *evidence = source_at(sources, i)->evidence;
        bool is_there = false;
        for (size_t before = 0; before < i; ++before) {
            is_there |=
                strcmp(source_at(sources, before)->evidence, evidence) == 0;
        }
        if (*evidence && !is_there) {
            text_printf(out, "%s%s", out->len ? "; " : "", evidence);
        }
    }
}

/* The oldest, as the whole is no newer; none where one is not known. */
static const char *
date_of(const struct sources *sources)
{
    const xw_result_row *oldest = NULL;
    for (size_t i = 0; i < sources->count; ++i) {
        const xw_result_row *row = source_at(sources, i);
        if (row->day == XW_NO_DAY) {
            return "";
        }
        oldest = !oldest || row->day < oldest->day ? row : oldest;
    }
    return oldest ? oldest->date : "";
}

struct assess_said
assess_repeat(const xw_result_row *row)
{
    struct assess_said said = { .result = row->result, .date = row->date };
    text_add(&said.note, row->note);
    text_add(&said.evidence, row->evidence);
    return said;
}

struct assess_said
assess_say(struct view *view, xw_assessment *assessment,
           const struct assess_question *question, size_t index)
{
    size_t count = 0;
    const xw_carried *item = &xw_assessment_items(assessment, &count)[index];
    struct assess_said said = { .result = XW_NOT_ASSESSED, .date = "" };
    bool is_own = item->own != XW_NONE &&
                  question->rows[item->own].result != XW_NOT_ASSESSED;
    if (is_own) {
        return assess_repeat(&question->rows[item->own]);
    }
    if (!assess_is_known(item)) {
        return said;
    }
    struct sources sources =
        sources_of(view, assessment, question, item, index);
    add_note(&said.note, view, item, &sources);
    add_accepted(&said.note, &question->request);
    add_evidence(&said.evidence, &sources);
    if (item->lower == item->upper) {
        said.result = item->lower;
        said.date = date_of(&sources);
    }
    free(sources.rows);
    return said;
}

void
assess_said_write(struct writer *out, const struct assess_said *said)
{
    writer_text(out, "result", xw_result_name(said->result));
    writer_text_or_null(out, "note", text_get(&said->note));
    writer_text_or_null(out, "evidence", text_get(&said->evidence));
    writer_text_or_null(out, "date", said->date);
}

void
assess_said_free(struct assess_said *said)
{
    text_free(&said->note);
    text_free(&said->evidence);
}
