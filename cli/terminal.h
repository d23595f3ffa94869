/* terminal.h - what stdout and stderr are connected to. */
#ifndef XW_CLI_TERMINAL_H
#define XW_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/** Columns that a table on stdout may take: $COLUMNS, or those of the terminal,
 *  or without limit when it is neither. */
size_t terminal_width(void);

/** Whether stdout shall be coloured: a terminal, and nobody said no (NO_COLOR,
 *  see no-color.org; TERM=dumb; `no_color`). */
bool terminal_has_colour(bool no_color);

/** Whether progress can be shown on stderr. */
bool terminal_has_progress(void);

#endif
