#include "text.h"

#include "memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
text_grow(struct text *text, size_t more)
{
    size_t need = text->len + more + 1;
    text->room = need < 2 * text->room ? 2 * text->room : need;
    text->bytes = memory_resize(text->bytes, text->room, 1);
}

void
text_add(struct text *text, const char *more)
{
    text_add_bytes(text, more, strlen(more));
}

void
text_printf(struct text *text, const char *format, ...)
{
    va_list once, again;
    va_start(once, format);
    va_copy(again, once);
    int len = vsnprintf(NULL, 0, format, once);
    if (len > 0) {
        text_reserve(text, (size_t)len);
        (void)vsnprintf(text->bytes + text->len, (size_t)len + 1, format,
                        again);
        text->len += (size_t)len;
    }
    va_end(again);
    va_end(once);
}

void
text_add_count(struct text *text, uint64_t count, const char *noun)
{
    text_printf(text, "%" PRIu64 " %s%s", count, noun, count == 1 ? "" : "s");
}

const char *
text_get(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

void
text_cut(struct text *text, size_t len)
{
    text->len = len;
    if (text->bytes) {
        text->bytes[len] = '\0';
    }
}

void
text_clear(struct text *text)
{
    text_cut(text, 0);
}

void
text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){ 0 };
}
