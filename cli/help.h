/* help.h - what xw help prints. */
#ifndef XW_CLI_HELP_H
#define XW_CLI_HELP_H

#include "command.h"

#include <stdio.h>

/** List the commands, up to NULL. */
void help_all(FILE *to, const struct command *const *commands);

void help_command(FILE *to, const struct command *command);

#endif
