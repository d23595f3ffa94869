/* Any bytes at all, as a requirement of OpenCRE. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "opencre");
    return 0;
}
