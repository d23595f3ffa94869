/* diff_answers.h - which answers change with what changed in a graph. */
#ifndef XW_CLI_DIFF_ANSWERS_H
#define XW_CLI_DIFF_ANSWERS_H

#include "diff_changes.h"

struct diff_answers {
    uint64_t counts[XW_VERDICT_COUNT][XW_VERDICT_COUNT]; /* [old][new] */
    uint64_t pairs; /* of frameworks that were compared, ordered */
    json_t *rows;   /* { source, target, old, new } */
    uint64_t limit, omitted;
};

/** Compare the verdicts on all controls of the frameworks between which a walk
 *  of at most `max_hops` mappings takes something that changed; list the first
 *  `limit`.  Free it in any case. */
void diff_answers_find(const struct diff_changes *changes, uint32_t max_hops,
                       uint64_t limit, struct diff_answers *out);
void diff_answers_free(struct diff_answers *answers);

#endif
