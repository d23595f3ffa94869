/* batch_request.h - a line of a batch, read: a JSON object, or REF<TAB>F[,F] for
 * a map. */
#ifndef XW_CLI_BATCH_REQUEST_H
#define XW_CLI_BATCH_REQUEST_H

#include "batch_operation.h"

/** Reads requests, into room of its own. */
struct batch_reader {
    void *values;       /* of the request in hand, as its operation has them */
    xw_string *strings; /* [string_room] what its lists are made of */
    size_t string_room, string_count;
};

struct batch_request {
    const struct batch_operation *operation;
    xw_string id; /* as it was written, or without bytes */
};

void batch_reader_begin(struct batch_reader *reader);
void batch_reader_end(struct batch_reader *reader);

/** Read a line, which ends in NUL and is changed; its values are in the reader
 *  until the next.  Refuses with `out->id` set as far as it was read. */
bool batch_request_read(struct batch_reader *reader, char *line, size_t len,
                        struct batch_request *out, struct refusal *refusal);

#endif
