/* native_json.h - the native format in JSON: one object, as
 * importers/schema/native.schema.json has it. */
#ifndef XW_IMPORTERS_NATIVE_JSON_H
#define XW_IMPORTERS_NATIVE_JSON_H

#include "import_job.h"

unsigned xw_native_json_detect(const xw_document *document);
xw_status xw_native_json_read(xw_import_job *job, const xw_document *document);

/** Read a document that stands in another one. */
xw_status xw_native_json_take(xw_builder *builder, xw_diagnostics *diagnostics,
                              const char *name, json_t *json);

#endif
