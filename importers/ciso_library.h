/* ciso_library.h - what frameworks and mapping sets of a library share. */
#ifndef XW_IMPORTERS_CISO_LIBRARY_H
#define XW_IMPORTERS_CISO_LIBRARY_H

#include "yaml_record.h"

typedef struct xw_ciso_library {
    xw_yaml_reading reading;
    xw_yaml_node root;
} xw_ciso_library;

/** What follows the last colon of a URN. */
xw_string xw_ciso_tail(xw_string urn);

/** The id of a framework that only a URN names, in every file the same;
 *  whether it was made. */
bool xw_ciso_framework_id(xw_ciso_library *library, xw_string urn,
                          xw_string *out);

/** Let a field be text in lower case, as URNs compare. */
void xw_ciso_take_lower(xw_yaml_record *record, xw_native_field field,
                        const char *key);

/** Call `read` for each object of this kind: the one, or those listed. */
void xw_ciso_each(xw_ciso_library *library, const char *one, const char *many,
                  void (*read)(void *payload, xw_yaml_node node),
                  void *payload);

/* Each reads all objects of its kind, reporting what is wrong with them. */
void xw_ciso_frameworks(xw_ciso_library *library);
void xw_ciso_sets(xw_ciso_library *library);

#endif
