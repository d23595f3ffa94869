/* map_report.h - prints what xw map answers. */
#ifndef XW_CLI_MAP_REPORT_H
#define XW_CLI_MAP_REPORT_H

#include "column.h"

/** Whether `fields`, of which there may be none, are fields of a result. */
bool map_report_has_fields(const struct string_list *fields);

/** Print the documents of an array, one for each control asked after. */
void map_report_print(json_t *documents, const struct string_list *fields,
                      const struct common_options *options);

#endif
