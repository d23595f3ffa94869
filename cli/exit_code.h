/* exit_code.h - what the command tells a script.  Part of the interface. */
#ifndef XW_CLI_EXIT_CODE_H
#define XW_CLI_EXIT_CODE_H

enum {
    EXIT_OK = 0,       /* answered */
    EXIT_NEGATIVE = 1, /* answered, and the answer is "nothing" or "no" */
    EXIT_USAGE = 2,    /* the command line makes no sense, or names nothing */
    EXIT_INPUT = 3,    /* an input file is wrong; stderr says where */
    EXIT_SYSTEM = 4,   /* cannot read, write or allocate */
    EXIT_BUG = 70      /* none of the user's doing */
};

#endif
