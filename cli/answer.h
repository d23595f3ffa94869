/* answer.h - how one control stands to another, as JSON and as text. */
#ifndef XW_CLI_ANSWER_H
#define XW_CLI_ANSWER_H

#include "view.h"

/** The names of all verdicts in the order of xw_verdict, up to NULL. */
extern const char *const answer_verdicts[];

/** A member of an answer. */
struct answer_field {
    const char *name;
    void (*write)(struct writer *out, const char *key, struct view *view,
                  const xw_answer *answer);
};

/** From "verdict" to "proof"; and the last, "against", the walk that contradicts
 *  the proof, which stands only where there is one. */
enum { ANSWER_FIELDS = 12 };
extern const struct answer_field answer_fields[ANSWER_FIELDS];

/** Write all members of an answer. */
void answer_write(struct writer *out, struct view *view,
                  const xw_answer *answer);

/** Set them in `object`. */
void answer_set(json_t *object, struct view *view, const xw_answer *answer);

/** Show the cell of a row's verdict with its marks: "full (topic)". */
void answer_show_verdict(struct text *out, const json_t *row);

/** A gap record { set, note }; null for XW_NONE. */
json_t *answer_gap(struct view *view, uint32_t gap);
void answer_write_gap(struct writer *out, const char *key, struct view *view,
                      uint32_t gap);

#endif
