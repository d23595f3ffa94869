/* document.h - one input, taken apart as far as it takes to know what it is. */
#ifndef XW_IMPORTERS_DOCUMENT_H
#define XW_IMPORTERS_DOCUMENT_H

#include "buffer.h"
#include "column_map.h"
#include "csv_reader.h"
#include "yaml_reader.h"

#include <jansson.h>

typedef enum xw_syntax {
    XW_SYNTAX_NONE, /**< nothing that is text, or nothing at all */
    XW_SYNTAX_CSV,  /**< any text that is neither of these */
    XW_SYNTAX_JSON,
    XW_SYNTAX_YAML
} xw_syntax;

typedef struct xw_document {
    const char *name; /**< base name of the file */
    xw_string text;   /**< the whole input */
    xw_syntax syntax;
    xw_diagnostic fault;      /**< why it is XW_SYNTAX_NONE */
    xw_csv_record header;     /**< of CSV: the first record; else count 0 */
    json_t *json;             /**< of JSON: the root, once parsed; else NULL */
    xw_yaml *yaml;            /**< of YAML: once parsed; else NULL */
    const xw_builder *known;  /**< what all other inputs declare; else NULL */
    const xw_column_map *map; /**< of wide sheets, or NULL */
    xw_string *fields;        /**< of `header` */
    xw_buffer field_text;
} xw_document;

/** Look at the beginning of `text`.  What is pointed to must outlive the
 *  document; nothing is reported.
 *  @retval XW_E_NOMEM  There is nothing to close. */
xw_status xw_document_open(xw_document *document, const char *name,
                           xw_string text);

void xw_document_close(xw_document *document);

#endif
