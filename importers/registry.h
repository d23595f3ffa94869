/* registry.h - every format that can be read, one row each. */
#ifndef XW_IMPORTERS_REGISTRY_H
#define XW_IMPORTERS_REGISTRY_H

#include "import_job.h"

typedef struct xw_format {
    const char *name; /**< for xw_import_options.format */
    xw_syntax syntax; /**< what `read` wants the document parsed as */
    /** Whether it needs to know what all other inputs declare. */
    bool late;
    /** How sure it is, of 100, that a document of that syntax is its; 0 when
     *  it is not. */
    unsigned (*detect)(const xw_document *document);
    /** Read it all, reporting what is wrong.  XW_OK, or why to stop. */
    xw_status (*read)(xw_import_job *job, const xw_document *document);
} xw_format;

/** NULL when there is none. */
const xw_format *xw_format_named(const char *name);

/** The format that is the most sure of a document, the first of several; NULL
 *  when none knows it. */
const xw_format *xw_format_of(const xw_document *document);

#endif
