/* ctid.h - mappings of the Center for Threat-Informed Defense, JSON: what
 * helps against, or is open to, which techniques of ATT&CK.
 * https://github.com/center-for-threat-informed-defense/mappings-explorer */
#ifndef XW_IMPORTERS_CTID_H
#define XW_IMPORTERS_CTID_H

#include "import_job.h"

unsigned xw_ctid_detect(const xw_document *document);
xw_status xw_ctid_read(xw_import_job *job, const xw_document *document);

#endif
