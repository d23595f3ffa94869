#define _POSIX_C_SOURCE 200809L /* for poll, read */

#include "line_source.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { ENOUGH = 1 << 16, FOREVER = -1 };

static void
end(struct line_source *source, int error)
{
    source->is_ended = true;
    source->error = error;
}

/* Whether reading would not wait.  Being told to stop ends the source. */
static bool
is_ready(struct line_source *source, int milliseconds)
{
    struct pollfd polled[] = { { .fd = source->input, .events = POLLIN },
                               { .fd = source->stop, .events = POLLIN } };
    int count = poll(polled, sizeof polled / sizeof *polled, milliseconds);
    if (count < 0 && errno != EINTR) {
        end(source, errno);
    } else if (count > 0 && polled[1].revents) {
        end(source, 0);
    }
    return count > 0 && !source->is_ended;
}

/* Past the last newline from `start` on, or 0. */
static size_t
last_line_end(const struct text *text, size_t start)
{
    for (size_t at = text->len; at > start; --at) {
        if (text->bytes[at - 1] == '\n') {
            return at;
        }
    }
    return 0;
}

/* Append what there is; `whole` is the end of the last whole line. */
static void
read_some(struct line_source *source, struct text *out, size_t *whole)
{
    size_t before = out->len;
    text_reserve(out, ENOUGH);
    ssize_t count = read(source->input, out->bytes + before, ENOUGH);
    if (count < 0) {
        if (errno != EINTR && errno != EAGAIN) {
            end(source, errno);
        }
        return;
    }
    if (count == 0) {
        *whole = before; /* the last line may lack its newline */
        end(source, 0);
        return;
    }
    text_cut(out, before + (size_t)count);
    size_t line_end = last_line_end(out, before);
    if (line_end) {
        *whole = line_end;
    } else if (out->len - *whole > source->line_most) {
        text_cut(out, *whole + source->line_most + 1); /* shows it was longer */
    }
}

bool
line_source_read(struct line_source *source, struct text *out)
{
    size_t whole = 0;
    text_clear(out);
    text_add_bytes(out, text_get(&source->rest), source->rest.len);
    text_clear(&source->rest);
    while (!source->is_ended && whole < ENOUGH) {
        if (is_ready(source, whole ? 0 : FOREVER)) {
            read_some(source, out, &whole);
        } else if (whole) {
            break; /* the input pauses */
        }
    }
    if (!source->is_ended) {
        text_add_bytes(&source->rest, out->bytes + whole, out->len - whole);
    }
    text_cut(out, whole);
    return whole > 0;
}

void
line_source_free(struct line_source *source)
{
    text_free(&source->rest);
}
