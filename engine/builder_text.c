#include "builder_text.h"

#include "alloc.h"
#include "error.h"
#include "graph_file_layout.h"

#include <string.h>

enum { MOST_ALIASES = INT32_MAX }; /* of a kind; the name index has 31 bits */

/* ---- Text ----------------------------------------------------------------- */

xw_status
xw_builder_fail(xw_error *err, xw_status st, const char *what)
{
    switch (st) {
    case XW_OK: return XW_OK;
    case XW_E_ARG:
        return xw_fail(err, XW_E_DATA, "%s holds a NUL or 0xFF byte", what);
    case XW_E_LIMIT:
        return xw_fail(err, st, "too much text: no room for %s", what);
    case XW_NOT_FOUND:
    case XW_E_NOMEM:
    case XW_E_IO:
    case XW_E_SYNTAX:
    case XW_E_DATA:
    case XW_E_GRAPH: break;
    }
    return xw_fail(err, st, "out of memory adding %s", what);
}

xw_status
xw_builder_text(xw_builder *builder, xw_string text, uint32_t *out)
{
    return xw_intern_add(&builder->texts, text.bytes, text.len, out);
}

xw_status
xw_builder_texts(xw_builder *builder, const xw_builder_field *fields,
                 size_t count, const char *what, xw_error *err)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = xw_builder_text(builder, fields[i].text, fields[i].out);
    }
    return xw_builder_fail(err, st, what);
}

static bool
holds_separator(xw_string text)
{
    return text.len &&
           memchr(text.bytes, (unsigned char)XW_LONG_TEXT_SEPARATOR, text.len);
}

/* Two texts as one, joined in a buffer that most fit. */
xw_status
xw_builder_annotation(xw_builder *builder, xw_string rationale, xw_string note,
                      uint32_t *out)
{
    char local[1024];
    size_t len = rationale.len + 1 + note.len;
    if (len == 1) {
        *out = 0;
        return XW_OK;
    }
    if (len + 1 > XW_FILE_LONG_TEXT_MOST) {
        return XW_E_LIMIT;
    }
    if (holds_separator(rationale) || holds_separator(note)) {
        return XW_E_ARG;
    }
    char *joined = len <= sizeof local ? local : xw_alloc_array(NULL, len, 1);
    if (!joined) {
        return XW_E_NOMEM;
    }
    if (rationale.len) {
        memcpy(joined, rationale.bytes, rationale.len);
    }
    joined[rationale.len] = XW_LONG_TEXT_SEPARATOR;
    if (note.len) {
        memcpy(joined + rationale.len + 1, note.bytes, note.len);
    }
    xw_status st = xw_intern_add(&builder->long_texts, joined, len, out);
    if (joined != local) {
        xw_alloc_free(joined);
    }
    return st;
}

/* ---- Merging -------------------------------------------------------------- */

/* Take `said` where nothing is known; keep what is known otherwise. */
void
xw_merge_text(uint32_t *known, uint32_t said, xw_merge *merge)
{
    if (!said || *known == said) {
        return;
    }
    xw_merge_raise(merge, *known ? XW_MERGE_DISAGREES : XW_MERGE_RICHER);
    *known = *known ? *known : said;
}

void
xw_merge_number(float *known, float said, float none, xw_merge *merge)
{
    if (said <= none || !(said < *known || said > *known)) {
        return;
    }
    bool is_known = *known > none;
    xw_merge_raise(merge, is_known ? XW_MERGE_DISAGREES : XW_MERGE_RICHER);
    *known = is_known ? *known : said;
}

/* As xw_merge_text, but the longer of two wins. */
void
xw_merge_title(const xw_builder *builder, uint32_t *known, uint32_t said,
               xw_merge *merge)
{
    uint32_t before = *known;
    xw_merge_text(known, said, merge);
    if (before && said && before != said &&
        strlen(xw_intern_text(&builder->texts, said)) >
            strlen(xw_intern_text(&builder->texts, before))) {
        *known = said;
    }
}

static bool
has_alias(const xw_built_alias *aliases, size_t count, xw_built_alias alias)
{
    for (size_t i = count; i-- > 0;) {
        if (aliases[i].owner == alias.owner && aliases[i].text == alias.text) {
            return true;
        }
        if (count - i > 64) {
            break; /* repeats stand close together; freezing drops the rest */
        }
    }
    return false;
}

static xw_status
add_alias(xw_builder *builder, const xw_alias_list *list, uint32_t owner,
          xw_string text)
{
    xw_built_alias alias = { .owner = owner };
    xw_status st = xw_builder_text(builder, text, &alias.text);
    if (st || !alias.text || has_alias(*list->items, *list->count, alias)) {
        return st;
    }
    if (*list->count == MOST_ALIASES) {
        return XW_E_LIMIT;
    }
    xw_built_alias *grown =
        xw_alloc_grow(*list->items, *list->count, list->cap, sizeof *grown);
    if (!grown) {
        return XW_E_NOMEM;
    }
    *list->items = grown;
    grown[(*list->count)++] = alias;
    return XW_OK;
}

xw_status
xw_builder_aliases(xw_builder *builder, const xw_alias_list *list,
                   uint32_t owner, const xw_string *aliases, size_t count)
{
    xw_status st = XW_OK;
    for (size_t i = 0; i < count && !st; ++i) {
        st = add_alias(builder, list, owner, aliases[i]);
    }
    return st;
}

void
xw_merge_tell(xw_merge *out, xw_merge merge)
{
    if (out) {
        *out = merge;
    }
}
