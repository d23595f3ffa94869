/* control_search.h - controls by words or a pattern in their ids and titles. */
#ifndef XW_CLI_CONTROL_SEARCH_H
#define XW_CLI_CONTROL_SEARCH_H

#include "pattern.h"
#include "selection.h"
#include "view.h"

/** Where a control was found, best first. */
enum search_rank { RANK_ID, RANK_ID_START, RANK_ELSEWHERE, RANK_COUNT };

/** Start with zeros, then say what to find.  Free it in any case. */
struct control_search {
    struct pattern **patterns; /* [pattern_count] that all must occur */
    size_t pattern_count;
    struct {
        uint32_t *controls; /* [count] in the order of the graph */
        size_t count;
    } found[RANK_COUNT];
    size_t total;
    bool is_too_hard; /* a pattern took too many steps somewhere */
};

/** Find all words of `text`; or what matches `expression`.  False, with `err`
 *  set, when that is no pattern. */
bool control_search_add_words(struct control_search *search, const char *text,
                              xw_error *err);
bool control_search_add_expression(struct control_search *search,
                                   const char *expression, xw_error *err);
void control_search_free(struct control_search *search);

/** Search these frameworks and scopes, or all when there are none. */
void control_search_run(struct control_search *search, struct view *view,
                        const struct selections *in);

/** What to say of a search that has been run: what it was for, and the best
 *  `limit` of what it found. */
json_t *control_search_document(const struct control_search *search,
                                struct view *view, const char *text,
                                const char *expression,
                                const struct selections *in, uint32_t limit);

#endif
