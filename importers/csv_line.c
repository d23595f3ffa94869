#include "csv_line.h"

#include <string.h>

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static xw_string
trim(const char *begin, const char *end)
{
    while (begin < end && is_blank(*begin)) {
        ++begin;
    }
    while (begin < end && is_blank(end[-1])) {
        --end;
    }
    return (xw_string){ begin, (size_t)(end - begin) };
}

size_t
xw_csv_line_split(xw_string line, xw_string *fields, size_t most)
{
    const char *at = line.bytes;
    const char *end = at + line.len;
    if (!trim(at, end).len) {
        return 0;
    }
    size_t count = 0;
    const char *comma = at;
    while (comma) {
        comma = memchr(at, ',', (size_t)(end - at));
        if (count < most) {
            fields[count] = trim(at, comma ? comma : end);
        }
        ++count;
        at = comma ? comma + 1 : end;
    }
    return count;
}
