#include "candidate_file.h"

#include "output.h"

#include <errno.h>
#include <string.h>

static const char HEADER[] =
    "source_framework,source_control,target_framework,target_control,direct,"
    "score,constant,walks,titles,rivals,parts,evidence,likeness,"
    "best_likeness,independent,walk,known,true";

bool
candidate_file_open(struct candidate_file *file, struct view *view,
                    const char *path)
{
    *file = (struct candidate_file){ .view = view, .path = path };
    file->stream = fopen(path, "w");
    if (!file->stream) {
        output_error("cannot write %s: %s", path, strerror(errno));
        return false;
    }
    fprintf(file->stream, "%s\r\n", HEADER);
    return true;
}

static void
put_quoted(FILE *to, const char *value)
{
    (void)putc('"', to);
    for (; *value; ++value) {
        if (*value == '"') {
            (void)putc('"', to);
        }
        (void)putc(*value, to);
    }
    (void)putc('"', to);
}

static void
put_control(struct candidate_file *file, xw_control control)
{
    xw_control_info info = view_control(file->view, control);
    put_quoted(file->stream, view_framework(file->view, info.framework).id);
    (void)putc(',', file->stream);
    put_quoted(file->stream, info.id);
    (void)putc(',', file->stream);
}

void
candidate_file_add(void *payload, const xw_evaluated_candidate *candidate)
{
    struct candidate_file *file = payload;
    const xw_rank_pieces *pieces = &candidate->pieces;
    put_control(file, candidate->source);
    put_control(file, candidate->target);
    int put = fprintf(
        file->stream,
        "%llu,%.6f,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g,%u,%.6g,%d,%d\r\n",
        (unsigned long long)candidate->direct, candidate->score,
        pieces->constant, pieces->walks, pieces->titles, pieces->rivals,
        pieces->parts, pieces->evidence, pieces->likeness,
        pieces->best_likeness, (unsigned)pieces->independent, candidate->walk,
        candidate->is_known, candidate->is_true);
    if (put < 0 && !file->error) {
        file->error = errno;
    }
}

bool
candidate_file_close(struct candidate_file *file)
{
    if (!file->stream) {
        return true;
    }
    errno = 0;
    bool has_failed = ferror(file->stream);
    if (fclose(file->stream) || has_failed) {
        int error = file->error ? file->error : errno;
        output_error("cannot write %s: %s", file->path,
                     error ? strerror(error) : "an earlier write failed");
        return false;
    }
    return true;
}
