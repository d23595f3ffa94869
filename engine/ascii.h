/* ascii.h - characters as identifiers have them, whatever the locale. */
#ifndef XW_ENGINE_ASCII_H
#define XW_ENGINE_ASCII_H

#include <stdbool.h>

static inline char
xw_ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static inline bool
xw_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool
xw_ascii_letter(char c)
{
    char lower = xw_ascii_lower(c);
    return lower >= 'a' && lower <= 'z';
}

#endif
