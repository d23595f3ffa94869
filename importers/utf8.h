/* utf8.h - which bytes are UTF-8. */
#ifndef XW_IMPORTERS_UTF8_H
#define XW_IMPORTERS_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/** How many bytes the character takes that `bytes` begins with: 1 to 4, or 0
 *  if that is none.  Overlong forms, surrogates and what lies beyond U+10FFFF
 *  are none (RFC 3629).  `len` is at least 1. */
size_t xw_utf8_character(const char *bytes, size_t len);

/** The offset of the first byte that begins no character; `len` if all is
 *  well.  O(len), a word at a time over ASCII. */
size_t xw_utf8_check(const char *bytes, size_t len);

/** Whether `c` is inside a character rather than its first byte. */
bool xw_utf8_continues(char c);

#endif
