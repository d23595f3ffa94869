/* export_sssom.h - mappings as SSSOM, a table with a block of metadata before
 * it (https://mapping-commons.github.io/sssom/).
 *
 * The format has mappings and "no term found", and no catalogues.  SKOS has no
 * word for two things that intersect, so the relationship stands in a column
 * of our own beside the nearest predicate that claims no more. */
#ifndef XW_CLI_EXPORT_SSSOM_H
#define XW_CLI_EXPORT_SSSOM_H

#include "exported.h"
#include "sink.h"

/** Write all sets as one document. */
void export_sssom(struct exported *exported, struct sink *sink);

/** Write a file for each set.  Gives an exit code, having said what is wrong. */
int export_sssom_folder(struct exported *exported, const char *folder);

#endif
