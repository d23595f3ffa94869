/* Any bytes at all, as mappings to ATT&CK. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_import(data, size, "ctid");
    return 0;
}
