/* oscal_catalog.h - the OSCAL catalog model, as JSON. */
#ifndef XW_IMPORTERS_OSCAL_CATALOG_H
#define XW_IMPORTERS_OSCAL_CATALOG_H

#include "import_job.h"

unsigned xw_oscal_catalog_detect(const xw_document *document);
xw_status xw_oscal_catalog_read(xw_import_job *job,
                                const xw_document *document);

#endif
