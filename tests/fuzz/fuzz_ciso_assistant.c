/* Any bytes at all, as a CISO Assistant library. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "ciso-assistant");
    return 0;
}
