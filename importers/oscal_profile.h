/* oscal_profile.h - the OSCAL profile model, as JSON: a scope of the framework
 * whose controls it selects. */
#ifndef XW_IMPORTERS_OSCAL_PROFILE_H
#define XW_IMPORTERS_OSCAL_PROFILE_H

#include "import_job.h"

unsigned xw_oscal_profile_detect(const xw_document *document);
xw_status xw_oscal_profile_read(xw_import_job *job,
                                const xw_document *document);

#endif
