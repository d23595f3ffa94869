/* map_document.h - the answer of xw map for one control, written as JSON. */
#ifndef XW_CLI_MAP_DOCUMENT_H
#define XW_CLI_MAP_DOCUMENT_H

#include "selection.h"
#include "view.h"

enum { MAP_FIELDS = 16 };

/** Which fields of each result to write, in which order; none: all. */
struct map_fields {
    uint8_t numbers[MAP_FIELDS]; /* [count], each once */
    size_t count;
    bool have_walks; /* among those named */
};

/** The name of field `number`; NULL when there are no more. */
const char *map_field_name(size_t number);

/** Add the field of a name, unless it is there.  False when there is none. */
bool map_fields_add(struct map_fields *fields, xw_string name);

/** Write what `request`, into `into`, was answered. */
void map_document_write(struct writer *out, struct view *view,
                        const xw_map_request *request,
                        const xw_map_answer *answer,
                        const struct map_fields *fields);

#endif
