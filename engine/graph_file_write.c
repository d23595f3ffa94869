/* graph_file_write.c - a graph's bytes to a file, all of them or none. */
#define _POSIX_C_SOURCE 200809L /* fsync, O_CLOEXEC */

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

enum {
    MOST_AT_ONCE = 1 << 30,
    MOST_LEFT_BEHIND = 100, /* temporary files of earlier processes */
    LONGEST_SUFFIX = 48     /* more than a process id and number take */
};

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

/* A new file beside `path`, as readable as the umask allows, which mkstemp would
 * not see to.  Names that something left behind are passed over. */
static int
create_beside(const char *path, char *temporary, size_t size)
{
    int fd = -1;
    for (unsigned n = 0; n < MOST_LEFT_BEHIND; ++n) {
        (void)snprintf(temporary, size, "%s.%ld-%u.tmp", path, (long)getpid(),
                       n);
        fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                  S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
        if (fd >= 0 || errno != EEXIST) {
            break;
        }
    }
    return fd;
}

static xw_status
cannot_write(xw_error *err, const char *path, const char *why)
{
    return xw_fail(err, XW_E_IO, "cannot write '%s': %s", path, why);
}

static xw_status
write_beside(const xw_graph *graph, const char *path, char *temporary,
             size_t size, xw_error *err)
{
    int fd = create_beside(path, temporary, size);
    if (fd < 0) {
        return cannot_write(err, path, strerror(errno));
    }
    bool good = write_all(fd, graph->bytes, graph->size) && fsync(fd) == 0;
    int why = errno;
    if (close(fd) && good) {
        good = false;
        why = errno;
    }
    if (good && rename(temporary, path)) {
        good = false;
        why = errno;
    }
    if (!good) {
        (void)unlink(temporary);
        return cannot_write(err, path, strerror(why));
    }
    sync_folder_of(temporary);
    return XW_OK;
}

/* Renaming would replace a device or a pipe by a file. */
static bool
is_replaceable(const char *path)
{
    struct stat info;
    return stat(path, &info) || S_ISREG(info.st_mode);
}

xw_status
xw_graph_write(const xw_graph *graph, const char *path, xw_error *err)
{
    if (!is_replaceable(path)) {
        return cannot_write(err, path, "not a file");
    }
    size_t size = strlen(path) + LONGEST_SUFFIX;
    char *temporary = xw_alloc_array(NULL, size, 1);
    if (!temporary) {
        return xw_fail(err, XW_E_NOMEM, "out of memory writing '%s'", path);
    }
    xw_status st = write_beside(graph, path, temporary, size, err);
    xw_alloc_free(temporary);
    return st;
}
