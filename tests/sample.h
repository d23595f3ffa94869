/* sample.h - graphs made by hand, to test with. */
#ifndef XW_TESTS_SAMPLE_H
#define XW_TESTS_SAMPLE_H

#include <xw/build.h>

/** `text` up to its NUL; none for NULL. */
xw_string sample_text(const char *text);

/** The control of "framework:control", in a builder; neither is declared. */
xw_status sample_control(xw_builder *builder, const char *reference,
                         xw_builder_control *out, xw_error *err);

/** One row of a mappings file. */
typedef struct sample_row {
    const char *sources;      /**< references, separated by blanks */
    const char *relationship; /**< as published */
    const char *targets;
    const char *set;
    uint32_t strength;
    const char *rationale, *note; /**< or NULL */
} sample_row;

enum { SAMPLE_MOST_MEMBERS = 4 }; /**< sources or targets of a row */

xw_status sample_map(xw_builder *builder, const sample_row *rows, size_t count,
                     xw_error *err);

/** Add a graph in which every kind of record occurs, and every mark that one
 *  can have. */
xw_status sample_fill(xw_builder *builder, xw_error *err);

/** That graph; its review is dropped. */
xw_status sample_graph(xw_graph **out, xw_error *err);

#endif
