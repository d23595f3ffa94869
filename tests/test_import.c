#define _POSIX_C_SOURCE 200809L /* symlink, fmemopen */

#include "import_folder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Folders ---------------------------------------------------------------- */

static void
test_import_reads_folders_in_folders_but_nothing_hidden(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    add_file(&f, ".hidden.csv", "framework_id,name\nh,H\n");
    add_folder(&f, "deep");
    add_folder(&f, "deep/er");
    add_file(&f, "deep/er/g.json",
             "{\"frameworks\":[{\"id\":\"g\",\"name\":\"G\"}]}");
    add_folder(&f, ".git");
    add_file(&f, ".git/i.csv", "framework_id,name\ni,I\n");
    import_result r;
    import_folder(&r, &f);
    assert_heard_nothing(&r.heard);
    assert_string_equal(r.text, "framework f name=F\nframework g name=G\n");
    assert_int_equal(r.summary.files, 2);
    assert_int_equal(r.summary.bytes, 22 + 38);
    free(r.text);
    remove_folder(&f);
}

static void
test_import_names_what_it_leaves_out_of_a_folder(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "README.md", "# This, that\n");
    add_file(&f, "empty", "");
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    add_file(&f, "other.json", "{\"x\": 1}");
    add_file(&f, "style.css", "{ color: blue }");
    add_bytes(&f, "archive.zip", "PK\x03\x04\0\0", 6);
    add_file(&f, "book.xlsx", "PK\x03\x04 xl/workbook.xml");
    import_result r;
    import_folder(&r, &f);
    assert_int_equal(r.status, XW_OK);
    assert_heard(&r.heard, "1:1 XW-014 warning", "1:1 XW-011 warning",
                 "1:1 XW-010 note", "XW-007 warning", "XW-007 note",
                 "XW-007 note");
    assert_non_null(strstr(r.heard.errors[3].source, "other.json"));
    assert_non_null(strstr(r.heard.errors[5].source, "README.md"));
    assert_int_equal(r.summary.unknown, 6);
    assert_int_equal(r.summary.files, 1);
    free(r.text);
    remove_folder(&f);
}

static void
test_import_of_nothing_is_an_error(void **state)
{
    (void)state;
    folder f = make_folder();
    import_result r;
    import_folder(&r, &f);
    assert_heard(&r.heard, "XW-009 error");
    assert_int_equal(r.status, XW_E_DATA);
    add_file(&f, "README.md", "# This, that\n");
    import_folder(&r, &f);
    assert_heard(&r.heard, "XW-007 note", "XW-009 error");
    import_with(&r, (xw_import_options){ 0 }, NULL, 0);
    assert_heard(&r.heard, "XW-009 error");
    remove_folder(&f);
}

static void
test_import_ends_when_links_go_in_circles(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    assert_int_equal(symlink(".", path_in(&f, "circle")), 0);
    assert_int_equal(symlink("frameworks.csv", path_in(&f, "link.csv")), 0);
    import_result r;
    import_folder(&r, &f);
    assert_heard(&r.heard, "XW-008 note"); /* the link to what is read */
    assert_string_equal(r.text, "framework f name=F\n");
    free(r.text);
    remove_folder(&f);
}

/* ---- Large files ------------------------------------------------------------- */

/* As large as those that two threads read and take apart. */
static char *
new_large_text(void)
{
    enum { ROWS = 110000, ROW_BYTES = 64 };
    char *text = malloc((size_t)ROWS * ROW_BYTES);
    size_t len = (size_t)snprintf(text, (size_t)2 * ROW_BYTES, "%s\n",
                                  "source_framework,source_control,"
                                  "target_framework,target_control,"
                                  "relationship,rationale");
    for (unsigned i = 0; i < ROWS - 2; ++i) {
        len += (size_t)snprintf(text + len, ROW_BYTES,
                                "a,A-%u,b,B.%u,equal,\"told, %05u times\"\n",
                                i % 997, i * 7 % 1009, i);
    }
    return text;
}

static void
test_import_says_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    folder f = make_folder();
    char *text = new_large_text();
    add_file(&f, "mappings.csv", text);
    free(text);
    char *said = NULL;
    for (uint32_t threads = 1; threads <= 2; ++threads) {
        import_result r;
        const char *path = f.made[0];
        import_with(&r, (xw_import_options){ .threads = threads }, &path, 1);
        assert_int_equal(r.status, XW_OK);
        if (said) {
            assert_true(strcmp(said, r.text) == 0);
        }
        free(said);
        said = r.text;
    }
    free(said);
    remove_folder(&f);
}

/* ---- What a file is --------------------------------------------------------- */

/* Each row: a file that is named, and what is heard of it. */
static const struct odd {
    const char *name;
    const char *bytes;
    size_t len;
    const char *heard;
} odd_files[] = {
    { "maps.csv", "from,to\na,b\n", 12, "1:1 XW-006 error" },
    { "maps.csv", "", 0, "1:1 XW-010 error" },
    { "maps.csv", BOM " \n\n", 6, "1:1 XW-010 error" },
    { "maps.zip", "PK\x03\x04\0", 5, "1:1 XW-014 error" },
    { "maps.csv", "PK\x03\x04\0xl/", 8, "1:1 XW-011 error" },
    { "maps.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "1:1 XW-011 error" },
    { "maps.csv",
      "\xFF\xFE"
      "a\0",
      4, "1:1 XW-012 error" },
    { "maps.csv", "fr\"om,to\n", 9, "1:3 XW-101 error" },
    { "maps", "fr\"om,to\n", 9, "1:1 XW-006 error" },
    { "maps.json", "{\"x\":1}", 7, "1:1 XW-006 error" },
    { "maps.csv", "{\"x\":", 5, "1:6 XW-201 error" },
};

static void
test_import_says_why_a_file_that_is_named_is_not_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof odd_files / sizeof *odd_files; ++i) {
        const struct odd *odd = &odd_files[i];
        folder f = make_folder();
        add_bytes(&f, odd->name, odd->bytes, odd->len);
        const char *const paths[] = { f.made[0] };
        import_result r;
        import_with(&r, (xw_import_options){ 0 }, paths, 1);
        assert_heard(&r.heard, odd->heard);
        assert_string_equal(r.heard.errors[0].source, f.made[0]);
        assert_int_equal(r.summary.files, strcmp(odd->heard, "1:3 XW-101 "
                                                             "error") == 0);
        remove_folder(&f);
    }
}

static void
test_import_knows_a_file_by_content_whatever_it_is_called(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "a.json", "framework_id,name\nf,F\n");
    add_file(&f, "b.csv",
             BOM "\n {\"frameworks\":[{\"id\":\"g\","
                 "\"name\":\"G\"}]}");
    import_result r;
    import_folder(&r, &f);
    assert_heard_nothing(&r.heard);
    assert_string_equal(r.text, "framework f name=F\nframework g name=G\n");
    free(r.text);
    remove_folder(&f);
}

static void
test_import_takes_the_format_it_is_told(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "a.csv", "framework_id,name\nf,F\n");
    const char *const paths[] = { f.made[0] };
    import_result r;
    import_with(&r, (xw_import_options){ .format = "native-json" }, paths, 1);
    assert_heard(&r.heard, "1:1 XW-201 error");
    import_with(&r, (xw_import_options){ .format = "native-csv" }, paths, 1);
    assert_heard_nothing(&r.heard);
    free(r.text);
    import_with(&r, (xw_import_options){ .format = "no-such" }, paths, 1);
    assert_heard_nothing(&r.heard);
    assert_int_equal(r.status, XW_E_ARG);
    remove_folder(&f);
}

static void
test_import_lists_its_formats(void **state)
{
    (void)state;
    bool csv = false;
    for (size_t i = 0; xw_import_format_name(i); ++i) {
        csv = csv || strcmp(xw_import_format_name(i), "native-csv") == 0;
    }
    assert_true(csv);
}

/* ---- Order ------------------------------------------------------------------ */

#define CONTROLS "framework_id,control_id,title\n"

static void
fill_packs(folder *f, const char *first, const char *second)
{
    char name[PATH_BYTES];
    add_folder(f, first);
    add_folder(f, second);
    (void)snprintf(name, sizeof name, "%s/controls.csv", first);
    add_file(f, name, CONTROLS "f,1,One\nf,2,Two\n");
    (void)snprintf(name, sizeof name, "%s/controls.csv", second);
    add_file(f, name, CONTROLS "f,4,For\nf,3,Thr\n");
    (void)snprintf(name, sizeof name, "%s/maps.csv", first);
    add_file(f, name,
             "source_framework,source_control,target_framework,"
             "target_control,relationship,note\nf,1,f,4,equal,first\n");
    (void)snprintf(name, sizeof name, "%s/maps.csv", second);
    add_file(f, name,
             "source_framework,source_control,target_framework,"
             "target_control,relationship,note\nf,1,f,4,equal,other\n");
}

static void
test_import_gives_the_same_graph_in_whatever_order(void **state)
{
    (void)state;
    folder ab = make_folder();
    folder ba = make_folder();
    fill_packs(&ab, "a", "b");
    fill_packs(&ba, "b", "a");
    const char *const backwards[] = { ba.made[5], ba.made[4], ba.made[3],
                                      ba.made[2] };
    import_result folder_result, list_result, other_result;
    import_folder(&folder_result, &ab);
    import_folder(&other_result, &ba);
    import_with(&list_result, (xw_import_options){ 0 }, backwards, 4);
    assert_non_null(strstr(folder_result.text, "control f:3 title=Thr\n"));
    assert_string_equal(folder_result.text, other_result.text);
    assert_string_equal(folder_result.text, list_result.text);
    free(folder_result.text);
    free(other_result.text);
    free(list_result.text);
    remove_folder(&ab);
    remove_folder(&ba);
}

static void
test_import_reads_a_file_that_is_named_twice_once(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nf,F\n");
    char again[2 * PATH_BYTES];
    (void)snprintf(again, sizeof again, "%s/./frameworks.csv", f.path);
    const char *const paths[] = { f.path, f.made[0], again };
    import_result r;
    import_with(&r, (xw_import_options){ 0 }, paths, 3);
    assert_heard(&r.heard, "XW-008 note", "XW-008 note");
    assert_int_equal(r.summary.files, 1);
    free(r.text);
    remove_folder(&f);
}

static void
test_import_goes_on_after_a_file_it_cannot_open(void **state)
{
    (void)state;
    folder f = make_folder();
    add_file(&f, "frameworks.csv", "framework_id,name\nF,F\n");
    const char *const paths[] = { "/nowhere/maps.csv", f.path };
    import_result r;
    import_with(&r, (xw_import_options){ .keep_going = true }, paths, 2);
    assert_heard(&r.heard, "XW-003 error", "2:1 XW-302 error");
    assert_string_equal(r.heard.errors[0].source, "/nowhere/maps.csv");
    assert_string_equal(r.heard.errors[0].message,
                        "cannot read: No such file or directory");
    assert_int_equal(r.status, XW_E_IO); /* whatever is kept going */
    remove_folder(&f);
}

/* ---- One open input --------------------------------------------------------- */

static void
test_import_reads_a_stream(void **state)
{
    (void)state;
    static const char text[] = "framework_id,name\nf,F\nG,G\n";
    heard h = { 0 };
    xw_import_options options = {
        .size = sizeof options, .source = "<stdin>", .diag = hear, .payload = &h
    };
    xw_import_summary summary = XW_IMPORT_SUMMARY_INIT;
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    FILE *in = open_bytes(text, sizeof text - 1);
    assert_int_equal(xw_import_stream(builder, in, &options, &summary, &err),
                     XW_E_DATA);
    assert_int_equal(fclose(in), 0);
    assert_heard(&h, "3:1 XW-302 error");
    assert_string_equal(err.source, "<stdin>");
    assert_int_equal(summary.bytes, sizeof text - 1);
    xw_builder_free(builder);
}

static void
test_import_reports_a_stream_that_cannot_be_read(void **state)
{
    (void)state;
    FILE *directory = fopen("/", "rb"); /* opens, but reading fails */
    assert_non_null(directory);
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_int_equal(xw_import_stream(builder, directory, NULL, NULL, &err),
                     XW_E_IO);
    assert_int_equal(fclose(directory), 0);
    assert_string_equal(err.message, "cannot read: Is a directory");
    assert_string_equal(err.source, "<input>");
    xw_builder_free(builder);
}

static void
test_import_refuses_structs_of_unknown_size(void **state)
{
    (void)state;
    xw_import_options options = { .size = 1 };
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_int_equal(xw_import_bytes(builder, "", 0, &options, NULL, &err),
                     XW_E_ARG);
    xw_builder_free(builder);
}

/* ---- Progress --------------------------------------------------------------- */

typedef struct progress {
    uint64_t done, total;
    size_t calls;
} progress;

static void
note_progress(void *payload, uint64_t done, uint64_t total)
{
    progress *p = payload;
    assert_true(done >= p->done && done <= total);
    *p = (progress){ done, total, p->calls + 1 };
}

static void
test_import_tells_how_far_it_is(void **state)
{
    (void)state;
    enum { ROWS = 100000 };
    folder f = make_folder();
    FILE *out = fopen(path_in(&f, "controls.csv"), "wb");
    assert_non_null(out);
    fputs("framework_id,control_id,title\n", out);
    for (int i = 0; i < ROWS; ++i) {
        fprintf(out, "f,%d,A title of some length for number %d\n", i, i);
    }
    assert_int_equal(fclose(out), 0);
    progress p = { 0 };
    const char *const paths[] = { f.path };
    import_result r;
    import_with(&r,
                (xw_import_options){ .progress = note_progress,
                                     .progress_payload = &p },
                paths, 1);
    assert_true(p.calls > 3);
    assert_int_equal(p.done, p.total);
    assert_int_equal(p.total, r.summary.bytes);
    free(r.text);
    remove_folder(&f);
}

/* ---- Memory ----------------------------------------------------------------- */

static xw_status
import_paths_once(void *state)
{
    const folder *f = state;
    const char *const paths[] = { f->path, f->made[1] };
    xw_builder *builder = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_builder_new(&builder, &err);
    if (!st) {
        st = xw_import_paths(builder, paths, 2, NULL, NULL, &err);
    }
    assert_int_equal(err.status, st);
    xw_builder_free(builder);
    return st;
}

static void
test_import_survives_each_allocation_failing(void **state)
{
    (void)state;
    folder f = make_folder();
    add_folder(&f, "a");
    add_file(&f, "a/frameworks.csv", "framework_id,name\nf,F\n");
    add_file(&f, "frameworks.csv", "framework_id,name\ng,G\n");
    add_file(&f, "g.json", "{\"frameworks\":[{\"id\":\"g\",\"name\":\"G\"}]}");
    sweep_allocations(import_paths_once, &f);
    remove_folder(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_import_reads_folders_in_folders_but_nothing_hidden),
        cmocka_unit_test(test_import_names_what_it_leaves_out_of_a_folder),
        cmocka_unit_test(test_import_of_nothing_is_an_error),
        cmocka_unit_test(test_import_ends_when_links_go_in_circles),
        cmocka_unit_test(test_import_says_why_a_file_that_is_named_is_not_read),
        cmocka_unit_test(
            test_import_knows_a_file_by_content_whatever_it_is_called),
        cmocka_unit_test(test_import_takes_the_format_it_is_told),
        cmocka_unit_test(test_import_lists_its_formats),
        cmocka_unit_test(test_import_gives_the_same_graph_in_whatever_order),
        cmocka_unit_test(test_import_reads_a_file_that_is_named_twice_once),
        cmocka_unit_test(test_import_goes_on_after_a_file_it_cannot_open),
        cmocka_unit_test(test_import_says_the_same_with_any_number_of_threads),
        cmocka_unit_test(test_import_reads_a_stream),
        cmocka_unit_test(test_import_reports_a_stream_that_cannot_be_read),
        cmocka_unit_test(test_import_refuses_structs_of_unknown_size),
        cmocka_unit_test(test_import_tells_how_far_it_is),
        cmocka_unit_test(test_import_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
