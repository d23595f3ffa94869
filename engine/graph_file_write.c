/* graph_file_write.c - a graph's bytes to a file, all of them or none. */
#define _POSIX_C_SOURCE 200809L /* mkstemp, fsync, fchmod */

#include "alloc.h"
#include "error.h"
#include "graph.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_AT_ONCE = 1 << 30 };

xw_string
xw_graph_bytes(const xw_graph *graph)
{
    return (xw_string){ (const char *)graph->bytes, graph->size };
}

static bool
write_all(int fd, const unsigned char *bytes, size_t size)
{
    while (size) {
        size_t most = size < MOST_AT_ONCE ? size : MOST_AT_ONCE;
        ssize_t wrote = write(fd, bytes, most);
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            return false;
        }
        bytes += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

/* mkstemp gives 0600; a graph file is as readable as the umask allows.  The
 * umask can only be read by setting it, which other threads would notice, so
 * an empty sibling is not made either: 0644 is what it almost always gives. */
static bool
fill(int fd, const xw_graph *graph)
{
    return write_all(fd, graph->bytes, graph->size) &&
           fchmod(fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0 &&
           fsync(fd) == 0;
}

/* So that the rename survives a crash too.  Not all file systems allow it, and
 * the file is whole in any case. */
static void
sync_folder_of(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash) {
        slash[slash == path] = '\0';
    }
    int fd = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
}

static xw_status
write_beside(const xw_graph *graph, const char *path, char *temporary,
             xw_error *err)
{
    int fd = mkstemp(temporary);
    if (fd < 0) {
        return xw_fail(err, XW_E_IO, "cannot write '%s': %s", path,
                       strerror(errno));
    }
    bool good = fill(fd, graph);
    good = close(fd) == 0 && good;
    if (!good || rename(temporary, path)) {
        int why = errno;
        (void)unlink(temporary);
        return xw_fail(err, XW_E_IO, "cannot write '%s': %s", path,
                       strerror(why));
    }
    sync_folder_of(temporary);
    return XW_OK;
}

xw_status
xw_graph_write(const xw_graph *graph, const char *path, xw_error *err)
{
    static const char suffix[] = ".XXXXXX";
    size_t len = strlen(path);
    char *temporary = xw_alloc_array(NULL, len + sizeof suffix, 1);
    if (!temporary) {
        return xw_fail(err, XW_E_NOMEM, "out of memory writing '%s'", path);
    }
    memcpy(temporary, path, len);
    memcpy(temporary + len, suffix, sizeof suffix);
    xw_status st = write_beside(graph, path, temporary, err);
    xw_alloc_free(temporary);
    return st;
}
