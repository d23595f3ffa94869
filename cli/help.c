#include "help.h"

#include "text.h"

#include <string.h>

enum { OPTION_COLUMNS = 26, TEXT_COLUMNS = 50 };

void
help_all(FILE *to, const struct command *const *commands)
{
    fputs("usage: xw COMMAND [OPTION...]\n\n", to);
    for (size_t i = 0; commands[i]; ++i) {
        fprintf(to, "  %-8s  %s\n", commands[i]->name, commands[i]->summary);
    }
    fputs("  help      this list, or how to use a command: xw help COMMAND;\n"
          "            or what a code means: xw help XW-107, xw help codes\n"
          "\n"
          "A control is written FRAMEWORK:CONTROL, as in iso-42001:6.1.2.\n"
          "The graph file is -g FILE, else $XW_GRAPH, else the one that came\n"
          "with the command.  xw --version tells which xw this is.\n",
          to);
}

static void
describe_choices(struct text *out, const struct option *option)
{
    for (size_t i = 0; option->choices[i]; ++i) {
        text_printf(out, "%s%s", i ? ", " : ": ", option->choices[i]);
    }
    text_printf(out, " (%s)", option->choices[option->initial]);
}

/* Beside the options, and in the same column on lines to come. */
static void
print_wrapped(FILE *to, const char *text)
{
    size_t column = 0;
    for (const char *word = text; *word; word += strspn(word, " ")) {
        size_t len = strcspn(word, " ");
        if (column + len > TEXT_COLUMNS) {
            fprintf(to, "\n%*s", 2 + OPTION_COLUMNS, "");
            column = 0;
        }
        fprintf(to, "%s%.*s", column ? " " : "  ", (int)len, word);
        column += len + 1;
        word += len;
    }
    fputc('\n', to);
}

static void
print_option(FILE *to, const struct option *option)
{
    struct text left = { 0 };
    struct text right = { 0 };
    if (option->letter) {
        text_printf(&left, "-%c, --%s", option->letter, option->name);
    } else {
        text_printf(&left, "    --%s", option->name);
    }
    if (option->argument) {
        text_printf(&left, " %s", option->argument);
    }
    text_add(&right, option->help);
    if (option->choices) {
        describe_choices(&right, option);
    } else if (option->initial) {
        text_printf(&right, " (%u)", (unsigned)option->initial);
    }
    fprintf(to, "  %-*s", OPTION_COLUMNS, text_get(&left));
    print_wrapped(to, text_get(&right));
    text_free(&left);
    text_free(&right);
}

static void
print_group(FILE *to, struct option_group group)
{
    for (size_t i = 0; i < group.count; ++i) {
        print_option(to, &group.options[i]);
    }
}

void
help_command(FILE *to, const struct command *command)
{
    fprintf(to, "usage: xw %s %s\n\n%s\n", command->name, command->operands,
            command->summary);
    if (command->details) {
        fprintf(to, "\n%s", command->details);
    }
    struct option_group groups[COMMAND_GROUPS];
    size_t count = command_groups(command, NULL, NULL, groups);
    fputs("\noptions:\n", to);
    for (size_t i = 0; i < count; ++i) {
        print_group(to, groups[i]);
    }
    fprintf(to, "\nexample:\n  %s\n", command->example);
}
