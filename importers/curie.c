#include "curie.h"

#include "utf8.h"
#include "values.h"

#include <string.h>

static bool
begins_with(xw_string text, xw_string start)
{
    return start.len && text.len > start.len &&
           memcmp(text.bytes, start.bytes, start.len) == 0;
}

static xw_curie
contract(xw_string text, xw_yaml_node map)
{
    xw_curie out = { { NULL, 0 }, text };
    size_t longest = 0;
    for (size_t i = 0; i < xw_yaml_pair_count(map); ++i) {
        xw_string uri = xw_yaml_text(xw_yaml_pair_value(map, i));
        if (uri.len > longest && begins_with(text, uri)) {
            longest = uri.len;
            out.prefix = xw_yaml_text(xw_yaml_pair_key(map, i));
            out.local = (xw_string){ text.bytes + uri.len, text.len - uri.len };
        }
    }
    return out;
}

xw_curie
xw_curie_split(xw_string text, xw_yaml_node map)
{
    const xw_curie whole = contract(text, map);
    const char *colon = text.len ? memchr(text.bytes, ':', text.len) : NULL;
    if (whole.prefix.len || !colon) {
        return whole;
    }
    size_t before = (size_t)(colon - text.bytes);
    size_t after = text.len - before - 1;
    if (after >= 2 && memcmp(colon + 1, "//", 2) == 0) {
        return whole; /* a URI that no prefix stands for */
    }
    return (xw_curie){ { text.bytes, before }, { colon + 1, after } };
}

/* ---- Percent signs ---------------------------------------------------------- */

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    char lower = (char)(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
    const char *found = lower ? strchr(digits, lower) : NULL;
    return found ? (int)(found - digits) : -1;
}

size_t
xw_curie_decode(xw_string text, char *out)
{
    size_t len = 0;
    bool good = true;
    for (size_t i = 0; i < text.len; ++i) {
        char c = text.bytes[i];
        int high =
            i + 2 < text.len && c == '%' ? hex_digit(text.bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.bytes[i + 2]) : -1;
        if (low >= 0) {
            c = (char)(16 * high + low);
            i += 2;
            good = good && (unsigned char)c >= ' ';
        }
        out[len++] = c;
    }
    if (!good || xw_utf8_check(out, len) != len) {
        memcpy(out, text.len ? text.bytes : "", text.len);
        len = text.len;
    }
    return len;
}
