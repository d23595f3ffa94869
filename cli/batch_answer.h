/* batch_answer.h - answers lines of a batch, one after the other, for one
 * thread. */
#ifndef XW_CLI_BATCH_ANSWER_H
#define XW_CLI_BATCH_ANSWER_H

#include "batch_operation.h"
#include "batch_request.h"

enum { BATCH_LINE_MOST = 1 << 20 }; /* bytes of a line */

struct batch_answerer {
    struct batch_worker worker;
    struct batch_reader reader;
    uint64_t answered, refused; /* lines */
};

/** Get ready to answer from `graph`, which must outlive it.
 *  @retval XW_E_NOMEM */
xw_status batch_answerer_begin(struct batch_answerer *answerer, xw_graph *graph,
                               const struct batch_defaults *defaults,
                               xw_error *err);
void batch_answerer_end(struct batch_answerer *answerer);

/** Add the answer to a line, and end it.  The line ends in NUL, and is
 *  changed. */
void batch_answer(struct batch_answerer *answerer, char *line, size_t len,
                  struct text *out);

/** Add the answers to the lines of a block from `at` on, until there are
 *  `enough` bytes; gives where the next line begins.  Lines end in newlines,
 *  but that the last need not, and are changed. */
size_t batch_answer_lines(struct batch_answerer *answerer,
                          const struct text *block, size_t at, size_t enough,
                          struct text *out);

#endif
