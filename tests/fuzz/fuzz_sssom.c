/* Any bytes at all, as SSSOM. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "sssom");
    return 0;
}
