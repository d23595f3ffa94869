/* manual.h - the page of the manual about a command, as mdoc. */
#ifndef XW_CLI_MANUAL_H
#define XW_CLI_MANUAL_H

#include "command.h"

#include <stdio.h>

/** Print what the table of a command tells.  Where its description goes, which
 *  is written by hand in xw.1, stands a line of MANUAL_DESCRIPTION, and one of
 *  MANUAL_DATE in the head; cli/man/pages.sh fills them in. */
void manual_page(FILE *to, const struct command *command);

#define MANUAL_DESCRIPTION "@DESCRIPTION@"
#define MANUAL_DATE        "@DATE@"

#endif
