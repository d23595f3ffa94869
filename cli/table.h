/* table.h - rows as a table for people. */
#ifndef XW_CLI_TABLE_H
#define XW_CLI_TABLE_H

#include "column.h"

struct table_look {
    size_t width; /* of the terminal */
    bool coloured;
};

/** Print an array of rows under a line of headings. */
void table_print(const json_t *rows, const struct columns *columns,
                 struct table_look look);

#endif
