#include "plain.h"

#include "character.h"

#include <stdbool.h>
#include <stdio.h>

static bool
is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

void
plain_make(struct text *text)
{
    struct text plain = { 0 };
    const char *at = text_get(text);
    size_t len = 0;
    for (; *at; at += len) {
        uint32_t character = character_read(at, &len);
        if (is_control(character)) {
            text_add_char(&plain, ' ');
        } else if (character == CHARACTER_REPLACEMENT) {
            text_add_char(&plain, '?');
        } else {
            text_add_bytes(&plain, at, len);
        }
    }
    text_free(text);
    *text = plain;
}

void
plain_print(struct text *line)
{
    plain_make(line);
    puts(text_get(line));
    text_clear(line);
}
