/* oscal_mapping.h - the OSCAL mapping-collection model 1.2, as JSON. */
#ifndef XW_IMPORTERS_OSCAL_MAPPING_H
#define XW_IMPORTERS_OSCAL_MAPPING_H

#include "import_job.h"

unsigned xw_oscal_mapping_detect(const xw_document *document);
xw_status xw_oscal_mapping_read(xw_import_job *job,
                                const xw_document *document);

#endif
