#include "csv_line.h"

#include "words.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- Where the delimiters are --------------------------------------------- */

#ifdef __SSE2__ /* as all x86-64 has it */

enum { BLOCK = 16, BITS = 1 }; /* bytes looked at together, and marks of one */

static inline uint64_t
marks_at(const char *bytes, char delimiter)
{
    __m128i block = _mm_loadu_si128((const void *)bytes);
    __m128i found = _mm_cmpeq_epi8(block, _mm_set1_epi8(delimiter));
    return (uint64_t)_mm_movemask_epi8(found);
}

#else

enum { BLOCK = 8, BITS = 8 };

static inline uint64_t
marks_at(const char *bytes, char delimiter)
{
    return xw_word_bytes(xw_word_at(bytes), delimiter);
}

#endif

/* ---- Fields ---------------------------------------------------------------- */

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

/* Whether there is nothing to trim; mostly there is not. */
static inline bool
is_trimmed(const char *begin, const char *end)
{
    return begin == end || (*begin > ' ' && end[-1] > ' ');
}

/* A line on its way into fields. */
typedef struct split {
    const char *field; /* where the next begins */
    char delimiter;
    xw_string *fields;
    size_t count, most;
} split;

/* The field in hand ends before `end`. */
static inline void
end_field(split *s, const char *end)
{
    if (s->count < s->most) {
        s->fields[s->count] =
            is_trimmed(s->field, end)
                ? (xw_string){ s->field, (size_t)(end - s->field) }
                : trim(s->field, end, s->delimiter);
    }
    s->count++;
    s->field = end + 1;
}

/* The delimiters at the marked bytes of a block. */
static inline void
end_fields(split *s, const char *bytes, uint64_t marks)
{
    for (; marks; marks &= marks - 1) {
        end_field(s, bytes + (unsigned)__builtin_ctzll(marks) / BITS);
    }
}

static void
split_bytes(split *s, const char *at, const char *end)
{
    for (; at < end; ++at) {
        if (*at == s->delimiter) {
            end_field(s, at);
        }
    }
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
    split s = { at, delimiter, fields, 0, most };
    for (; end - at >= BLOCK; at += BLOCK) {
        end_fields(&s, at, marks_at(at, delimiter));
    }
    if (at < end && line.len >= BLOCK) { /* what is left, and some before it */
        unsigned before = BITS * (BLOCK - (unsigned)(end - at));
        uint64_t marks = marks_at(end - BLOCK, delimiter);
        end_fields(&s, end - BLOCK, marks >> before << before);
    } else {
        split_bytes(&s, at, end);
    }
    end_field(&s, end);
    return s.count;
}
