/* import_folder.h - folders made for a test, and what comes of importing them. */
#ifndef XW_TESTS_IMPORT_FOLDER_H
#define XW_TESTS_IMPORT_FOLDER_H

#include "import_support.h"

enum { FOLDER_BYTES = 32, PATH_BYTES = 256 };

/** A folder of a test's own, with its files in order of making. */
typedef struct folder {
    char path[FOLDER_BYTES];
    char made[32][PATH_BYTES];
    size_t count;
} folder;

folder make_folder(void);
void remove_folder(folder *f);

/** The path of what is to be made under this name. */
const char *path_in(folder *f, const char *name);

void add_folder(folder *f, const char *name);
void add_bytes(folder *f, const char *name, const char *bytes, size_t len);
void add_file(folder *f, const char *name, const char *text);

typedef struct import_result {
    xw_status status;
    xw_import_summary summary;
    heard heard;
    char *text; /* of the graph, or NULL */
} import_result;

/** Import `paths`; `diag` of the options is set to hear. */
void import_with(import_result *r, xw_import_options options,
                 const char *const *paths, size_t count);
void import_folder(import_result *r, const folder *f);

#endif
