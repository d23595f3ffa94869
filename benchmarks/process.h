/* process.h - what a whole process costs. */
#ifndef XW_BENCHMARKS_PROCESS_H
#define XW_BENCHMARKS_PROCESS_H

typedef struct process_cost {
    double wall, cpu; /**< microseconds, from start to end */
    double faults;    /**< of pages */
    double peak;      /**< KiB in memory at most; no less than its parent's */
} process_cost;

/** Run a program with these arguments, NULL at their end, and wait for it; what
 *  it prints is dropped.  Ends in failure if it does. */
process_cost process_run(const char *const *argv);

#endif
