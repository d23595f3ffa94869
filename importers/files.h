/* files.h - the files an import is to read, in an order that depends on
 * nothing but what they are called and what is in them. */
#ifndef XW_IMPORTERS_FILES_H
#define XW_IMPORTERS_FILES_H

#include "buffer.h"
#include "diagnostics.h"

#include <stdio.h>

typedef struct xw_file {
    char *path;
    const char *name; /* the last part of `path` */
    uint64_t size, device, inode;
    bool named;       /* by the caller, rather than found in a folder */
    bool loaded;      /* `bytes` has it all */
    bool failed;      /* to load, and that was reported */
    bool put_off;     /* to be read when all others have been */
    uint32_t threads; /* that may read it; 0: one for each processor */
    xw_buffer bytes;
} xw_file;

/** Start from zeroes, but for `threads`. */
typedef struct xw_files {
    xw_file *items; /* [count] */
    size_t count, cap;
    uint32_t threads; /* that may read one of them, as above */
} xw_files;

/** Add a file, or all files in a folder and in the folders in it, but for
 *  hidden ones.  Links to folders are not followed.  What cannot be looked at
 *  is reported.  The status is XW_OK or why to stop. */
xw_status xw_files_add(xw_files *files, const char *path,
                       xw_diagnostics *diagnostics);

/** Sort by name and size, and keep one of each file that was added twice,
 *  which is noted.  Status as above. */
xw_status xw_files_sort(xw_files *files, xw_diagnostics *diagnostics);

/** The end of the run of files that begins at `start` and is alike in name and
 *  size.  A run of several is loaded and sorted by content.  Status as above. */
xw_status xw_files_run(xw_files *files, size_t start,
                       xw_diagnostics *diagnostics, size_t *end);

/** Read a file, unless that was tried before.  A failure is reported and
 *  leaves it not `loaded`.  Status as above. */
xw_status xw_file_load(xw_file *file, xw_diagnostics *diagnostics);
void xw_file_unload(xw_file *file);

/** Append all of the file at `path`; `bytes` stays NULL when that failed and was
 *  reported.  Status as above. */
xw_status xw_file_read(const char *path, xw_buffer *out,
                       xw_diagnostics *diagnostics);

/** Append all of `in`.  False on failure: errno has why, ENOMEM too. */
bool xw_read_stream(FILE *in, xw_buffer *out);

void xw_files_free(xw_files *files);

#endif
