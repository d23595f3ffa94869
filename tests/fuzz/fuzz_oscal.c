/* Any bytes at all, as each of the OSCAL models. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "oscal-catalog");
    check_import(data, size, "oscal-profile");
    check_import(data, size, "oscal-mapping");
    return 0;
}
