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

bool
rationale_find(xw_string name, xw_rationale *out)
{
    for (unsigned i = XW_RATIONALE_SYNTACTIC; i <= XW_RATIONALE_FUNCTIONAL;
         ++i) {
        const char *known = rationale_name((xw_rationale)i);
        if (strlen(known) == name.len &&
            memcmp(known, name.bytes, name.len) == 0) {
            *out = (xw_rationale)i;
            return true;
        }
    }
    return false;
}

bool
rationale_bits(const struct string_list *names, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < names->count; ++i) {
        xw_string name = names->items[i];
        xw_rationale rationale;
        if (!rationale_find(name, &rationale)) {
            output_error("--rationale: '%.*s' is not a class of rationale",
                         (int)name.len, name.bytes);
            output_hint("the classes are syntactic, semantic and functional");
            return false;
        }
        *out |= 1U << rationale;
    }
    return true;
}
