#define _DEFAULT_SOURCE /* _SC_NPROCESSORS_ONLN */
#include "second_thread.h"

#include <unistd.h>

bool
xw_second_thread(uint32_t threads)
{
    return threads ? threads > 1 : sysconf(_SC_NPROCESSORS_ONLN) > 1;
}
