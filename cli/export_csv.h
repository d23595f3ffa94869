/* export_csv.h - a graph as the native format's CSV files. */
#ifndef XW_CLI_EXPORT_CSV_H
#define XW_CLI_EXPORT_CSV_H

#include "exported.h"
#include "sink.h"

/** The names of the files without ".csv", up to NULL. */
extern const char *const export_csv_tables[];

/** Write one of them, the number being its index in that list. */
void export_csv_table(struct exported *exported, uint32_t table,
                      struct sink *sink);

/** Write all of them into a folder.  Gives an exit code, having said what is
 *  wrong. */
int export_csv_folder(struct exported *exported, const char *folder);

/** Add cells to a line, the first without a comma. */
void export_csv_cell(struct sink *sink, bool is_first, const char *value);

#endif
