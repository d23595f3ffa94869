/* oscal.h - what the OSCAL models have in common: how a framework is called
 * that only has a title, props and parameters.
 * OSCAL 1.1, https://pages.nist.gov/OSCAL/reference/ */
#ifndef XW_IMPORTERS_OSCAL_H
#define XW_IMPORTERS_OSCAL_H

#include "json_record.h"

/** What a title says: "NIST Special Publication 800-53 Revision 5.1.1 LOW
 *  IMPACT BASELINE" is framework nist-sp-800-53-rev5 and scope low. */
typedef struct xw_oscal_name {
    xw_string framework; /* id, or of len 0 */
    xw_string title;     /* up to the revision */
    xw_string scope;     /* id of what follows the revision, or of len 0 */
    bool has_revision;
} xw_oscal_name;

/** Whether `out` was made; if not, the import ends. */
bool xw_oscal_name_of(xw_json_reading *reading, xw_string title,
                      xw_oscal_name *out);

/** `name-version`; whether it was made. */
bool xw_oscal_versioned(xw_json_reading *reading, xw_string name,
                        xw_string version, xw_string *out);

/** The value of the first prop of this name and class, NULL for none; empty
 *  when there is no such prop. */
xw_string xw_oscal_prop(const json_t *json, const char *name,
                        const char *prop_class);

/** Take what `record` is of with each of some ids, reporting what is no string:
 *  as a row whose control this is. */
void xw_oscal_take_ids(const xw_json_record *record, const xw_json_list *ids,
                       xw_status (*take)(xw_native *native,
                                         const xw_native_row *row));

/** What the resource that "#uuid" points to in the back matter of `model` calls
 *  itself; empty for any other `href`. */
xw_string xw_oscal_resource_title(const json_t *model, xw_string href);

/** Whether there is a link of this `rel`. */
bool xw_oscal_has_link(const json_t *json, const char *rel);

#endif
