/* olir.h - sheets of set theory relationship mappings: those of the NIST OLIR
 * programme, and STRM ones as the Secure Controls Framework publishes them.
 * NIST IR 8278A section 3.2, https://doi.org/10.6028/NIST.IR.8278Ar1. */
#ifndef XW_IMPORTERS_OLIR_H
#define XW_IMPORTERS_OLIR_H

#include "import_job.h"

unsigned xw_olir_detect(const xw_document *document);
xw_status xw_olir_read(xw_import_job *job, const xw_document *document);

#endif
