/* builder_text.h - strings of a builder's records, and what happens when two
 * records say something of the same thing. */
#ifndef XW_ENGINE_BUILDER_TEXT_H
#define XW_ENGINE_BUILDER_TEXT_H

#include "builder_records.h"

/** Report `st`, met while adding `what` ("a control"), and return it. */
xw_status xw_builder_fail(xw_error *err, xw_status st, const char *what);

/** The number of a text, added if it is new. */
xw_status xw_builder_text(xw_builder *builder, xw_string text, uint32_t *out);

typedef struct xw_builder_field {
    xw_string text;
    uint32_t *out;
} xw_builder_field;

xw_status xw_builder_texts(xw_builder *builder, const xw_builder_field *fields,
                           size_t count, const char *what, xw_error *err);

/** The number of a long text: a rationale in own words, a note, or both.
 *  @retval XW_E_ARG    One holds NUL or the separator.
 *  @retval XW_E_LIMIT  Longer than XW_FILE_LONG_TEXT_MOST. */
xw_status xw_builder_annotation(xw_builder *builder, xw_string rationale,
                                xw_string note, uint32_t *out);

/** Note what one field of a declaration met; a first one stays new. */
static inline void
xw_merge_raise(xw_merge *merge, xw_merge met)
{
    if (*merge != XW_MERGE_NEW && met > *merge) {
        *merge = met;
    }
}

/** Take `said` where nothing is known; keep what is known otherwise. */
void xw_merge_text(uint32_t *known, uint32_t said, xw_merge *merge);

/** As xw_merge_text, but the longer of two wins. */
void xw_merge_title(const xw_builder *builder, uint32_t *known, uint32_t said,
                    xw_merge *merge);

/** As xw_merge_text, of numbers: `none` and less are not given. */
void xw_merge_number(float *known, float said, float none, xw_merge *merge);

/** Set `*out` unless `out` is NULL. */
void xw_merge_tell(xw_merge *out, xw_merge merge);

typedef struct xw_alias_list {
    xw_built_alias **items;
    size_t *count, *cap;
} xw_alias_list;

xw_status xw_builder_aliases(xw_builder *builder, const xw_alias_list *list,
                             uint32_t owner, const xw_string *aliases,
                             size_t count);

#endif
