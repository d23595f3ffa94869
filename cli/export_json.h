/* export_json.h - a graph as one document of the native JSON format. */
#ifndef XW_CLI_EXPORT_JSON_H
#define XW_CLI_EXPORT_JSON_H

#include "exported.h"
#include "sink.h"

/** Write the frameworks and mapping sets of an export. */
void export_json(struct exported *exported, struct sink *sink);

/** Write one framework with its controls and scopes, an object. */
void export_json_framework(struct exported *exported, xw_framework framework,
                           struct writer *out, struct sink *sink);

/** Whether a file declared it, or controls of it; else it is for mappings to
 *  name. */
bool export_json_is_declared(struct exported *exported,
                             const xw_framework_info *info);

#endif
