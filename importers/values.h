/* values.h - what a cell says, whatever format it stands in. */
#ifndef XW_IMPORTERS_VALUES_H
#define XW_IMPORTERS_VALUES_H

#include "words.h"

#include <xw/xw.h>

/** What xw_trim does. */
xw_string xw_trim_blanks(xw_string text);

/** Whether nothing blank begins or ends with `c`. */
static inline bool
xw_is_printed(char c)
{
    return c > ' ' && c < 0x7F;
}

/** Without the blanks, line ends and no-break spaces around it. */
static inline xw_string
xw_trim(xw_string text)
{
    return !text.len || (xw_is_printed(text.bytes[0]) &&
                         xw_is_printed(text.bytes[text.len - 1]))
               ? text
               : xw_trim_blanks(text);
}

static inline bool
xw_equal(xw_string a, xw_string b)
{
    return a.len == b.len && xw_same_bytes(a.bytes, b.bytes, a.len);
}

/** Whether `text` is `word`, A to Z and a to z being the same. */
bool xw_equal_folded(xw_string text, const char *word);

/** Read up to the next of `separators`, trimmed, and leave in `rest` what
 *  comes after it.  False when `rest` has ended. */
bool xw_split(xw_string *rest, const char *separators, xw_string *out);

/** The index of `text` in `words`, which ends with NULL, as above. */
bool xw_parse_word(xw_string text, const char *const *words, size_t *out);

/** 1, 0, true, false, yes or no. */
bool xw_parse_flag(xw_string text, bool *out);

/** A decimal whole number of at most nine digits, with a sign or not. */
bool xw_parse_integer(xw_string text, int32_t *out);

/** A decimal number as JSON has it, whatever the locale; of more than 17
 *  digits the rest counts as 0. */
bool xw_parse_number(xw_string text, double *out);

#endif
