#include "ciso_assistant.h"

#include "buffer.h"
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

/* Risk matrices, threats, reference controls. */
static void
report_others(xw_ciso_library *library)
{
    static const char *const read[] = { "framework", "frameworks",
                                        "requirement_mapping_set",
                                        "requirement_mapping_sets", NULL };
    xw_yaml_node objects = xw_yaml_get(library->root, "objects");
    xw_buffer list = { 0 };
    size_t index;
    bool good = true;
    for (size_t i = 0; good && i < xw_yaml_pair_count(objects); ++i) {
        xw_string key = xw_yaml_text(xw_yaml_pair_key(objects, i));
        if (!xw_parse_word(key, read, &index)) {
            good = xw_buffer_append(&list, ", ", list.len ? 2 : 0) &&
                   xw_buffer_append(&list, key.bytes, key.len);
        }
    }
    if (xw_yaml_reading_stored(&library->reading, good) && list.len) {
        xw_finding finding = { .what = XW_DIAG_OTHER_OBJECTS,
                               .subject = { list.bytes, list.len } };
        xw_yaml_reading_report(&library->reading, objects, &finding);
    }
    xw_buffer_free(&list);
}

xw_status
xw_ciso_assistant_read(xw_import_job *job, const xw_document *document)
{
    xw_ciso_library library = { .root = xw_yaml_root(document->yaml) };
    if (!xw_yaml_reading_begin(&library.reading, job->builder,
                               &job->diagnostics, document->name)) {
        xw_ciso_frameworks(&library);
        xw_ciso_sets(&library);
        report_others(&library);
    }
    return xw_yaml_reading_end(&library.reading);
}
