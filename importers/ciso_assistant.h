/* ciso_assistant.h - a CISO Assistant library, YAML: frameworks and mapping
 * sets.  https://github.com/intuitem/ciso-assistant-community */
#ifndef XW_IMPORTERS_CISO_ASSISTANT_H
#define XW_IMPORTERS_CISO_ASSISTANT_H

#include "import_job.h"

unsigned xw_ciso_assistant_detect(const xw_document *document);
xw_status xw_ciso_assistant_read(xw_import_job *job,
                                 const xw_document *document);

#endif
