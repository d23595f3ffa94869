/* yaml_tree.h - libyaml's events as a tree, made in one go.
 *
 * libyaml makes trees too, but looks at all anchors for each, so that a file of
 * some megabytes takes for ever, and bounds no nesting. */
#ifndef XW_IMPORTERS_YAML_TREE_H
#define XW_IMPORTERS_YAML_TREE_H

#include "buffer.h"
#include "diagnostics.h"
#include "text_store.h"

/** Most levels of nesting. */
enum { XW_YAML_DEPTH = 256 };

typedef enum xw_yaml_kind {
    XW_YAML_SCALAR,
    XW_YAML_SEQUENCE,
    XW_YAML_MAPPING
} xw_yaml_kind;

/** A value; what one is called by in `children` is its place in `values`. */
typedef struct xw_yaml_value {
    uint64_t offset;
    uint32_t line, column; /**< where it begins */
    xw_yaml_kind kind;
    bool plain;     /**< a scalar without quotes */
    xw_string text; /**< of a scalar */
    size_t first;   /**< of its children */
    size_t count;   /**< of these; keys and values take turns in a mapping */
} xw_yaml_value;

typedef struct xw_yaml {
    xw_buffer values;   /**< of xw_yaml_value, the root first */
    xw_buffer children; /**< of uint32_t */
    xw_text_store store;
} xw_yaml;

/** Read the first document, which has at most XW_YAML_DEPTH levels; what is wrong
 *  with it is reported, and `*aliases` tells whether it has some.  False when
 *  there is no tree; `*st` is XW_OK or why to stop.  O(text.len). */
bool xw_yaml_tree_read(xw_yaml *yaml, xw_string text,
                       xw_diagnostics *diagnostics, bool *aliases,
                       xw_status *st);
void xw_yaml_tree_clear(xw_yaml *yaml);

#endif
