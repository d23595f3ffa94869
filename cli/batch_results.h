/* batch_results.h - results of assessments in a request of a batch. */
#ifndef XW_CLI_BATCH_RESULTS_H
#define XW_CLI_BATCH_RESULTS_H

#include "json_scan.h"

/** What a result has, each a string; the first two must be there. */
enum {
    BATCH_RESULT_CONTROL,
    BATCH_RESULT_RESULT,
    BATCH_RESULT_NOTE,
    BATCH_RESULT_EVIDENCE,
    BATCH_RESULT_DATE,
    BATCH_RESULT_CELLS
};

/** Read an array of objects into `out`, BATCH_RESULT_CELLS for each, without
 *  bytes where it says nothing.  There must be room for one in every other byte
 *  of the array.  False when it is anything else. */
bool batch_results_read(struct json_span span, xw_string *out, size_t *count);

#endif
