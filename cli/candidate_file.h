/* candidate_file.h - the candidates of an evaluation, one to a line of CSV,
 * with all that their scores are made of. */
#ifndef XW_CLI_CANDIDATE_FILE_H
#define XW_CLI_CANDIDATE_FILE_H

#include "view.h"

#include <xw/evaluate.h>

#include <stdio.h>

struct candidate_file {
    struct view *view; /* whose graph it is */
    const char *path;
    FILE *stream;
    int error; /* errno of the first failure to write, or 0 */
};

/** False, having said so, when the file cannot be made. */
bool candidate_file_open(struct candidate_file *file, struct view *view,
                         const char *path);

/** An xw_evaluated_fn; `payload` is a struct candidate_file. */
void candidate_file_add(void *payload, const xw_evaluated_candidate *candidate);

/** False, having said so, when not all of it could be written. */
bool candidate_file_close(struct candidate_file *file);

#endif
