/* text.h - text that grows.  Start with `struct text t = { 0 }`. */
#ifndef XW_CLI_TEXT_H
#define XW_CLI_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* [room], NUL-terminated; NULL while empty */
    size_t len, room;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *bytes, size_t count);
void text_add_char(struct text *text, char c);

__attribute__((format(printf, 2, 3))) void text_printf(struct text *text,
                                                       const char *format, ...);

/** Add "1 mapping" or "2 mappings". */
void text_add_count(struct text *text, uint64_t count, const char *noun);

/** Never NULL.  Borrowed until the text changes. */
const char *text_get(const struct text *text);

/** Make room for `more` bytes, which are put at `bytes + len`, and then cut. */
void text_reserve(struct text *text, size_t more);

/** Keep only the first `len` bytes. */
void text_cut(struct text *text, size_t len);

/** Empty it and keep the room. */
void text_clear(struct text *text);
void text_free(struct text *text);

#endif
