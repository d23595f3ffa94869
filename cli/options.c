#include "options.h"

#include "memory.h"
#include "nearest.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

static const char *const format_names[] = { "table", "json", "csv",
                                            "tsv",   "md",   NULL };

static const struct option general[] = {
    { .letter = 'h',
      .name = "help",
      .help = "say what the command does",
      .offset = offsetof(struct common_options, help) },
    { .letter = 'v',
      .name = "verbose",
      .help = "say more on stderr",
      .offset = offsetof(struct common_options, verbose) },
    { .name = "no-color",
      .help = "no colours, as with NO_COLOR set",
      .offset = offsetof(struct common_options, no_color) },
};

static const struct option of_graph[] = {
    { .letter = 'g',
      .name = "graph",
      .argument = "FILE",
      .help = "the graph file to read",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct common_options, graph) },
    { .name = "verify",
      .help = "check all of the graph file first",
      .offset = offsetof(struct common_options, verify) },
};

static const struct option of_rows[] = {
    { .name = "format",
      .argument = "FORMAT",
      .help = "print as",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct common_options, format),
      .initial = FORMAT_TABLE,
      .choices = format_names },
};

struct option_group
options_general(struct common_options *values)
{
    return (struct option_group){ general, sizeof general / sizeof *general,
                                  values };
}

struct option_group
options_of_graph(struct common_options *values)
{
    return (struct option_group){ of_graph, sizeof of_graph / sizeof *of_graph,
                                  values };
}

struct option_group
options_of_rows(struct common_options *values)
{
    return (struct option_group){ of_rows, sizeof of_rows / sizeof *of_rows,
                                  values };
}

/* ---- Values ------------------------------------------------------------- */

static void *
member(const struct option_group *group, const struct option *option)
{
    return (char *)group->values + option->offset;
}

static bool
read_number(const struct option *option, const char *value, uint32_t *out)
{
    uint64_t number = 0;
    size_t digits = strspn(value, "0123456789");
    bool is_number = digits > 0 && digits < 11 && value[digits] == '\0';
    for (size_t i = 0; is_number && i < digits; ++i) {
        number = number * 10 + (uint64_t)(value[i] - '0');
    }
    if (!is_number || number < option->least || number > option->most) {
        output_error("--%s: '%s' is not a number from %u to %u", option->name,
                     value, (unsigned)option->least, (unsigned)option->most);
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

static bool
read_choice(const struct option *option, const char *value, uint32_t *out)
{
    struct nearest nearest = { .typed = value };
    for (uint32_t i = 0; option->choices[i]; ++i) {
        if (strcmp(option->choices[i], value) == 0) {
            *out = i;
            return true;
        }
        nearest_consider(&nearest, option->choices[i]);
    }
    output_error("--%s: '%s' is not a %s", option->name, value,
                 option->argument);
    if (nearest.word) {
        output_hint("did you mean '%s'?", nearest.word);
    }
    return false;
}

static void
add_item(struct string_list *list, const char *bytes, size_t len)
{
    list->items =
        memory_resize(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (xw_string){ bytes, len };
}

static bool
read_list(const struct option *option, const char *value,
          struct string_list *out)
{
    for (const char *item = value;; ++item) {
        size_t len = strcspn(item, ",");
        if (len == 0) {
            output_error("--%s: '%s' has an empty item", option->name, value);
            return false;
        }
        add_item(out, item, len);
        item += len;
        if (*item == '\0') {
            return true;
        }
    }
}

static bool
read_file(const struct option *option, const char *value,
          struct string_list *out)
{
    if (!*value) {
        output_error("--%s: no file is called ''", option->name);
        return false;
    }
    add_item(out, value, strlen(value));
    return true;
}

static bool
read_value(void *to, const struct option *option, const char *value)
{
    switch (option->kind) {
    case OPTION_FLAG: break; /* has none */
    case OPTION_TEXT: *(const char **)to = value; return true;
    case OPTION_LIST: return read_list(option, value, to);
    case OPTION_FILES: return read_file(option, value, to);
    case OPTION_NUMBER: return read_number(option, value, to);
    case OPTION_CHOICE: return read_choice(option, value, to);
    }
    return false;
}

/* ---- Finding options ---------------------------------------------------- */

struct reader {
    const struct option_group *groups;
    size_t group_count;
    int argc;
    char **argv;
    int at; /* the next argument */
};

struct found {
    const struct option_group *group;
    const struct option *option; /* NULL: there is none */
};

/* Option number `index` of all groups together. */
static struct found
option_at(const struct option_group *groups, size_t group_count, size_t index)
{
    for (size_t g = 0; g < group_count; ++g) {
        if (index < groups[g].count) {
            return (struct found){ &groups[g], &groups[g].options[index] };
        }
        index -= groups[g].count;
    }
    return (struct found){ 0 };
}

static struct found
find_long(const struct reader *reader, const char *name, size_t len)
{
    struct found found;
    for (size_t i = 0;; ++i) {
        found = option_at(reader->groups, reader->group_count, i);
        if (!found.option || (strlen(found.option->name) == len &&
                              !memcmp(found.option->name, name, len))) {
            return found;
        }
    }
}

static struct found
find_letter(const struct reader *reader, char letter)
{
    struct found found;
    for (size_t i = 0;; ++i) {
        found = option_at(reader->groups, reader->group_count, i);
        if (!found.option || found.option->letter == letter) {
            return found;
        }
    }
}

static bool
refuse_long(const struct reader *reader, const char *name, size_t len)
{
    output_error("there is no option '--%.*s'", (int)len, name);
    char typed[64];
    if (len >= sizeof typed) {
        return false;
    }
    memcpy(typed, name, len);
    typed[len] = '\0';
    struct nearest nearest = { .typed = typed };
    struct found found;
    for (size_t i = 0;
         (found = option_at(reader->groups, reader->group_count, i)).option;
         ++i) {
        nearest_consider(&nearest, found.option->name);
    }
    if (nearest.word) {
        output_hint("did you mean '--%s'?", nearest.word);
    }
    return false;
}

/* ---- Reading ------------------------------------------------------------ */

/* `attached` is the value in the same argument, or NULL. */
static bool
take(struct reader *reader, struct found found, const char *attached)
{
    const struct option *option = found.option;
    void *to = member(found.group, option);
    if (option->kind == OPTION_FLAG) {
        if (attached) {
            output_error("--%s takes no value", option->name);
            return false;
        }
        *(bool *)to = true;
        return true;
    }
    if (!attached && reader->at == reader->argc) {
        output_error("--%s needs a value: %s", option->name, option->argument);
        return false;
    }
    return read_value(to, option,
                      attached ? attached : reader->argv[reader->at++]);
}

static bool
read_long(struct reader *reader, const char *name)
{
    size_t len = strcspn(name, "=");
    struct found found = find_long(reader, name, len);
    if (!found.option) {
        return refuse_long(reader, name, len);
    }
    return take(reader, found, name[len] ? name + len + 1 : NULL);
}

/* -v, -vh, -g FILE, -gFILE */
static bool
read_letters(struct reader *reader, const char *letters)
{
    for (; *letters; ++letters) {
        struct found found = find_letter(reader, *letters);
        if (!found.option) {
            output_error("there is no option '-%c'", *letters);
            return false;
        }
        if (found.option->kind != OPTION_FLAG) {
            return take(reader, found, letters[1] ? letters + 1 : NULL);
        }
        if (!take(reader, found, NULL)) {
            return false;
        }
    }
    return true;
}

static void
set_initial(const struct option_group *groups, size_t group_count)
{
    struct found found;
    for (size_t i = 0; (found = option_at(groups, group_count, i)).option;
         ++i) {
        if (found.option->kind == OPTION_NUMBER ||
            found.option->kind == OPTION_CHOICE) {
            *(uint32_t *)member(found.group, found.option) =
                found.option->initial;
        }
    }
}

int
options_read(const struct option_group *groups, size_t group_count, int argc,
             char **argv)
{
    set_initial(groups, group_count);
    struct reader reader = { groups, group_count, argc, argv, 0 };
    int operands = 0;
    bool only_operands = false;
    while (reader.at < argc) {
        char *argument = argv[reader.at++];
        bool is_fine = true;
        if (only_operands || argument[0] != '-' || argument[1] == '\0') {
            argv[operands++] = argument;
        } else if (argument[1] != '-') {
            is_fine = read_letters(&reader, argument + 1);
        } else if (argument[2] == '\0') {
            only_operands = true;
        } else {
            is_fine = read_long(&reader, argument + 2);
        }
        if (!is_fine) {
            return -1;
        }
    }
    return operands;
}

void
options_free(const struct option_group *groups, size_t group_count)
{
    struct found found;
    for (size_t i = 0; (found = option_at(groups, group_count, i)).option;
         ++i) {
        if (found.option->kind == OPTION_LIST ||
            found.option->kind == OPTION_FILES) {
            struct string_list *list = member(found.group, found.option);
            free(list->items);
            *list = (struct string_list){ 0 };
        }
    }
}
