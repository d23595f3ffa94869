/* Any bytes at all, as a file of the CPRT. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "cprt");
    return 0;
}
