/* sssom.h - mappings as tab-separated values under metadata in YAML.
 * https://mapping-commons.github.io/sssom/spec-formats-tsv/ */
#ifndef XW_IMPORTERS_SSSOM_H
#define XW_IMPORTERS_SSSOM_H

#include "import_job.h"

unsigned xw_sssom_detect(const xw_document *document);
xw_status xw_sssom_read(xw_import_job *job, const xw_document *document);

#endif
