#define _DEFAULT_SOURCE /* lstat, opendir, madvise */
#include "files.h"

#include "second_thread.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READ_BYTES = 1 << 18,
    LARGE_BYTES = 4 << 20,
    PAGE_BYTES = 1 << 16 /* a multiple of every machine's */
};

/* ---- Failures --------------------------------------------------------------- */

/* What the system said about `path`. */
static xw_status
report_failure(xw_diagnostics *diagnostics, const char *path, int why)
{
    const char *before = diagnostics->source;
    diagnostics->source = path;
    xw_finding finding = { .what = XW_DIAG_READ_FAILED,
                           .subject = xw_text(strerror(why)) };
    xw_status st;
    if (why == ENOMEM) {
        finding.what = XW_DIAG_NO_MEMORY;
        st = xw_diagnostics_fail(diagnostics, &finding);
    } else {
        st = xw_diagnostics_report(diagnostics, &finding);
    }
    diagnostics->source = before;
    return st;
}

/* ---- Finding ---------------------------------------------------------------- */

/* Paths of folders still to be looked into. */
typedef struct folders {
    char **paths; /* [count] */
    size_t count, cap;
} folders;

/* "folder/name"; NULL when out of memory. */
static char *
join(const char *folder, const char *name)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/') {
        --len;
    }
    size_t size = len + strlen(name) + 2;
    char *path = malloc(size);
    if (path) {
        (void)snprintf(path, size, "%.*s%s%s", (int)len, folder,
                       folder[len - 1] == '/' ? "" : "/", name);
    }
    return path;
}

/* Takes `path` over, or frees it. */
static bool
push_folder(folders *pending, char *path)
{
    if (pending->count == pending->cap) {
        size_t cap = pending->cap ? 2 * pending->cap : 16;
        char **paths = realloc(pending->paths, cap * sizeof *paths);
        if (!paths) {
            free(path);
            return false;
        }
        pending->paths = paths;
        pending->cap = cap;
    }
    pending->paths[pending->count++] = path;
    return true;
}

/* Takes `path` over, or frees it. */
static bool
push_file(xw_files *files, char *path, const struct stat *status, bool named)
{
    if (files->count == files->cap) {
        size_t cap = files->cap ? 2 * files->cap : 64;
        xw_file *items = realloc(files->items, cap * sizeof *items);
        if (!items) {
            free(path);
            return false;
        }
        files->items = items;
        files->cap = cap;
    }
    const char *slash = strrchr(path, '/');
    files->items[files->count++] = (xw_file){
        .path = path,
        .name = slash ? slash + 1 : path,
        .size = S_ISREG(status->st_mode) ? (uint64_t)status->st_size : 0,
        .device = (uint64_t)status->st_dev,
        .inode = (uint64_t)status->st_ino,
        .named = named,
        .threads = files->threads,
    };
    return true;
}

/* Something that lies in a folder.  Takes `path` over. */
static xw_status
add_found(xw_files *files, folders *pending, char *path,
          xw_diagnostics *diagnostics)
{
    struct stat status;
    bool ok = lstat(path, &status) == 0;
    bool link = ok && S_ISLNK(status.st_mode);
    ok = ok && (!link || stat(path, &status) == 0);
    if (!ok) {
        xw_status st = report_failure(diagnostics, path, errno);
        free(path);
        return st;
    }
    if (S_ISREG(status.st_mode)) {
        ok = push_file(files, path, &status, false);
    } else if (S_ISDIR(status.st_mode) && !link) {
        ok = push_folder(pending, path);
    } else {
        free(path);
    }
    return ok ? XW_OK : report_failure(diagnostics, "", ENOMEM);
}

static xw_status
read_entries(xw_files *files, folders *pending, DIR *dir, const char *folder,
             xw_diagnostics *diagnostics)
{
    xw_status st = XW_OK;
    const struct dirent *entry;
    while (!st && (errno = 0, entry = readdir(dir))) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char *path = join(folder, entry->d_name);
        st = path ? add_found(files, pending, path, diagnostics)
                  : report_failure(diagnostics, folder, ENOMEM);
    }
    return !st && errno ? report_failure(diagnostics, folder, errno) : st;
}

static xw_status
read_folder(xw_files *files, folders *pending, const char *folder,
            xw_diagnostics *diagnostics)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        return report_failure(diagnostics, folder, errno);
    }
    xw_status st = read_entries(files, pending, dir, folder, diagnostics);
    (void)closedir(dir);
    return st;
}

/* Takes `path` over. */
static xw_status
add_folder(xw_files *files, char *path, xw_diagnostics *diagnostics)
{
    folders pending = { 0 };
    xw_status st = push_folder(&pending, path)
                       ? XW_OK
                       : report_failure(diagnostics, "", ENOMEM);
    while (pending.count) {
        char *folder = pending.paths[--pending.count];
        if (!st) {
            st = read_folder(files, &pending, folder, diagnostics);
        }
        free(folder);
    }
    free(pending.paths);
    return st;
}

xw_status
xw_files_add(xw_files *files, const char *path, xw_diagnostics *diagnostics)
{
    struct stat status;
    if (stat(path, &status)) {
        return report_failure(diagnostics, path, errno);
    }
    char *copy = strdup(path);
    if (!copy) {
        return report_failure(diagnostics, path, ENOMEM);
    }
    if (S_ISDIR(status.st_mode)) {
        return add_folder(files, copy, diagnostics);
    }
    return push_file(files, copy, &status, true)
               ? XW_OK
               : report_failure(diagnostics, path, ENOMEM);
}

/* ---- Order ------------------------------------------------------------------ */

static int
compare(uint64_t x, uint64_t y)
{
    return x < y ? -1 : x > y;
}

static int
by_identity(const void *a, const void *b)
{
    const xw_file *x = a;
    const xw_file *y = b;
    int order = compare(x->device, y->device);
    order = order ? order : compare(x->inode, y->inode);
    order = order ? order : strcmp(x->name, y->name);
    return order ? order : strcmp(x->path, y->path);
}

static int
by_name_and_size(const void *a, const void *b)
{
    const xw_file *x = a;
    const xw_file *y = b;
    int order = strcmp(x->name, y->name);
    order = order ? order : compare(x->size, y->size);
    return order ? order : strcmp(x->path, y->path);
}

static int
by_content(const void *a, const void *b)
{
    const xw_file *x = a;
    const xw_file *y = b;
    int order = compare(x->bytes.len, y->bytes.len);
    if (!order && x->bytes.len) {
        order = memcmp(x->bytes.bytes, y->bytes.bytes, x->bytes.len);
    }
    return order ? order : strcmp(x->path, y->path);
}

static void
free_file(xw_file *file)
{
    xw_file_unload(file);
    free(file->path);
}

static xw_status
note_repeat(const xw_file *file, xw_diagnostics *diagnostics)
{
    const char *before = diagnostics->source;
    diagnostics->source = file->path;
    xw_status st = xw_diagnostics_report(
        diagnostics, &(xw_finding){ .what = XW_DIAG_NAMED_TWICE });
    diagnostics->source = before;
    return st;
}

xw_status
xw_files_sort(xw_files *files, xw_diagnostics *diagnostics)
{
    if (!files->count) {
        return XW_OK;
    }
    qsort(files->items, files->count, sizeof *files->items, by_identity);
    xw_status st = XW_OK;
    size_t kept = 1;
    for (size_t i = 1; i < files->count; ++i) {
        xw_file *last = &files->items[kept - 1];
        xw_file *file = &files->items[i];
        if (file->device != last->device || file->inode != last->inode) {
            files->items[kept++] = *file;
            continue;
        }
        st = st ? st : note_repeat(file, diagnostics);
        last->named |= file->named;
        free_file(file);
    }
    files->count = kept;
    qsort(files->items, kept, sizeof *files->items, by_name_and_size);
    return st;
}

xw_status
xw_files_run(xw_files *files, size_t start, xw_diagnostics *diagnostics,
             size_t *end)
{
    const xw_file *first = &files->items[start];
    size_t at = start + 1;
    while (at < files->count && files->items[at].size == first->size &&
           strcmp(files->items[at].name, first->name) == 0) {
        ++at;
    }
    *end = at;
    xw_status st = XW_OK;
    for (size_t i = start; !st && at - start > 1 && i < at; ++i) {
        st = xw_file_load(&files->items[i], diagnostics);
    }
    qsort(files->items + start, at - start, sizeof *files->items, by_content);
    return st;
}

/* ---- Content ---------------------------------------------------------------- */

static bool
make_room(xw_buffer *buffer, size_t len)
{
    if (!xw_buffer_reserve(buffer, len)) {
        errno = ENOMEM;
        return false;
    }
    return true;
}

/* A part of a file, and where it is to be. */
typedef struct part {
    int fd;
    char *bytes;
    size_t offset, size;
    bool is_read; /* all of it */
} part;

static void *
read_part(void *payload)
{
    part *p = payload;
    size_t done = 0;
    ssize_t got = 1;
    while (done < p->size && (got > 0 || (got < 0 && errno == EINTR))) {
        got = pread(p->fd, p->bytes + done, p->size - done,
                    (off_t)(p->offset + done));
        done += got > 0 ? (size_t)got : 0;
    }
    p->is_read = done == p->size;
    return NULL;
}

/* As much as the file had when it was found, each half by another thread: most of
 * it is memory being made.  What goes wrong is found when it is read in one go. */
static void
read_halves(FILE *in, size_t size, xw_buffer *out)
{
    size_t first = size / 2;
    part halves[] = { { fileno(in), out->bytes, 0, first, false },
                      { fileno(in), out->bytes + first, first, size - first,
                        false } };
    pthread_t thread;
    if (pthread_create(&thread, NULL, read_part, &halves[1])) {
        return;
    }
    (void)read_part(&halves[0]);
    (void)pthread_join(thread, NULL);
    if (halves[0].is_read && halves[1].is_read &&
        fseeko(in, (off_t)size, SEEK_SET) == 0) {
        out->len = size;
    }
}

/* Ask for the rest of a buffer in large pages, as all of it will be written: that
 * is hundreds of times fewer faults. */
static void
prefer_large_pages(const xw_buffer *buffer)
{
#ifdef MADV_HUGEPAGE
    char *rest = buffer->bytes + buffer->len;
    size_t left = buffer->cap - buffer->len;
    size_t before = (PAGE_BYTES - (uintptr_t)rest % PAGE_BYTES) % PAGE_BYTES;
    if (left >= LARGE_BYTES) {
        size_t pages = (left - before) / PAGE_BYTES;
        (void)madvise(rest + before, pages * PAGE_BYTES, MADV_HUGEPAGE);
    }
#else
    (void)buffer;
#endif
}

bool
xw_read_stream(FILE *in, xw_buffer *out)
{
    size_t got = 1;
    while (got) {
        if (out->len == out->cap && !make_room(out, READ_BYTES)) {
            return false;
        }
        errno = 0;
        got = fread(out->bytes + out->len, 1, out->cap - out->len, in);
        out->len += got;
    }
    return !ferror(in);
}

xw_status
xw_file_read(const char *path, xw_buffer *out, xw_diagnostics *diagnostics)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        return report_failure(diagnostics, path, errno);
    }
    bool good = xw_read_stream(in, out);
    int why = good ? 0 : errno;
    (void)fclose(in); /* only read from */
    if (!good) {
        xw_buffer_free(out);
        return report_failure(diagnostics, path, why);
    }
    return XW_OK;
}

xw_status
xw_file_load(xw_file *file, xw_diagnostics *diagnostics)
{
    if (file->loaded || file->failed) {
        return XW_OK;
    }
    FILE *in = fopen(file->path, "rb");
    file->failed = true; /* until it has not */
    if (!in) {
        return report_failure(diagnostics, file->path, errno);
    }
    /* One byte more than it has, so that the end is seen without growing. */
    bool good = make_room(&file->bytes, (size_t)file->size + 1);
    if (good) {
        prefer_large_pages(&file->bytes);
        if (file->size >= LARGE_BYTES && xw_second_thread(file->threads)) {
            read_halves(in, (size_t)file->size, &file->bytes);
        }
        good = xw_read_stream(in, &file->bytes);
    }
    int why = good ? 0 : errno;
    (void)fclose(in); /* only read from */
    if (!good) {
        xw_file_unload(file);
        return report_failure(diagnostics, file->path, why);
    }
    file->loaded = true;
    file->failed = false;
    return XW_OK;
}

void
xw_file_unload(xw_file *file)
{
    xw_buffer_free(&file->bytes);
    file->loaded = false;
}

void
xw_files_free(xw_files *files)
{
    for (size_t i = 0; i < files->count; ++i) {
        free_file(&files->items[i]);
    }
    free(files->items);
    *files = (xw_files){ 0 };
}
