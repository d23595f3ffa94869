#define _POSIX_C_SOURCE 200809L /* for isatty */

#include "terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

size_t
terminal_width(void)
{
    const char *columns = getenv("COLUMNS");
    long number = columns ? strtol(columns, NULL, 10) : 0;
    if (number > 0) {
        return (size_t)number;
    }
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return SIZE_MAX;
}

static bool
is_dumb(void)
{
    const char *term = getenv("TERM");
    return !term || strcmp(term, "dumb") == 0;
}

bool
terminal_has_colour(bool no_color)
{
    const char *refused = getenv("NO_COLOR");
    return !no_color && !(refused && *refused) && !is_dumb() &&
           isatty(STDOUT_FILENO);
}

bool
terminal_has_progress(void)
{
    return !is_dumb() && isatty(STDERR_FILENO);
}
