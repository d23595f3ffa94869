/* second_thread.h - whether there is to be a second thread. */
#ifndef XW_IMPORTERS_SECOND_THREAD_H
#define XW_IMPORTERS_SECOND_THREAD_H

#include <stdbool.h>
#include <stdint.h>

/** `threads` is how many there may be, 0 for one on each processor. */
bool xw_second_thread(uint32_t threads);

#endif
