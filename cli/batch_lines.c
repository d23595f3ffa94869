#include "batch_lines.h"

#include <string.h>

/* Without its newline. */
static xw_string
line_at(const struct batch_lines *lines, size_t at)
{
    const char *line = lines->block->bytes + at;
    const char *newline = memchr(line, '\n', lines->block->len - at);
    const char *end =
        newline ? newline : lines->block->bytes + lines->block->len;
    return (xw_string){ line, (size_t)(end - line) };
}

/* The first F of REF<TAB>F[,F]. */
static xw_string
first_framework(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && text[i] != ',' && text[i] != '\r') {
        ++i;
    }
    return (xw_string){ text, i };
}

/* A request that is an object has no tab, or none that makes it short. */
static void
see_line(struct batch_lines *lines)
{
    xw_string line = line_at(lines, lines->seen);
    xw_ahead *ahead = &lines->ahead[lines->lines_seen++ % BATCH_LINES_AHEAD];
    const char *tab = line.len ? memchr(line.bytes, '\t', line.len) : NULL;
    *ahead = (xw_ahead){ .step = XW_AHEAD_STEPS };
    lines->seen += line.len + 1;
    if (tab && line.bytes[0] != '{') {
        size_t len = (size_t)(tab - line.bytes);
        xw_ahead_begin(ahead, lines->resolver, (xw_string){ line.bytes, len },
                       first_framework(tab + 1, line.len - len - 1));
    }
}

/* A step for each line that was looked at, and a look at the next. */
static void
look_ahead(struct batch_lines *lines)
{
    for (size_t i = lines->lines_at; i < lines->lines_seen; ++i) {
        xw_ahead_go_on(&lines->ahead[i % BATCH_LINES_AHEAD], lines->graph);
    }
    while (lines->seen < lines->block->len &&
           lines->lines_seen - lines->lines_at < BATCH_LINES_AHEAD) {
        see_line(lines);
    }
}

bool
batch_lines_next(struct batch_lines *lines, char **line, size_t *len)
{
    if (lines->at >= lines->block->len) {
        return false;
    }
    look_ahead(lines);
    *len = line_at(lines, lines->at).len;
    *line = lines->block->bytes + lines->at;
    (*line)[*len] = '\0';
    lines->at += *len + 1;
    lines->at = lines->at < lines->block->len ? lines->at : lines->block->len;
    ++lines->lines_at;
    return true;
}
