/* character.h - characters of UTF-8, and how wide a terminal shows them. */
#ifndef XW_CLI_CHARACTER_H
#define XW_CLI_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What a byte that starts no character reads as. */
#define CHARACTER_REPLACEMENT UINT32_C(0xFFFD)

/** The character at `bytes`, which is not empty and ends in NUL, and in `*len`
 *  how many bytes it takes.  A byte that starts no character takes 1. */
uint32_t character_read(const char *bytes, size_t *len);

/** Whether these bytes, with a NUL after them, are UTF-8 without one. */
bool characters_are_text(const char *bytes, size_t len);

/** Columns of a terminal that a character takes: 0, 1 or 2. */
unsigned character_width(uint32_t character);

/** Columns that all of `text` takes. */
size_t characters_width(const char *text);

#endif
