/* graph_file_layout.h - the records of a graph file, as GRAPH_FILE.md specifies
 * them: little-endian, used where they lie.
 *
 * A string is its offset in the TEXT chunk; a long text is the number of an
 * entry in the LTXB blocks. */
#ifndef XW_ENGINE_GRAPH_FILE_LAYOUT_H
#define XW_ENGINE_GRAPH_FILE_LAYOUT_H

#include <stdint.h>

#define XW_FILE_MAGIC     "\x89XWG\r\n\x1a\n"
#define XW_FILE_ALIGNMENT 64U

typedef struct xw_file_header {
    char magic[8];
    uint16_t major, minor;
    uint32_t chunk_count;
    uint64_t size;     /**< of the whole file */
    uint64_t checksum; /**< XXH3 of this header with 0 here, then the table */
    uint8_t reserved[32];
} xw_file_header;

typedef struct xw_file_chunk {
    char id[4];
    uint32_t flags; /**< bit 0: critical */
    uint64_t offset, size;
    uint64_t checksum; /**< XXH3 of the chunk's bytes */
} xw_file_chunk;

#define XW_FILE_CRITICAL 1U

/** Bytes of the header and a table of so many chunks. */
static inline uint64_t
xw_file_head_size(uint32_t chunk_count)
{
    return sizeof(xw_file_header) +
           (uint64_t)chunk_count * sizeof(xw_file_chunk);
}

/** The chunks this library knows, in the order it writes them. */
typedef enum xw_chunk {
    XW_CHUNK_META,
    XW_CHUNK_TEXT,
    XW_CHUNK_FRAMEWORKS,
    XW_CHUNK_FRAMEWORK_ALIASES,
    XW_CHUNK_QUOTIENT_ROWS,
    XW_CHUNK_QUOTIENT,
    XW_CHUNK_SETS,
    XW_CHUNK_CONTROL_IDS,
    XW_CHUNK_CONTROL_TITLES,
    XW_CHUNK_CONTROL_FRAMEWORKS,
    XW_CHUNK_CONTROL_FLAGS,
    XW_CHUNK_CONTROL_PARENTS,
    XW_CHUNK_CONTROL_DETAILS,
    XW_CHUNK_CHILD_ROWS,
    XW_CHUNK_CHILDREN,
    XW_CHUNK_CONTROL_ALIASES,
    XW_CHUNK_EDGE_ROWS,
    XW_CHUNK_EDGE_TARGETS,
    XW_CHUNK_EDGE_ATTRIBUTES,
    XW_CHUNK_RUN_ROWS,
    XW_CHUNK_RUN_FRAMEWORKS,
    XW_CHUNK_RUN_EDGES,
    XW_CHUNK_MAPPING_ROWS,
    XW_CHUNK_MAPPING_SETS,
    XW_CHUNK_MAPPING_TEXTS,
    XW_CHUNK_RULES,
    XW_CHUNK_RULE_MEMBERS,
    XW_CHUNK_RULE_MAPPINGS,
    XW_CHUNK_GAPS,
    XW_CHUNK_SCOPES,
    XW_CHUNK_SCOPE_MEMBERS,
    XW_CHUNK_SCOPE_TEXTS,
    XW_CHUNK_NAME_SLOTS,
    XW_CHUNK_LONG_TEXT_BLOCKS,
    XW_CHUNK_LONG_TEXT,
    XW_CHUNK_COUNT
} xw_chunk;

/** META: what no other chunk tells. */
typedef struct xw_file_meta {
    uint64_t mapping_rows;
    uint32_t framework_count, control_count;
    uint32_t implied_controls, implied_frameworks;
    uint32_t long_texts; /**< entries */
    uint32_t flags;      /**< XW_META_ bits */
} xw_file_meta;

enum {
    XW_META_RELATED = 1,      /**< some edge is unlabelled */
    XW_META_TOPIC = 2,        /**< some edge claims a topic only */
    XW_META_PARTS = 4,        /**< some parent link is of kind part */
    XW_META_JOINT = 8,        /**< some edge is of a set-valued map only */
    XW_META_CONTRADICTED = 16 /**< some pair's own mappings contradict */
};

typedef struct xw_file_framework {
    uint32_t id, name, version, publisher, kind, family, license, source;
    uint32_t first, count; /**< of its controls */
    uint32_t assessable;   /**< and not withdrawn */
    uint32_t implied;
} xw_file_framework;

/** An alias of a framework or control, sorted by owner, then text. */
typedef struct xw_file_alias {
    uint32_t owner, text;
} xw_file_alias;

typedef struct xw_file_set {
    uint32_t id, name, publisher, version, date, method, status, license,
        source;
    uint32_t mappings;
    float trust;
    int32_t precedence;
    uint32_t claim;
    uint32_t related; /**< mask id, XW_MASK_COUNT to ignore */
} xw_file_set;

/** Bits of a control's flags. */
enum {
    XW_CONTROL_ASSESSABLE = 1,
    XW_CONTROL_WITHDRAWN = 2,
    XW_CONTROL_IMPLIED = 4,
    XW_CONTROL_PARTS_COMPLETE = 8,
    XW_CONTROL_PARENT_SHIFT = 4, /**< 2 bits: an xw_parent_kind */
    XW_CONTROL_HAS_PARTS = 64
};

typedef struct xw_file_control_detail {
    uint32_t kind, text;
    float weight;
} xw_file_control_detail;

/** Where a run begins is told for rows up to so long, in half-edges. */
#define XW_FILE_RUN_MOST UINT16_MAX

/** Bits of a half-edge's attribute. */
enum {
    XW_EDGE_MASK = 0xF,            /**< mask id of what it carries, as walked */
    XW_EDGE_STRENGTH_SHIFT = 4,    /**< 4 bits */
    XW_EDGE_RATIONALE_SHIFT = 8,   /**< 2 bits */
    XW_EDGE_INVERTED = 1 << 10,    /**< walked from target to source */
    XW_EDGE_RELATED = 1 << 11,     /**< the publisher names no relationship */
    XW_EDGE_TOPIC = 1 << 12,       /**< its set claims the topic only */
    XW_EDGE_JOINT = 1 << 13,       /**< holds of a set-valued map only */
    XW_EDGE_IDLE = 1 << 14,        /**< carries nothing: replaced or ignored */
    XW_EDGE_CONTRADICTED = 1 << 15 /**< the pair's mappings contradict */
};

typedef struct xw_file_rule {
    uint32_t first; /**< in the members: sources, then targets */
    uint32_t source_count, target_count;
    uint32_t text;
    uint32_t set;
    uint32_t relationship;
} xw_file_rule;

/** Mapping `mapping` is of set-valued map `rule`; sorted by mapping. */
typedef struct xw_file_rule_mapping {
    uint32_t mapping, rule;
} xw_file_rule_mapping;

typedef struct xw_file_gap {
    uint32_t control, other, set, text;
} xw_file_gap;

typedef struct xw_file_scope {
    uint32_t id, framework, first, count;
} xw_file_scope;

typedef struct xw_file_block {
    uint64_t offset; /**< in the LTXT chunk */
    uint32_t size, raw_size;
    uint32_t first; /**< number of its first entry */
    uint32_t reserved;
} xw_file_block;

/** Most bytes of one entry, its two NULs among them, and so of one block before
 *  compression. */
#define XW_FILE_LONG_TEXT_MOST (1U << 24)

/** Most entries: twice the number of one, and one more, is a text's number. */
#define XW_FILE_LONG_TEXTS_MOST (1U << 31)

/** In the name slots: 0 is empty, else 1 + a control, or with the high bit 1 +
 *  the index of a control alias. */
#define XW_NAME_ALIAS 0x80000000U

/** Id and record size of a chunk. */
typedef struct xw_chunk_kind {
    char id[5];
    uint32_t record;
} xw_chunk_kind;

extern const xw_chunk_kind xw_chunk_kinds[XW_CHUNK_COUNT];

#endif
