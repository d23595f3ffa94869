/* Each allocation failing in turn, in every reader: on all files of the corpus
 * that are good or merely warned of. */
#include "support.h"

#include <xw/import.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, INPUTS_LEAST = 30 };

static xw_status
import_once(void *state)
{
    const char *const paths[] = { state };
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    const xw_import_options options = { .size = sizeof options,
                                        .keep_going = true };
    xw_status st = xw_builder_new(&builder, &err);
    if (!st) {
        st = xw_import_paths(builder, paths, 1, &options, NULL, &err);
    }
    assert_int_equal(err.status, st);
    xw_builder_free(builder);
    return st;
}

/* Call `visit` with each name in a folder that is no hidden one. */
static size_t
each_in(const char *folder, size_t (*visit)(const char *path))
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL) {
        char path[PATH_BYTES];
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        count += entry->d_name[0] == '.' ? 0 : visit(path);
    }
    if (dir) {
        (void)closedir(dir);
    }
    return count;
}

static size_t
sweep(const char *path)
{
    char own[PATH_BYTES];
    (void)snprintf(own, sizeof own, "%s", path);
    sweep_allocations(import_once, own);
    return 1;
}

static size_t
sweep_format(const char *path)
{
    char folder[PATH_BYTES];
    (void)snprintf(folder, sizeof folder, "%s/good", path);
    size_t count = each_in(folder, sweep);
    (void)snprintf(folder, sizeof folder, "%s/warned", path);
    return count + each_in(folder, sweep);
}

static void
test_readers_survive_each_allocation_failing(void **state)
{
    (void)state;
    const char *corpus = getenv("XW_CORPUS");
    size_t inputs = corpus ? each_in(corpus, sweep_format) : 0;
    assert_true(inputs >= INPUTS_LEAST);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readers_survive_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("import_memory", tests, NULL, NULL);
}
