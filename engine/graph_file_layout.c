#include "graph_file_layout.h"

const xw_chunk_kind xw_chunk_kinds[XW_CHUNK_COUNT] = {
    [XW_CHUNK_META] = { "META", sizeof(xw_file_meta) },
    [XW_CHUNK_TEXT] = { "TEXT", 1 },
    [XW_CHUNK_FRAMEWORKS] = { "FRAM", sizeof(xw_file_framework) },
    [XW_CHUNK_FRAMEWORK_ALIASES] = { "FALI", sizeof(xw_file_alias) },
    [XW_CHUNK_QUOTIENT_ROWS] = { "QROW", sizeof(uint32_t) },
    [XW_CHUNK_QUOTIENT] = { "QADJ", sizeof(uint32_t) },
    [XW_CHUNK_SETS] = { "SETS", sizeof(xw_file_set) },
    [XW_CHUNK_CONTROL_IDS] = { "CIDS", sizeof(uint32_t) },
    [XW_CHUNK_CONTROL_TITLES] = { "CTIT", sizeof(uint32_t) },
    [XW_CHUNK_CONTROL_FRAMEWORKS] = { "CFRW", sizeof(uint16_t) },
    [XW_CHUNK_CONTROL_FLAGS] = { "CFLG", sizeof(uint8_t) },
    [XW_CHUNK_CONTROL_PARENTS] = { "CPAR", sizeof(uint32_t) },
    [XW_CHUNK_CONTROL_DETAILS] = { "CDET", sizeof(xw_file_control_detail) },
    [XW_CHUNK_CHILD_ROWS] = { "KROW", sizeof(uint32_t) },
    [XW_CHUNK_CHILDREN] = { "KIDS", sizeof(uint32_t) },
    [XW_CHUNK_CONTROL_ALIASES] = { "CALI", sizeof(xw_file_alias) },
    [XW_CHUNK_EDGE_ROWS] = { "EROW", sizeof(uint32_t) },
    [XW_CHUNK_EDGE_TARGETS] = { "ETGT", sizeof(uint32_t) },
    [XW_CHUNK_EDGE_ATTRIBUTES] = { "EATT", sizeof(uint16_t) },
    [XW_CHUNK_RUN_ROWS] = { "RROW", sizeof(uint32_t) },
    [XW_CHUNK_RUN_FRAMEWORKS] = { "RFRW", sizeof(uint16_t) },
    [XW_CHUNK_RUN_EDGES] = { "REDG", sizeof(uint16_t) },
    [XW_CHUNK_MAPPING_ROWS] = { "MROW", sizeof(uint32_t) },
    [XW_CHUNK_MAPPING_SETS] = { "MSET", sizeof(uint16_t) },
    [XW_CHUNK_MAPPING_TEXTS] = { "MTXT", sizeof(uint32_t) },
    [XW_CHUNK_RULES] = { "RULE", sizeof(xw_file_rule) },
    [XW_CHUNK_RULE_MEMBERS] = { "RMEM", sizeof(uint32_t) },
    [XW_CHUNK_RULE_MAPPINGS] = { "RMAP", sizeof(xw_file_rule_mapping) },
    [XW_CHUNK_GAPS] = { "GAPS", sizeof(xw_file_gap) },
    [XW_CHUNK_SCOPES] = { "SCOP", sizeof(xw_file_scope) },
    [XW_CHUNK_SCOPE_MEMBERS] = { "SMEM", sizeof(uint32_t) },
    [XW_CHUNK_SCOPE_TEXTS] = { "STXT", sizeof(uint32_t) },
    [XW_CHUNK_NAME_SLOTS] = { "NAME", sizeof(uint32_t) },
    [XW_CHUNK_LONG_TEXT_BLOCKS] = { "LTXB", sizeof(xw_file_block) },
    [XW_CHUNK_LONG_TEXT] = { "LTXT", 1 },
};

_Static_assert(sizeof(xw_file_header) == 64, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_chunk) == 32, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_meta) == 32, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_framework) == 48, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_set) == 56, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_control_detail) == 12, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_rule) == 24, "GRAPH_FILE.md");
_Static_assert(sizeof(xw_file_block) == 24, "GRAPH_FILE.md");
