#include "html_text.h"

#include "values.h"

#include <string.h>

/* The length of the tag that `html` begins with, or 0: "<" and a letter or a
 * slash, up to ">". */
static size_t
tag_length(xw_string html)
{
    static const char starts[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/";
    if (html.len < 3 || html.bytes[0] != '<' ||
        !memchr(starts, html.bytes[1], sizeof starts - 1)) {
        return 0;
    }
    size_t most = html.len < 1024 ? html.len : 1024;
    const char *end = memchr(html.bytes, '>', most);
    return end ? (size_t)(end - html.bytes) + 1 : 0;
}

static bool
begins_line(xw_string tag)
{
    static const char *const blocks[] = { "br", "p",   "li", "ul",
                                          "ol", "div", "tr", NULL };
    size_t at = 1, len = 0, index;
    at += at < tag.len && tag.bytes[at] == '/';
    while (at + len < tag.len && !strchr(" />", tag.bytes[at + len])) {
        ++len;
    }
    return xw_parse_word((xw_string){ tag.bytes + at, len }, blocks, &index);
}

/* The entity that `html` begins with; its length, or 0. */
static size_t
entity_length(xw_string html, const char **text)
{
    static const struct {
        const char *name, *text;
    } entities[] = { { "&amp;", "&" },   { "&lt;", "<" },  { "&gt;", ">" },
                     { "&quot;", "\"" }, { "&#39;", "'" }, { "&apos;", "'" },
                     { "&nbsp;", " " } };
    for (size_t i = 0; i < sizeof entities / sizeof *entities; ++i) {
        size_t len = strlen(entities[i].name);
        if (html.len >= len && memcmp(html.bytes, entities[i].name, len) == 0) {
            *text = entities[i].text;
            return len;
        }
    }
    return 0;
}

static bool
end_line(xw_buffer *out, size_t from)
{
    bool begun = out->len > from && out->bytes[out->len - 1] != '\n';
    return !begun || xw_buffer_append(out, "\n", 1);
}

bool
xw_html_text(xw_string html, xw_buffer *out)
{
    size_t from = out->len;
    bool good = true;
    while (good && html.len) {
        const char *text = html.bytes;
        size_t took = tag_length(html);
        if (took) {
            good = !begins_line((xw_string){ html.bytes, took }) ||
                   end_line(out, from);
        } else {
            took = entity_length(html, &text);
            good = xw_buffer_append(out, text, took ? strlen(text) : 1);
            took += !took;
        }
        html = (xw_string){ html.bytes + took, html.len - took };
    }
    return good;
}
