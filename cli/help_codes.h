/* help_codes.h - xw help XW-nnn: what a diagnostic means; xw help codes. */
#ifndef XW_CLI_HELP_CODES_H
#define XW_CLI_HELP_CODES_H

#include <stdbool.h>
#include <stdio.h>

/** Whether a word asks for help with codes, and not with a command. */
bool help_is_code(const char *word);

/** Explain a code, or list all of them for "codes".  Gives an exit code, having
 *  said what is wrong. */
int help_code(FILE *to, const char *word);

#endif
