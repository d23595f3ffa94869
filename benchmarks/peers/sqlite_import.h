/* sqlite_import.h - a folder of CSV into a database. */
#ifndef XW_BENCHMARKS_SQLITE_IMPORT_H
#define XW_BENCHMARKS_SQLITE_IMPORT_H

void sqlite_import(const char *folder);

#endif
