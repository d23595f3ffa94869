/* utf8.h - characters of UTF-8, and how wide a terminal shows them. */
#ifndef XW_CLI_UTF8_H
#define XW_CLI_UTF8_H

#include <stddef.h>
#include <stdint.h>

/** What a byte that starts no character reads as. */
#define UTF8_REPLACEMENT UINT32_C(0xFFFD)

/** The character at `bytes`, which is not empty and ends in NUL, and in `*len`
 *  how many bytes it takes.  A byte that starts no character takes 1. */
uint32_t utf8_read(const char *bytes, size_t *len);

/** Columns of a terminal that a character takes: 0, 1 or 2. */
unsigned utf8_columns(uint32_t character);

/** Columns that all of `text` takes. */
size_t utf8_width(const char *text);

#endif
