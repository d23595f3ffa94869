#include "native_shapes.h"

const xw_member xw_shape_document[] = {
    { "$schema", XW_MEMBER_STRING, XW_FIELD_NONE, false },
    { "graph", XW_MEMBER_STRING, XW_FIELD_NONE, false },
    { "frameworks", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { "mapping_sets", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { 0 },
};

const xw_member xw_shape_framework[] = {
    { "id", XW_MEMBER_STRING, XW_FIELD_FRAMEWORK_ID, true },
    { "name", XW_MEMBER_STRING, XW_FIELD_NAME, false },
    { "version", XW_MEMBER_STRING, XW_FIELD_VERSION, false },
    { "publisher", XW_MEMBER_STRING, XW_FIELD_PUBLISHER, false },
    { "kind", XW_MEMBER_STRING, XW_FIELD_KIND, false },
    { "family", XW_MEMBER_STRING, XW_FIELD_FAMILY, false },
    { "aliases", XW_MEMBER_STRINGS, XW_FIELD_ALIASES, false },
    { "source", XW_MEMBER_STRING, XW_FIELD_SOURCE, false },
    { "license", XW_MEMBER_STRING, XW_FIELD_LICENSE, false },
    { "controls", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { "scopes", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { 0 },
};

const xw_member xw_shape_control[] = {
    { "id", XW_MEMBER_STRING, XW_FIELD_CONTROL_ID, true },
    { "title", XW_MEMBER_STRING, XW_FIELD_TITLE, false },
    { "assessable", XW_MEMBER_FLAG, XW_FIELD_ASSESSABLE, false },
    { "kind", XW_MEMBER_STRING, XW_FIELD_KIND, false },
    { "parent", XW_MEMBER_STRING, XW_FIELD_PARENT_ID, false },
    { "parent_kind", XW_MEMBER_STRING, XW_FIELD_PARENT_KIND, false },
    { "parts_complete", XW_MEMBER_FLAG, XW_FIELD_PARTS_COMPLETE, false },
    { "status", XW_MEMBER_STRING, XW_FIELD_STATUS, false },
    { "text", XW_MEMBER_STRING, XW_FIELD_TEXT, false },
    { "aliases", XW_MEMBER_STRINGS, XW_FIELD_ALIASES, false },
    { "weight", XW_MEMBER_NUMBER, XW_FIELD_WEIGHT, false },
    { "controls", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { 0 },
};

const xw_member xw_shape_scope[] = {
    { "id", XW_MEMBER_STRING, XW_FIELD_SCOPE_ID, true },
    { "note", XW_MEMBER_STRING, XW_FIELD_NOTE, false },
    { "controls", XW_MEMBER_ARRAY, XW_FIELD_NONE, true },
    { 0 },
};

const xw_member xw_shape_scope_member[] = {
    { "id", XW_MEMBER_STRING, XW_FIELD_CONTROL_ID, true },
    { "note", XW_MEMBER_STRING, XW_FIELD_NOTE, false },
    { 0 },
};

const xw_member xw_shape_set[] = {
    { "id", XW_MEMBER_STRING, XW_FIELD_SET_ID, true },
    { "name", XW_MEMBER_STRING, XW_FIELD_NAME, false },
    { "publisher", XW_MEMBER_STRING, XW_FIELD_PUBLISHER, false },
    { "version", XW_MEMBER_STRING, XW_FIELD_VERSION, false },
    { "date", XW_MEMBER_STRING, XW_FIELD_DATE, false },
    { "method", XW_MEMBER_STRING, XW_FIELD_METHOD, false },
    { "claim", XW_MEMBER_STRING, XW_FIELD_CLAIM, false },
    { "related", XW_MEMBER_STRING, XW_FIELD_RELATED, false },
    { "trust", XW_MEMBER_NUMBER, XW_FIELD_TRUST, false },
    { "precedence", XW_MEMBER_NUMBER, XW_FIELD_PRECEDENCE, false },
    { "status", XW_MEMBER_STRING, XW_FIELD_STATUS, false },
    { "license", XW_MEMBER_STRING, XW_FIELD_LICENSE, false },
    { "source", XW_MEMBER_STRING, XW_FIELD_SOURCE, false },
    { "mappings", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { "gaps", XW_MEMBER_ARRAY, XW_FIELD_NONE, false },
    { 0 },
};

const xw_member xw_shape_mapping[] = {
    { "sources", XW_MEMBER_ARRAY, XW_FIELD_SOURCE_CONTROL, true },
    { "targets", XW_MEMBER_ARRAY, XW_FIELD_TARGET_CONTROL, true },
    { "relationship", XW_MEMBER_STRING, XW_FIELD_RELATIONSHIP, true },
    { "strength", XW_MEMBER_NUMBER, XW_FIELD_STRENGTH, false },
    { "rationale", XW_MEMBER_STRING, XW_FIELD_RATIONALE, false },
    { "note", XW_MEMBER_STRING, XW_FIELD_NOTE, false },
    { 0 },
};

const xw_member xw_shape_gap[] = {
    { "control", XW_MEMBER_REFERENCE, XW_FIELD_CONTROL_ID, true },
    { "other_framework", XW_MEMBER_STRING, XW_FIELD_OTHER_FRAMEWORK, true },
    { "note", XW_MEMBER_STRING, XW_FIELD_NOTE, false },
    { 0 },
};

const xw_member xw_shape_reference[] = {
    { "framework", XW_MEMBER_STRING, XW_FIELD_FRAMEWORK_ID, true },
    { "control", XW_MEMBER_STRING, XW_FIELD_CONTROL_ID, true },
    { 0 },
};
