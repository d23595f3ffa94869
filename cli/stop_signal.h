/* stop_signal.h - being told to stop, as something to read: what is in hand can
 * be finished, and then the signal has its usual effect. */
#ifndef XW_CLI_STOP_SIGNAL_H
#define XW_CLI_STOP_SIGNAL_H

#include <stdbool.h>

/** From now on SIGINT and SIGTERM, the first time, write a byte to `pipe[1]`.
 *  Opens the pipe.  False when the system refuses. */
bool stop_signal_catch(int pipe[2]);

/** End by the signal that was caught, if one was; and close the pipe. */
void stop_signal_obey(const int pipe[2]);

#endif
