/* column.h - answers as rows and columns: the one model behind tables, CSV,
 * TSV and Markdown.
 *
 * A row is the JSON object that --format json prints for it, so that no format
 * says what another does not. */
#ifndef XW_CLI_COLUMN_H
#define XW_CLI_COLUMN_H

#include "document.h"
#include "options.h"
#include "text.h"

enum column_look {
    LOOK_TEXT,
    LOOK_LONG,   /* cut when the terminal is too narrow */
    LOOK_NUMBER, /* to the right */
    LOOK_VERDICT /* coloured */
};

struct column {
    const char *name;    /* of the member of a row, in CSV and in --fields */
    const char *heading; /* NULL: in tables only when --fields asks for it */
    /** Write what people are to see; NULL: the value as it is. */
    void (*show)(struct text *out, const json_t *row);
    enum column_look look;
    bool always_shown; /* `show` is for programs too: the value is nested */
};

/** Columns chosen for a format. */
struct columns {
    const struct column **items; /* [count] */
    size_t count;
};

/** Those for people, those for programs, or those that `fields` names, in its
 *  order.  False, having said so, when it names one that is not there. */
bool columns_choose(const struct column *all, size_t count,
                    const struct string_list *fields, bool for_people,
                    struct columns *out);
void columns_free(struct columns *columns);

/** Add the heading of a column in a table. */
void column_write_heading(const struct column *column, struct text *out);

/** Add the cell of a row in a column. */
void column_write(const struct column *column, const json_t *row,
                  bool for_people, struct text *out);

#endif
