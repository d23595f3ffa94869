#define _POSIX_C_SOURCE 200809L /* for fileno, fsync, mkdir */
#include "sink.h"

#include "exit_code.h"
#include "output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MUCH = 1 << 16 };

static void
fail(struct sink *sink, const char *verb)
{
    if (sink->code == EXIT_OK) {
        const char *path = sink->path.len ? text_get(&sink->path) : "output";
        output_error("cannot %s %s: %s", verb, path, strerror(errno));
        sink->code = EXIT_SYSTEM;
    }
}

static void
open_file(struct sink *sink)
{
    text_printf(&sink->temporary, "%s.%ld.tmp", text_get(&sink->path),
                (long)getpid());
    sink->to = fopen(text_get(&sink->temporary), "wb");
    if (!sink->to) {
        fail(sink, "write");
    }
}

void
sink_open(struct sink *sink, const char *path)
{
    *sink = (struct sink){ .to = stdout };
    if (path) {
        text_add(&sink->path, path);
        open_file(sink);
    }
}

void
sink_open_in(struct sink *sink, const char *folder, const char *name)
{
    size_t len = strlen(folder);
    *sink = (struct sink){ 0 };
    text_printf(&sink->path, "%s%s%s", folder,
                len && folder[len - 1] == '/' ? "" : "/", name);
    open_file(sink);
}

static void
write_out(struct sink *sink)
{
    if (sink->to && sink->code == EXIT_OK &&
        fwrite(text_get(&sink->text), 1, sink->text.len, sink->to) !=
            sink->text.len) {
        fail(sink, "write");
    }
    text_clear(&sink->text);
}

void
sink_flow(struct sink *sink)
{
    bool has_place = sink->to || sink->code != EXIT_OK;
    if (has_place && sink->text.len >= MUCH) {
        write_out(sink);
    }
}

void
sink_end_line(struct sink *sink)
{
    text_add_char(&sink->text, '\n');
    sink_flow(sink);
}

/* A rename shows a whole file, but only the disk's own word keeps it. */
static void
close_file(struct sink *sink, bool keep)
{
    const char *temporary = text_get(&sink->temporary);
    bool is_kept = keep && sink->code == EXIT_OK;
    if (is_kept && (fflush(sink->to) || fsync(fileno(sink->to)))) {
        fail(sink, "write");
    }
    if (fclose(sink->to) && is_kept) {
        fail(sink, "write");
    }
    if (is_kept && sink->code == EXIT_OK &&
        rename(temporary, text_get(&sink->path))) {
        fail(sink, "write");
    }
    if (!is_kept || sink->code != EXIT_OK) {
        (void)unlink(temporary);
    }
}

int
sink_close(struct sink *sink, bool keep)
{
    write_out(sink);
    if (sink->to && sink->path.len) {
        close_file(sink, keep);
    }
    text_free(&sink->text);
    text_free(&sink->path);
    text_free(&sink->temporary);
    return sink->code;
}

/* ---- Folders --------------------------------------------------------------- */

static bool
is_directory(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

int
sink_make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_directory(path))) {
        return EXIT_OK;
    }
    output_error("cannot make folder %s: %s", path, strerror(errno));
    return EXIT_SYSTEM;
}

bool
sink_is_folder(const char *path)
{
    size_t len = strlen(path);
    return is_directory(path) || (len && path[len - 1] == '/');
}
