/* yaml_reader.h - libyaml, as a tree whose nodes know where they stand.
 *
 * Everything is text: whether 4.10 is a number is not for a reader of control
 * ids to guess.  Of a key that a mapping has twice the first counts. */
#ifndef XW_IMPORTERS_YAML_READER_H
#define XW_IMPORTERS_YAML_READER_H

#include "diagnostics.h"

/** Most bytes in one YAML document. */
#define XW_YAML_BYTES 268435456U

/** Most values that aliases may make of a document, or 16 times as many as it
 *  has if that is more. */
enum { XW_YAML_VALUES = 1 << 20 };

typedef struct xw_yaml xw_yaml;

/** A node, or none. */
typedef struct xw_yaml_node {
    const xw_yaml *yaml;
    uint32_t id; /* 0: none */
} xw_yaml_node;

/** Whether text looks like YAML: the first line that is no comment begins a
 *  document or has a plain key. */
bool xw_yaml_begins(xw_string text);

/** Parse the first document.
 *
 *  @param out  Owned by the caller; NULL when it is not YAML, or too large or
 *              deep with its aliases, which has been reported.
 *  @return     XW_OK, or the status to stop with.
 *
 *  O(text.len). */
xw_status xw_yaml_read(xw_string text, xw_diagnostics *diagnostics,
                       xw_yaml **out);
void xw_yaml_free(xw_yaml *yaml);

xw_yaml_node xw_yaml_root(const xw_yaml *yaml);

/* Each of these of no node, or of one of another type, gives none, 0 or "". */
xw_yaml_node xw_yaml_get(xw_yaml_node mapping, const char *key);
size_t xw_yaml_count(xw_yaml_node sequence);
xw_yaml_node xw_yaml_element(xw_yaml_node sequence, size_t index);
size_t xw_yaml_pair_count(xw_yaml_node mapping);
xw_yaml_node xw_yaml_pair_key(xw_yaml_node mapping, size_t index);
xw_yaml_node xw_yaml_pair_value(xw_yaml_node mapping, size_t index);
bool xw_yaml_is_mapping(xw_yaml_node node);
bool xw_yaml_is_sequence(xw_yaml_node node);

/** The text of a scalar, trimmed; empty for null. */
xw_string xw_yaml_text(xw_yaml_node scalar);

/** Where a node begins. */
xw_position xw_yaml_position(xw_yaml_node node);

#endif
