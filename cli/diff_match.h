/* diff_match.h - which things of two graphs are the same: frameworks and sets
 * of one id, controls of one id in one framework.
 *
 * Each gets one number for both graphs, so that what is said of them can be
 * compared as numbers. */
#ifndef XW_CLI_DIFF_MATCH_H
#define XW_CLI_DIFF_MATCH_H

#include "view.h"

enum diff_side { DIFF_OLD, DIFF_NEW, DIFF_SIDES };

/** Things of one kind, numbered in the order of their ids. */
struct diff_things {
    uint32_t *of[DIFF_SIDES];     /* [count]: the thing; XW_NONE: not there */
    uint32_t *number[DIFF_SIDES]; /* of the thing */
    uint32_t count;
};

struct diff_match {
    struct view views[DIFF_SIDES];
    xw_graph_stats stats[DIFF_SIDES];
    struct diff_things frameworks, controls, sets;
};

/** Open and check two graph files, and match what is in them.  Gives an exit
 *  code, having said what is wrong.  Close it in any case. */
int diff_match_open(struct diff_match *match,
                    const struct common_options *options, char *const paths[2]);
void diff_match_close(struct diff_match *match);

/** The exit code of the first failure of either, having said it. */
int diff_match_failed(const struct diff_match *match);

/** The number that the framework of a control has. */
uint32_t diff_framework_of(struct diff_match *match, uint32_t control);

/** "framework:control", or the id of a framework or set, of a number. */
void diff_put_control(struct diff_match *match, struct text *out,
                      uint32_t control);
const char *diff_framework_id(struct diff_match *match, uint32_t framework);
const char *diff_set_id(struct diff_match *match, uint32_t set);

#endif
