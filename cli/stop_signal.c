#define _POSIX_C_SOURCE 200809L /* for sigaction, pipe */

#include "stop_signal.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

/* What a handler knows can be nowhere else. */
static volatile sig_atomic_t caught, pipe_end;

static void
tell(int signal)
{
    int saved = errno;
    caught = signal;
    (void)!write(pipe_end, "", 1);
    errno = saved;
}

bool
stop_signal_catch(int pipe_ends[2])
{
    /* SA_RESETHAND: the second time has its usual effect at once. */
    struct sigaction action = { .sa_handler = tell,
                                .sa_flags = (int)(SA_RESTART | SA_RESETHAND) };
    if (pipe(pipe_ends)) {
        return false;
    }
    pipe_end = pipe_ends[1];
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    return true;
}

void
stop_signal_obey(const int pipe_ends[2])
{
    if (caught) {
        (void)raise(caught);
    }
    (void)close(pipe_ends[0]);
    (void)close(pipe_ends[1]);
}
