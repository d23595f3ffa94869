/* oscal_own.h - what xw export adds to an OSCAL mapping collection, so that it
 * reads back without loss: props of a namespace of our own, and frameworks as
 * attachments of the back matter.  cli/export_oscal.c writes them. */
#ifndef XW_IMPORTERS_OSCAL_OWN_H
#define XW_IMPORTERS_OSCAL_OWN_H

#include "json_record.h"

/** The prop of our namespace and this name: its remarks, if it has any, else
 *  its value; empty when there is none. */
xw_string xw_oscal_own_prop(const json_t *json, const char *name);

/** Let a field be such a prop. */
void xw_oscal_own_take(xw_json_record *record, xw_native_field field,
                       const char *name);

/** The framework that the resource "#uuid" of `model` is by such a prop; empty
 *  for any other `href`. */
xw_string xw_oscal_own_framework(const json_t *model, xw_string href);

/** Read the frameworks and mapping sets, gaps included, in the back matter of
 *  `model`. */
void xw_oscal_own_read(xw_json_reading *reading, const xw_json_node *model);

#endif
