#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include "import_folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Files to read ---------------------------------------------------------- */

const char *
path_in(folder *f, const char *name)
{
    char path[PATH_BYTES];
    int len = snprintf(path, sizeof path, "%s/%s", f->path, name);
    assert_true(len < PATH_BYTES && f->count < 32);
    return memcpy(f->made[f->count++], path, sizeof path);
}

folder
make_folder(void)
{
    folder f = { .path = "/tmp/xw-test-XXXXXX" };
    assert_non_null(mkdtemp(f.path));
    return f;
}

void
add_folder(folder *f, const char *name)
{
    assert_int_equal(mkdir(path_in(f, name), 0700), 0);
}

void
add_bytes(folder *f, const char *name, const char *bytes, size_t len)
{
    FILE *out = fopen(path_in(f, name), "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, len, out), len);
    assert_int_equal(fclose(out), 0);
}

void
add_file(folder *f, const char *name, const char *text)
{
    add_bytes(f, name, text, strlen(text));
}

void
remove_folder(folder *f)
{
    while (f->count) {
        (void)remove(f->made[--f->count]);
    }
    assert_int_equal(rmdir(f->path), 0);
}

/* ---- Reading them ----------------------------------------------------------- */

static xw_graph *
freeze(xw_builder *builder, const xw_import_options *options, import_result *r)
{
    xw_graph *graph = NULL;
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .builder = builder,
                                    .options = options,
                                    .summary = &r->summary };
    xw_error err = XW_ERROR_INIT;
    assert_ok(
        xw_builder_freeze(builder, xw_import_review, &reviewer, &graph, &err),
        err);
    return graph;
}

void
import_with(import_result *r, xw_import_options options,
            const char *const *paths, size_t count)
{
    *r = (import_result){ .summary = XW_IMPORT_SUMMARY_INIT };
    options.size = sizeof options;
    options.diag = hear;
    options.payload = &r->heard;
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    r->status =
        xw_import_paths(builder, paths, count, &options, &r->summary, &err);
    assert_int_equal(err.status, r->status);
    if (!r->status) {
        xw_graph *graph = freeze(builder, &options, r);
        r->text = graph_text(graph);
        xw_graph_free(graph);
    }
    xw_builder_free(builder);
}

void
import_folder(import_result *r, const folder *f)
{
    const char *const paths[] = { f->path };
    import_with(r, (xw_import_options){ 0 }, paths, 1);
}
