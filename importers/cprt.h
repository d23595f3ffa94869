/* cprt.h - frameworks as NIST's Cybersecurity and Privacy Reference Tool gives
 * them: elements, and what relates them, in one list each.
 * https://csrc.nist.gov/projects/cprt */
#ifndef XW_IMPORTERS_CPRT_H
#define XW_IMPORTERS_CPRT_H

#include "import_job.h"

unsigned xw_cprt_detect(const xw_document *document);
xw_status xw_cprt_read(xw_import_job *job, const xw_document *document);

#endif
