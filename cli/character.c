#include "character.h"

#include <string.h>

struct range {
    uint32_t first, last;
};

/* Combining marks, joiners, variation selectors. */
static const struct range unseen[] = {
    { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD },
    { 0x064B, 0x065F }, { 0x200B, 0x200F }, { 0x202A, 0x202E },
    { 0x2060, 0x2064 }, { 0x20D0, 0x20F0 }, { 0xFE00, 0xFE0F },
    { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF }, { 0xE0100, 0xE01EF },
};

/* East Asian wide and fullwidth (Unicode Standard Annex 11), and emoji. */
static const struct range wide[] = {
    { 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0xA4CF },
    { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },
    { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F },
    { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
};

static bool
is_in(uint32_t character, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (character >= ranges[i].first && character <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* Bytes that follow a first byte; 0 when it stands alone or starts nothing. */
static unsigned
followers(unsigned char first)
{
    if (first >= 0xC2 && first <= 0xDF) {
        return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
}

static bool
is_scalar(uint32_t character, unsigned following)
{
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    return character >= least[following] && character <= 0x10FFFF &&
           (character < 0xD800 || character > 0xDFFF);
}

uint32_t
character_read(const char *bytes, size_t *len)
{
    unsigned char first = (unsigned char)bytes[0];
    unsigned following = followers(first);
    *len = 1;
    if (following == 0) {
        return first < 0x80 ? first : CHARACTER_REPLACEMENT;
    }
    uint32_t character = first & (0x3FU >> following);
    for (unsigned i = 1; i <= following; ++i) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0U) != 0x80U) {
            return CHARACTER_REPLACEMENT;
        }
        character = character << 6 | (next & 0x3FU);
    }
    if (!is_scalar(character, following)) {
        return CHARACTER_REPLACEMENT;
    }
    *len = following + 1U;
    return character;
}

static bool
are_ascii(const char bytes[8])
{
    static const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    /* One has its high bit, or is 0 and borrows. */
    return !((eight | (eight - ones)) & (ones << 7));
}

/* Some of the bytes at the start that are ASCII and no NUL: all if all are, and
 * they are eight or more. */
static size_t
count_ascii(const char *bytes, size_t len)
{
    size_t count = 0;
    while (count + 8 <= len && are_ascii(bytes + count)) {
        count += 8;
    }
    return len >= 8 && len - count < 8 && are_ascii(bytes + len - 8) ? len
                                                                     : count;
}

bool
characters_are_text(const char *bytes, size_t len)
{
    size_t at = count_ascii(bytes, len);
    while (at < len) {
        size_t taken = 0;
        uint32_t character = character_read(bytes + at, &taken);
        if (!character || (character == CHARACTER_REPLACEMENT && taken == 1)) {
            return false;
        }
        at += taken;
    }
    return true;
}

unsigned
character_width(uint32_t character)
{
    if (character < 0x300) {
        return 1;
    }
    if (is_in(character, unseen, sizeof unseen / sizeof *unseen)) {
        return 0;
    }
    return is_in(character, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t
characters_width(const char *text)
{
    size_t width = 0;
    size_t len = 0;
    for (; *text; text += len) {
        width += character_width(character_read(text, &len));
    }
    return width;
}
