/* complete.h - what a shell can offer for the word that is being typed. */
#ifndef XW_CLI_COMPLETE_H
#define XW_CLI_COMPLETE_H

#include "command.h"

/** Print what the last of `words` may become, a line each: the whole word, and
 *  behind a tab what it means.  The words are those of a command line, without
 *  the command's own name.  A line of COMPLETE_FILES stands for names of files,
 *  which shells know better.  Commands are listed up to NULL. */
void complete_words(const struct command *const *commands, char **words,
                    size_t count);

#define COMPLETE_FILES ":files"

#endif
