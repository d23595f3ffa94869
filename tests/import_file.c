/* import_file.c - read files as xw compile does, and say what is wrong with
 * them: what corpus.sh runs.
 * Usage: import_file [--strict] [--keep-going] [--format-in=NAME]
 *                    [--columns=FILE] PATH... */
#include <xw/import.h>
#include <xw/query.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
print(void *payload, xw_severity severity, const xw_error *where)
{
    (void)payload;
    static const char *const names[] = { "note", "warning", "error" };
    if (where->source[0]) {
        printf("%s:", where->source);
        if (where->line) {
            printf("%u:%u:", (unsigned)where->line, (unsigned)where->column);
        }
        printf(" ");
    }
    printf("%s: [XW-%03u] ", names[severity], (unsigned)where->code);
    if (where->path[0]) {
        printf("%s: ", where->path);
    }
    printf("%s\n", where->message);
    return true;
}

static xw_status
import(const char *const *paths, size_t count, xw_import_options *options,
       xw_import_summary *summary)
{
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_status st = xw_builder_new(&builder, NULL);
    xw_import_reviewer reviewer = { .size = sizeof reviewer,
                                    .builder = builder,
                                    .options = options,
                                    .summary = summary };
    if (!st) {
        st = xw_import_paths(builder, paths, count, options, summary, NULL);
    }
    if (!st) {
        st = xw_builder_freeze(builder, xw_import_review, &reviewer, &graph,
                               NULL);
    }
    xw_graph_free(graph);
    xw_builder_free(builder);
    return st;
}

/* The value of "--name=value", if the argument is of that name. */
static const char *
value_of(const char *argument, const char *name, const char *otherwise)
{
    size_t len = strlen(name);
    return strncmp(argument, name, len) ? otherwise : argument + len;
}

int
main(int argc, char **argv)
{
    xw_import_options options = { .size = sizeof options, .diag = print };
    xw_import_summary summary = XW_IMPORT_SUMMARY_INIT;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; ++at) {
        options.strict |= strcmp(argv[at], "--strict") == 0;
        options.keep_going |= strcmp(argv[at], "--keep-going") == 0;
        options.format = value_of(argv[at], "--format-in=", options.format);
        options.columns = value_of(argv[at], "--columns=", options.columns);
    }
    xw_status st = import((const char *const *)argv + at, (size_t)(argc - at),
                          &options, &summary);
    return st || summary.errors ? 3 : EXIT_SUCCESS;
}
