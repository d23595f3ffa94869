/* Any bytes at all, as a wide sheet. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "wide");
    return 0;
}
