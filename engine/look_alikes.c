#include "look_alikes.h"

#include "alloc.h"
#include "ascii.h"
#include "error.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* ---- Characters that look the same ----------------------------------------- */

/* One of them for each letter of ASCII that others are taken for: a selection
 * of the confusables of Unicode Technical Standard 39, those of scripts and
 * forms that get into ids by a keyboard or a word processor. */
static const struct {
    uint32_t code;
    char looks;
} same[] = {
    { 0x391, 'a' },  { 0x392, 'b' },  { 0x395, 'e' },  { 0x396, 'z' },
    { 0x397, 'h' },  { 0x399, 'i' },  { 0x39A, 'k' },  { 0x39C, 'm' },
    { 0x39D, 'n' },  { 0x39F, 'o' },  { 0x3A1, 'p' },  { 0x3A4, 't' },
    { 0x3A5, 'y' },  { 0x3A7, 'x' },  { 0x3BF, 'o' },  { 0x405, 's' },
    { 0x406, 'i' },  { 0x408, 'j' },  { 0x410, 'a' },  { 0x412, 'b' },
    { 0x415, 'e' },  { 0x41A, 'k' },  { 0x41C, 'm' },  { 0x41D, 'h' },
    { 0x41E, 'o' },  { 0x420, 'p' },  { 0x421, 'c' },  { 0x422, 't' },
    { 0x425, 'x' },  { 0x430, 'a' },  { 0x435, 'e' },  { 0x43E, 'o' },
    { 0x440, 'p' },  { 0x441, 'c' },  { 0x443, 'y' },  { 0x445, 'x' },
    { 0x455, 's' },  { 0x456, 'i' },  { 0x458, 'j' },  { 0x2160, 'i' },
    { 0x2164, 'v' }, { 0x2169, 'x' }, { 0x2170, 'i' }, { 0x2174, 'v' },
    { 0x2179, 'x' },
};

static bool
is_within(uint32_t code, uint32_t first, uint32_t last)
{
    return code >= first && code <= last;
}

/* Shown as nothing at all: soft hyphen, zero-width marks. */
static bool
is_invisible(uint32_t code)
{
    return code == 0xAD || is_within(code, 0x200B, 0x200F) ||
           is_within(code, 0x2060, 0x2064) || code == 0xFEFF ||
           is_within(code, 0xFE00, 0xFE0F);
}

/* Latin-1 and general punctuation, dashes, blanks, quotes of all kinds. */
static bool
is_between(uint32_t code)
{
    return is_within(code, 0x80, 0xBF) || code == 0xD7 || code == 0xF7 ||
           is_within(code, 0x2000, 0x206F) || code == 0x2212 ||
           is_within(code, 0x3000, 0x303F) || is_within(code, 0xFE50, 0xFE6B);
}

/* What a character looks like, as one of ASCII; or itself. */
static uint32_t
looks_of(uint32_t code)
{
    if (is_within(code, 0xFF01, 0xFF5E)) { /* fullwidth */
        code = code - 0xFF01 + '!';
    }
    if (code < 0x80) {
        return (uint32_t)xw_ascii_lower((char)code);
    }
    if (is_between(code)) {
        return ' ';
    }
    for (size_t i = 0; i < sizeof same / sizeof *same; ++i) {
        if (same[i].code == code) {
            return (uint32_t)same[i].looks;
        }
    }
    return code;
}

/* ---- Ids --------------------------------------------------------------------- */

/* The character at `*at`, which moves past it; a byte that begins none stands
 * for itself. */
static uint32_t
next_code(const unsigned char **at)
{
    const unsigned char *s = *at;
    unsigned more = *s >= 0xF0 ? 3 : *s >= 0xE0 ? 2 : *s >= 0xC2 ? 1 : 0;
    static const unsigned char lead[] = { 0x7F, 0x1F, 0x0F, 0x07 };
    uint32_t code = more ? (uint32_t)(*s & lead[more]) : *s;
    for (unsigned i = 1; i <= more; ++i) {
        if ((s[i] & 0xC0) != 0x80) {
            *at = s + 1;
            return *s;
        }
        code = code << 6 | (s[i] & 0x3FU);
    }
    *at = s + 1 + more;
    return code;
}

typedef enum class { BETWEEN, DIGIT, LETTER } class;

static class class_of(uint32_t code)
{
    if (is_within(code, '0', '9')) {
        return DIGIT;
    }
    return code >= 0x80 || is_within(code, 'a', 'z') ? LETTER : BETWEEN;
}

/* How much of an id has been written. */
typedef struct looks {
    char *out;
    size_t len;
    class last; /* of the character before */
    bool zeros; /* only zeros of a number so far, none written */
} looks;

static bool
put(looks *to, const char *bytes, size_t count)
{
    if (count > XW_LOOKS_SIZE - to->len) {
        return false;
    }
    memcpy(to->out + to->len, bytes, count);
    to->len += count;
    return true;
}

/* A number that is nothing but zeros has one of them. */
static bool
end_number(looks *to)
{
    bool was_zero = to->zeros;
    to->zeros = false;
    return !was_zero || put(to, "0", 1);
}

static bool
put_code(looks *to, uint32_t code, const unsigned char *from, size_t count)
{
    class now = class_of(code);
    bool starts = now != BETWEEN && now != to->last;
    bool good = now == DIGIT && !starts ? true : end_number(to);
    if (starts && to->len) {
        good = good && put(to, " ", 1);
    }
    to->last = now;
    if (now == BETWEEN) {
        return good;
    }
    if (code == '0' && (starts || to->zeros)) {
        to->zeros = true;
        return good;
    }
    to->zeros = false;
    char ascii = (char)code;
    return good && (code < 0x80 ? put(to, &ascii, 1)
                                : put(to, (const char *)from, count));
}

size_t
/* It is written through `to`. */
/* NOLINTNEXTLINE(readability-non-const-parameter) */
xw_id_looks(const char *id, char out[XW_LOOKS_SIZE])
{
    const unsigned char *at = (const unsigned char *)id;
    looks to = { .out = out, .len = 0, .last = BETWEEN };
    while (*at) {
        const unsigned char *from = at;
        uint32_t code = next_code(&at);
        if (!is_invisible(code) &&
            !put_code(&to, looks_of(code), from, (size_t)(at - from))) {
            return 0;
        }
    }
    return end_number(&to) ? to.len : 0;
}

/* ---- Frameworks ---------------------------------------------------------------- */

typedef struct seen {
    uint64_t hash;
    uint32_t control;
} seen;

typedef struct group {
    size_t first, count; /* of what is seen */
    uint32_t control;    /* the first */
} group;

typedef struct looking {
    const xw_graph *graph;
    xw_doubt_list *list;
    seen *items;    /* [count] */
    group *groups;  /* [group_count] */
    xw_control *of; /* of the group in hand */
    size_t count, group_count;
} looking;

static int
by_hash(const void *a, const void *b)
{
    const seen *x = a;
    const seen *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return (x->control > y->control) - (x->control < y->control);
}

static int
by_control(const void *a, const void *b)
{
    const group *x = a;
    const group *y = b;
    return (x->control > y->control) - (x->control < y->control);
}

static void
see(looking *at, const xw_file_framework *framework)
{
    char buffer[XW_LOOKS_SIZE];
    at->count = 0;
    for (uint32_t i = 0; i < framework->count; ++i) {
        uint32_t control = framework->first + i;
        const char *id =
            xw_graph_text(at->graph, at->graph->control_ids[control]);
        size_t len = xw_id_looks(id, buffer);
        if (len) {
            at->items[at->count++] =
                (seen){ XXH3_64bits(buffer, len), control };
        }
    }
    qsort(at->items, at->count, sizeof *at->items, by_hash);
}

static void
group_alike(looking *at)
{
    at->group_count = 0;
    for (size_t i = 0; i < at->count;) {
        size_t end = i + 1;
        while (end < at->count && at->items[end].hash == at->items[i].hash) {
            ++end;
        }
        if (end - i > 1) {
            at->groups[at->group_count++] =
                (group){ i, end - i, at->items[i].control };
        }
        i = end;
    }
    if (at->group_count) {
        qsort(at->groups, at->group_count, sizeof *at->groups, by_control);
    }
}

static xw_status
add_group(looking *at, const group *alike, uint32_t framework, xw_error *err)
{
    xw_doubt doubt = { .kind = XW_DOUBT_LOOK_ALIKE,
                       .framework = { framework },
                       .controls = at->of,
                       .control_count = alike->count,
                       .set = { XW_NONE } };
    for (size_t i = 0; i < alike->count; ++i) {
        uint32_t control = at->items[alike->first + i].control;
        xw_row row;
        if (!xw_graph_edges(at->graph, control, &row)) {
            return xw_graph_damaged(err, "half-edges out of range");
        }
        at->of[i] = (xw_control){ control };
        doubt.mappings += row.end - row.begin;
    }
    return xw_doubt_list_add(at->list, &doubt, err);
}

static xw_status
look_at_all(looking *at, xw_error *err)
{
    xw_status st = XW_OK;
    for (uint32_t f = 0; f < at->graph->framework_count && !st; ++f) {
        see(at, &at->graph->frameworks[f]);
        group_alike(at);
        for (size_t g = 0; g < at->group_count && !st; ++g) {
            st = add_group(at, &at->groups[g], f, err);
        }
    }
    return st;
}

xw_status
xw_look_alikes_add(const xw_graph *graph, xw_doubt_list *list, xw_error *err)
{
    looking at = {
        .graph = graph,
        .list = list,
        .items = xw_alloc_zeroed(graph->control_count, sizeof *at.items),
        .groups = xw_alloc_zeroed(graph->control_count, sizeof *at.groups),
        .of = xw_alloc_zeroed(graph->control_count, sizeof *at.of),
    };
    xw_status st = at.items && at.groups && at.of
                       ? look_at_all(&at, err)
                       : xw_fail(err, XW_E_NOMEM, "out of memory reading ids");
    xw_alloc_free(at.items);
    xw_alloc_free(at.groups);
    xw_alloc_free(at.of);
    return st;
}
