/* answer.h - how one control stands to another, as JSON and as text. */
#ifndef XW_CLI_ANSWER_H
#define XW_CLI_ANSWER_H

#include "view.h"

/** Set the members of `object` from "verdict" to "proof"; and "against", the
 *  walk that contradicts it, if there is one. */
void answer_set(json_t *object, struct view *view, const xw_answer *answer);

/** Show the cell of a row's verdict with its marks: "full (topic)". */
void answer_show_verdict(struct text *out, const json_t *row);

/** A gap record { set, note }; null for XW_NONE. */
json_t *answer_gap(struct view *view, uint32_t gap);

#endif
