/* opencre.h - common requirements of OpenCRE, YAML, one a file, each linked to
 * the standards that speak of it.  https://www.opencre.org
 *
 * Links among common requirements are left alone: "Contains" is written in
 * both directions, so it does not tell parent from child. */
#ifndef XW_IMPORTERS_OPENCRE_H
#define XW_IMPORTERS_OPENCRE_H

#include "import_job.h"

unsigned xw_opencre_detect(const xw_document *document);
xw_status xw_opencre_read(xw_import_job *job, const xw_document *document);

#endif
