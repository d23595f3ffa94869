#include "rationale.h"

#include "output.h"

#include <string.h>

const char *
rationale_name(xw_rationale rationale)
{
    switch (rationale) {
    case XW_RATIONALE_SYNTACTIC: return "syntactic";
    case XW_RATIONALE_SEMANTIC: return "semantic";
    case XW_RATIONALE_FUNCTIONAL: return "functional";
    case XW_RATIONALE_NONE: break;
    }
    return NULL;
}

static bool
add_bit(xw_string name, uint32_t *bits)
{
    for (unsigned i = XW_RATIONALE_SYNTACTIC; i <= XW_RATIONALE_FUNCTIONAL;
         ++i) {
        const char *known = rationale_name((xw_rationale)i);
        if (strlen(known) == name.len &&
            memcmp(known, name.bytes, name.len) == 0) {
            *bits |= 1U << i;
            return true;
        }
    }
    output_error("--rationale: '%.*s' is not a class of rationale",
                 (int)name.len, name.bytes);
    output_hint("the classes are syntactic, semantic and functional");
    return false;
}

bool
rationale_bits(const struct string_list *names, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < names->count; ++i) {
        if (!add_bit(names->items[i], out)) {
            return false;
        }
    }
    return true;
}
