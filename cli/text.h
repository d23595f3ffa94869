/* text.h - text that grows.  Start with `struct text t = { 0 }`. */
#ifndef XW_CLI_TEXT_H
#define XW_CLI_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
    char *bytes; /* [room], NUL-terminated; NULL while empty */
    size_t len, room;
};

/** Make room for `more` bytes, for text_reserve. */
void text_grow(struct text *text, size_t more);

/** Make room for `more` bytes, which are put at `bytes + len`, and then cut. */
static inline void
text_reserve(struct text *text, size_t more)
{
    if (more >= text->room - text->len) {
        text_grow(text, more);
    }
}

static inline void
text_add_bytes(struct text *text, const char *bytes, size_t count)
{
    text_reserve(text, count);
    memcpy(text->bytes + text->len, bytes, count);
    text->len += count;
    text->bytes[text->len] = '\0';
}

static inline void
text_add_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_add(struct text *text, const char *more);

__attribute__((format(printf, 2, 3))) void text_printf(struct text *text,
                                                       const char *format, ...);

/** Add "1 mapping" or "2 mappings". */
void text_add_count(struct text *text, uint64_t count, const char *noun);

/** Never NULL.  Borrowed until the text changes. */
const char *text_get(const struct text *text);

/** Keep only the first `len` bytes. */
void text_cut(struct text *text, size_t len);

/** Empty it and keep the room. */
void text_clear(struct text *text);
void text_free(struct text *text);

#endif
