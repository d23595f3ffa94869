#include "ciso_assistant.h"

#include "ciso_library.h"
#include "values.h"

unsigned
xw_ciso_assistant_detect(const xw_document *document)
{
    xw_yaml_node root = xw_yaml_root(document->yaml);
    bool ours = xw_yaml_is_mapping(xw_yaml_get(root, "objects")) &&
                xw_yaml_text(xw_yaml_get(root, "urn")).len;
    return ours ? 95 : 0;
}

xw_status
xw_ciso_assistant_read(xw_import_job *job, const xw_document *document)
{
    xw_ciso_library library = { .root = xw_yaml_root(document->yaml) };
    if (!xw_yaml_reading_begin(&library.reading, job->builder,
                               &job->diagnostics, document->name)) {
        xw_ciso_frameworks(&library);
        xw_ciso_sets(&library);
    }
    return xw_yaml_reading_end(&library.reading);
}
