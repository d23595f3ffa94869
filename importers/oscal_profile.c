#include "oscal_profile.h"

#include "native_catalogue.h"
#include "oscal.h"
#include "values.h"

#include <string.h>

unsigned
xw_oscal_profile_detect(const xw_document *document)
{
    return json_object_get(document->json, "profile") ? 95 : 0;
}

static bool
stopped(const xw_json_reading *reading)
{
    return reading->native.stop != XW_OK;
}

/* The framework of an import: the title of the resource it points to, or else
 * the framework that the profile's own title begins with. */
static bool
framework_of(xw_json_reading *reading, const json_t *profile,
             const json_t *import, const xw_oscal_name *own, xw_string *out)
{
    xw_string title =
        xw_oscal_resource_title(profile, xw_json_text(import, "href"));
    xw_oscal_name name = *own;
    bool good = !title.len || xw_oscal_name_of(reading, title, &name);
    *out = name.framework;
    return good;
}

/* Ways to select controls other than by id. */
static void
warn_of(xw_json_reading *reading, const xw_json_node *node, const char *member)
{
    if (json_object_get(node->json, member)) {
        const xw_json_path path = { &node->path, member, 0 };
        xw_json_reading_fault(reading, &path, XW_DIAG_PROFILE_PART,
                              xw_text(member));
    }
}

static void
read_import(xw_json_reading *reading, const xw_json_node *import,
            xw_string framework, xw_string scope)
{
    const xw_json_list selections =
        xw_json_array(reading, import, "include-controls");
    warn_of(reading, import, "include-all");
    warn_of(reading, import, "exclude-controls");
    for (size_t i = 0; i < selections.count; ++i) {
        const xw_json_node selection = xw_json_element(&selections, i);
        const xw_json_list ids = xw_json_array(reading, &selection, "with-ids");
        xw_json_record record;
        warn_of(reading, &selection, "matching");
        xw_json_record_begin(&record, reading, &selection);
        record.row.cells[XW_FIELD_FRAMEWORK_ID] = framework;
        record.row.cells[XW_FIELD_SCOPE_ID] = scope;
        xw_oscal_take_ids(&record, &ids, xw_native_scope);
    }
}

/* A scope is called by what the title says after the framework's revision, or
 * else by all of the title. */
static void
read_profile(xw_json_reading *reading, const xw_json_node *profile)
{
    const xw_json_node metadata = xw_json_object(reading, profile, "metadata");
    xw_string title = xw_json_text(metadata.json, "title");
    xw_oscal_name own;
    if (stopped(reading) || !xw_oscal_name_of(reading, title, &own)) {
        return;
    }
    xw_string scope = own.scope.len ? own.scope : own.framework;
    const xw_json_list imports = xw_json_array(reading, profile, "imports");
    for (size_t i = 0; i < imports.count && !stopped(reading); ++i) {
        const xw_json_node import = xw_json_element(&imports, i);
        xw_string framework;
        if (framework_of(reading, profile->json, import.json, &own,
                         &framework)) {
            read_import(reading, &import, framework, scope);
        }
    }
}

xw_status
xw_oscal_profile_read(xw_import_job *job, const xw_document *document)
{
    xw_json_reading reading;
    if (!xw_json_reading_begin(&reading, job->builder, &job->diagnostics,
                               document->name)) {
        const xw_json_node root = { document->json, { NULL, NULL, 0 } };
        const xw_json_node profile = xw_json_object(&reading, &root, "profile");
        if (profile.json) {
            read_profile(&reading, &profile);
        }
    }
    return xw_json_reading_end(&reading);
}
