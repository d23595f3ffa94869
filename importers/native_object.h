/* native_object.h - one object of the native JSON format, as a record. */
#ifndef XW_IMPORTERS_NATIVE_OBJECT_H
#define XW_IMPORTERS_NATIVE_OBJECT_H

#include "json_reader.h"
#include "native_shapes.h"

/** The reading of one document. */
typedef struct xw_native_tree {
    xw_native native;
    json_t *unknown;       /* names not known, each with how often */
    json_t *unknown_paths; /* and where first */
    xw_buffer aliases;     /* of the object in hand */
    xw_buffer references;  /* of the mapping in hand */
    char pointer[XW_NATIVE_PATH_BYTES]; /* to what is being reported */
} xw_native_tree;

enum { XW_OBJECT_NUMBERS = 2 }; /* the most that a shape has */

typedef struct xw_native_object {
    xw_native_tree *tree;
    json_t *json;
    const xw_member *shape;
    xw_json_path path;
    xw_native_row row;
    char numbers[XW_OBJECT_NUMBERS][32]; /* as text, for cells of `row` */
    size_t number_count;
    bool good; /* nothing of it was reported */
} xw_native_object;

/** Take an object apart, reporting members of the wrong type, missing ones,
 *  and counting those not known.  `path` is where `json` stands, and must
 *  outlive `out`.  The record of an object that is not `good` is not whole. */
void xw_native_object_read(xw_native_tree *tree, json_t *json,
                           const xw_member *shape, xw_json_path path,
                           xw_native_object *out);

/** The same of a string that stands for an object with nothing but `field`. */
void xw_native_object_of_string(xw_native_tree *tree, json_t *json,
                                xw_native_field field, xw_json_path path,
                                xw_native_object *out);

/** Report `what` of a member, or of its element `index` unless that is
 *  SIZE_MAX; without a member, of the object. */
void xw_native_object_fault(xw_native_object *object, const char *member,
                            size_t index, xw_diagnostic what,
                            xw_string subject);

/** The elements of a member; count 0 when it is not there. */
typedef struct xw_native_array {
    json_t *json;
    size_t count;
    xw_json_path path; /* up of each element's path */
} xw_native_array;

xw_native_array xw_native_object_array(const xw_native_object *object,
                                       const char *member);

/** Begin and end a document, as xw_native_begin and xw_native_end do. */
xw_status xw_native_tree_begin(xw_native_tree *tree, xw_builder *builder,
                               xw_diagnostics *diagnostics, const char *name);
xw_status xw_native_tree_end(xw_native_tree *tree);

#endif
