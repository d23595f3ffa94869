#include "support.h"

#include "../cli/options.h"

#include <string.h>

struct values {
    bool flag;
    const char *text;
    struct string_list list, files;
    uint32_t number, choice;
};

static const char *const sizes[] = { "small", "large", NULL };

static const struct option options[] = {
    { .letter = 'f',
      .name = "flag",
      .help = "",
      .offset = offsetof(struct values, flag) },
    { .letter = 't',
      .name = "text",
      .argument = "TEXT",
      .help = "",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct values, text) },
    { .letter = 'l',
      .name = "list",
      .argument = "A,B",
      .help = "",
      .kind = OPTION_LIST,
      .offset = offsetof(struct values, list) },
    { .name = "file",
      .argument = "FILE",
      .help = "",
      .kind = OPTION_FILES,
      .offset = offsetof(struct values, files) },
    { .letter = 'n',
      .name = "number",
      .argument = "N",
      .help = "",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, number),
      .least = 2,
      .most = UINT32_MAX,
      .initial = 7 },
    { .name = "size",
      .argument = "SIZE",
      .help = "",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, choice),
      .initial = 1,
      .choices = sizes },
};

enum { WORDS_MOST = 8 };

/* A command line of blank-separated words, read; words stay in `argv`. */
struct line {
    char text[128];
    char *argv[WORDS_MOST];
    int argc, operands;
    struct values values;
};

static struct option_group
group_of(struct line *line)
{
    return (struct option_group){ options, sizeof options / sizeof *options,
                                  &line->values };
}

static void
read_line(struct line *line, const char *text)
{
    memset(line, 0, sizeof *line);
    (void)snprintf(line->text, sizeof line->text, "%s", text);
    for (char *word = strtok(line->text, " "); word; word = strtok(NULL, " ")) {
        assert_true(line->argc < WORDS_MOST);
        line->argv[line->argc++] = word;
    }
    struct option_group group = group_of(line);
    line->operands = options_read(&group, 1, line->argc, line->argv);
}

static void
free_line(struct line *line)
{
    struct option_group group = group_of(line);
    options_free(&group, 1);
}

static void
test_options_keep_their_initial_values(void **state)
{
    (void)state;
    struct line line;
    read_line(&line, "");
    assert_int_equal(line.operands, 0);
    assert_false(line.values.flag);
    assert_null(line.values.text);
    assert_int_equal(line.values.number, 7);
    assert_int_equal(line.values.choice, 1);
    free_line(&line);
}

static void
test_options_are_read_in_every_form(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "-f -t x -n 9 --size small", "-ft x -n9 --size=small",
        "--flag --text x --number 9 --size small",
        "-n 2 --text=x -f -n 9 --size=small", /* the last counts */
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; ++i) {
        struct line line;
        read_line(&line, forms[i]);
        assert_int_equal(line.operands, 0);
        assert_true(line.values.flag);
        assert_string_equal(line.values.text, "x");
        assert_int_equal(line.values.number, 9);
        assert_int_equal(line.values.choice, 0);
        free_line(&line);
    }
}

static void
test_options_leave_operands_in_order(void **state)
{
    (void)state;
    struct line line;
    read_line(&line, "a -f b --text x - -- -c");
    assert_int_equal(line.operands, 4);
    assert_string_equal(line.argv[0], "a");
    assert_string_equal(line.argv[1], "b");
    assert_string_equal(line.argv[2], "-");
    assert_string_equal(line.argv[3], "-c");
    free_line(&line);
}

static void
test_options_gather_files_whole(void **state)
{
    (void)state;
    struct line line;
    read_line(&line, "--file a,b.csv --file=-");
    assert_int_equal(line.values.files.count, 2);
    assert_string_equal(line.values.files.items[0].bytes, "a,b.csv");
    assert_string_equal(line.values.files.items[1].bytes, "-");
    free_line(&line);
}

static void
test_options_gather_lists(void **state)
{
    (void)state;
    struct line line;
    read_line(&line, "-l a,bc --list=d");
    assert_int_equal(line.values.list.count, 3);
    assert_memory_equal(line.values.list.items[1].bytes, "bc", 2);
    assert_int_equal(line.values.list.items[1].len, 2);
    assert_memory_equal(line.values.list.items[2].bytes, "d", 1);
    free_line(&line);
}

static void
test_options_refuse_what_makes_no_sense(void **state)
{
    (void)state;
    static const char *const bad[] = { "--flagg",
                                       "-x",
                                       "-fx",
                                       "--flag=yes",
                                       "--text",
                                       "-t",
                                       "--number 1",
                                       "--number 4294967296",
                                       "-n -3",
                                       "-n 3x",
                                       "-n 0x3",
                                       "--number=",
                                       "-l a,,b",
                                       "--list=",
                                       "--file=",
                                       "--size middle",
                                       "-n 99999999999999999999",
                                       "-l ,a",
                                       "--size=Small" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        struct line line;
        read_line(&line, bad[i]);
        if (line.operands != -1) {
            fail_msg("'%s' was taken", bad[i]);
        }
        free_line(&line);
    }
}

static void
test_options_take_the_largest_number(void **state)
{
    (void)state;
    struct line line;
    read_line(&line, "-n 4294967295");
    assert_int_equal(line.operands, 0);
    assert_int_equal(line.values.number, UINT32_MAX);
    free_line(&line);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_keep_their_initial_values),
        cmocka_unit_test(test_options_are_read_in_every_form),
        cmocka_unit_test(test_options_leave_operands_in_order),
        cmocka_unit_test(test_options_gather_files_whole),
        cmocka_unit_test(test_options_gather_lists),
        cmocka_unit_test(test_options_refuse_what_makes_no_sense),
        cmocka_unit_test(test_options_take_the_largest_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
