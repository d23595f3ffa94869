/* Any bytes at all, as an OLIR or STRM sheet. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "olir");
    return 0;
}
