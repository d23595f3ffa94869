/* wide.h - sheets with one row a control and one column a framework, a cell
 * holding the ids that the row's control is related to.  What the columns are a
 * file says, or else their headings do, which name frameworks that are known. */
#ifndef XW_IMPORTERS_WIDE_H
#define XW_IMPORTERS_WIDE_H

#include "import_job.h"

unsigned xw_wide_detect(const xw_document *document);
xw_status xw_wide_read(xw_import_job *job, const xw_document *document);

#endif
