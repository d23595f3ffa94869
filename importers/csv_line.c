#include "csv_line.h"

#include <string.h>

static bool
is_blank(char c, char delimiter)
{
    return (c == ' ' || c == '\t') && c != delimiter;
}

static xw_string
trim(const char *begin, const char *end, char delimiter)
{
    while (begin < end && is_blank(*begin, delimiter)) {
        ++begin;
    }
    while (begin < end && is_blank(end[-1], delimiter)) {
        --end;
    }
    return (xw_string){ begin, (size_t)(end - begin) };
}

size_t
xw_csv_line_split(xw_string line, char delimiter, xw_string *fields,
                  size_t most)
{
    const char *at = line.bytes;
    const char *end = at + line.len;
    if (!trim(at, end, delimiter).len) {
        return 0;
    }
    size_t count = 0;
    const char *mark = at;
    while (mark) {
        mark = memchr(at, delimiter, (size_t)(end - at));
        if (count < most) {
            fields[count] = trim(at, mark ? mark : end, delimiter);
        }
        ++count;
        at = mark ? mark + 1 : end;
    }
    return count;
}
