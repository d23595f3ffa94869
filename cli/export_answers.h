/* export_answers.h - what follows from a graph, as rows for a database. */
#ifndef XW_CLI_EXPORT_ANSWERS_H
#define XW_CLI_EXPORT_ANSWERS_H

#include "selection.h"
#include "sink.h"

struct export_question {
    xw_map_request request; /* but for its control and `into` */
    struct selections from, to;
};

/** Write a header and a row for each pair that is answered, its source in
 *  `from` and its target in another framework of `to`.  Gives how many.
 *  Failures are left in `view->err`. */
uint64_t export_answers(struct view *view,
                        const struct export_question *question,
                        struct sink *sink);

#endif
