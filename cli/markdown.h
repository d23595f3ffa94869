/* markdown.h - rows as a table in Markdown. */
#ifndef XW_CLI_MARKDOWN_H
#define XW_CLI_MARKDOWN_H

#include "column.h"

/** Print as GitHub Flavored Markdown's tables extension says. */
void markdown_print(const json_t *rows, const struct columns *columns);

#endif
