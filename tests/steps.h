/* steps.h - how many steps the engine takes, so that a loop without end is one
 * of too many steps, whatever the machine.
 *
 * A step is a basic block of code built with -fsanitize-coverage=trace-pc. */
#ifndef XW_TESTS_STEPS_H
#define XW_TESTS_STEPS_H

#include <stdint.h>

/** Let `n` more steps be taken, then fail the test.  Gives how many were since
 *  this was last called. */
uint64_t allow_steps(uint64_t n);

/** What the compiler calls at each step. */
void __sanitizer_cov_trace_pc(void);

#endif
