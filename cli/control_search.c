#include "control_search.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- What to find --------------------------------------------------------- */

static bool
add_pattern(struct control_search *search, struct pattern *pattern)
{
    if (!pattern) {
        return false;
    }
    search->patterns = memory_resize(
        search->patterns, search->pattern_count + 1, sizeof(struct pattern *));
    search->patterns[search->pattern_count++] = pattern;
    return true;
}

bool
control_search_add_words(struct control_search *search, const char *text,
                         xw_error *err)
{
    static const char blanks[] = " \t\r\n";
    for (text += strspn(text, blanks); *text; text += strspn(text, blanks)) {
        size_t len = strcspn(text, blanks);
        if (!add_pattern(search, pattern_of_word(text, len, err))) {
            return false;
        }
        text += len;
    }
    return true;
}

bool
control_search_add_expression(struct control_search *search,
                              const char *expression, xw_error *err)
{
    return add_pattern(search, pattern_of_expression(expression, err));
}

void
control_search_free(struct control_search *search)
{
    for (size_t i = 0; i < search->pattern_count; ++i) {
        pattern_free(search->patterns[i]);
    }
    free(search->patterns);
    for (int rank = 0; rank < RANK_COUNT; ++rank) {
        free(search->found[rank].controls);
    }
}

/* ---- Finding -------------------------------------------------------------- */

static void
add_hit(struct control_search *search, enum search_rank rank, uint32_t control)
{
    size_t count = search->found[rank].count++;
    if ((count & (count - 1)) == 0) { /* full at each power of two */
        search->found[rank].controls =
            memory_resize(search->found[rank].controls, count ? 2 * count : 1,
                          sizeof(uint32_t));
    }
    search->found[rank].controls[count] = control;
    ++search->total;
}

static enum search_rank
rank_of(enum pattern_match in_id)
{
    switch (in_id) {
    case PATTERN_WHOLE: return RANK_ID;
    case PATTERN_START: return RANK_ID_START;
    case PATTERN_INSIDE:
    case PATTERN_ABSENT:
    case PATTERN_TOO_HARD: break;
    }
    return RANK_ELSEWHERE;
}

/* Whether all patterns occur; the best place of any makes the rank. */
static bool
is_hit(struct control_search *search, const xw_control_info *info,
       enum search_rank *rank)
{
    *rank = RANK_ELSEWHERE;
    for (size_t i = 0; i < search->pattern_count; ++i) {
        struct pattern *pattern = search->patterns[i];
        enum pattern_match in_id = pattern_find(pattern, info->id);
        enum pattern_match in_title = in_id < PATTERN_ABSENT
                                          ? PATTERN_ABSENT
                                          : pattern_find(pattern, info->title);
        if (in_id == PATTERN_TOO_HARD || in_title == PATTERN_TOO_HARD) {
            search->is_too_hard = true;
        }
        if (in_id >= PATTERN_ABSENT && in_title >= PATTERN_ABSENT) {
            return false;
        }
        enum search_rank own = rank_of(in_id);
        *rank = own < *rank ? own : *rank;
    }
    return true;
}

void
control_search_run(struct control_search *search, struct view *view,
                   const struct selections *in)
{
    bool *wanted = in->count ? selections_flags(view, in) : NULL;
    uint32_t all = xw_graph_control_count(view->graph);
    for (uint32_t i = 0; i < all; ++i) {
        if (wanted && !wanted[i]) {
            continue;
        }
        xw_control_info info = view_control(view, (xw_control){ i });
        enum search_rank rank = RANK_ELSEWHERE;
        if (is_hit(search, &info, &rank)) {
            add_hit(search, rank, i);
        }
    }
    free(wanted);
}

/* ---- As JSON ---------------------------------------------------------------- */

static json_t *
result_row(struct view *view, uint32_t number)
{
    xw_control control = { number };
    xw_control_info info = view_control(view, control);
    json_t *row = json_object();
    document_set(row, "control", view_reference(view, control));
    document_set(row, "title", document_text_or_null(info.title));
    document_set(row, "framework", view_framework_id(view, info.framework));
    document_set(row, "kind", document_text_or_null(info.kind));
    return row;
}

static json_t *
result_rows(const struct control_search *search, struct view *view,
            size_t limit)
{
    json_t *rows = json_array();
    for (int rank = 0; rank < RANK_COUNT; ++rank) {
        for (size_t i = 0;
             i < search->found[rank].count && json_array_size(rows) < limit;
             ++i) {
            document_add(rows,
                         result_row(view, search->found[rank].controls[i]));
        }
    }
    return rows;
}

json_t *
control_search_document(const struct control_search *search, struct view *view,
                        const char *text, const char *expression,
                        const struct selections *in, uint32_t limit)
{
    json_t *rows = result_rows(search, view, limit);
    size_t omitted = search->total - json_array_size(rows);
    json_t *document = view_document(view);
    document_set(document, "text", document_text_or_null(text));
    document_set(document, "regexp", document_text_or_null(expression));
    document_set(document, "in", selections_names(view, in));
    document_set(document, "total", json_integer((json_int_t)search->total));
    document_set(document, "omitted", json_integer((json_int_t)omitted));
    document_set(document, "results", rows);
    return document;
}
