/* title_words.h - the words of a title. */
#ifndef XW_ENGINE_TITLE_WORDS_H
#define XW_ENGINE_TITLE_WORDS_H

#include <stdint.h>

/** Take the hash of the next word's stem off the front of `*text`; 0 when there
 *  is no more.  A word is letters and digits, not digits only; its stem is its
 *  first five characters without regard to the case of ASCII letters. */
uint64_t xw_title_next_stem(const char **text);

#endif
