/* native_shapes.h - the objects of the native JSON format: which members each
 * has, of which type, and which field of a record a member is. */
#ifndef XW_IMPORTERS_NATIVE_SHAPES_H
#define XW_IMPORTERS_NATIVE_SHAPES_H

#include "native.h"

typedef enum xw_member_type {
    XW_MEMBER_STRING,
    XW_MEMBER_FLAG, /* true or false */
    XW_MEMBER_NUMBER,
    XW_MEMBER_STRINGS,  /* an array of them */
    XW_MEMBER_ARRAY,    /* of objects, or of strings that stand for them */
    XW_MEMBER_REFERENCE /* to a control: a string or an object */
} xw_member_type;

typedef struct xw_member {
    const char *name;
    xw_member_type type;
    xw_native_field field; /* that it is; XW_FIELD_NONE for none */
    bool needed;
} xw_member;

/** The members of each object, ended by one without a name. */
extern const xw_member xw_shape_document[];
extern const xw_member xw_shape_framework[];
extern const xw_member xw_shape_control[];
extern const xw_member xw_shape_scope[];
extern const xw_member xw_shape_scope_member[];
extern const xw_member xw_shape_set[];
extern const xw_member xw_shape_mapping[];
extern const xw_member xw_shape_gap[];
extern const xw_member xw_shape_reference[];

#endif
