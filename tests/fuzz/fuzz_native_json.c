/* Any bytes at all, as native JSON. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "native-json");
    return 0;
}
