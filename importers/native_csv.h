/* native_csv.h - the native format in CSV: six kinds of table, each known by
 * its header. */
#ifndef XW_IMPORTERS_NATIVE_CSV_H
#define XW_IMPORTERS_NATIVE_CSV_H

#include "import_job.h"

unsigned xw_native_csv_detect(const xw_document *document);
xw_status xw_native_csv_read(xw_import_job *job, const xw_document *document);

#endif
