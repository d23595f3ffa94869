/* plain.h - text that is harmless to a terminal, and stays on one line. */
#ifndef XW_CLI_PLAIN_H
#define XW_CLI_PLAIN_H

#include "text.h"

/** Make a blank of each control character, "?" of each byte that is no UTF-8. */
void plain_make(struct text *text);

/** Print it so as a line of stdout, and empty it. */
void plain_print(struct text *line);

#endif
