/* options.h - what stands on a command line, read by a table of options.
 *
 * Options stand before, between or after the operands: -g FILE, -gFILE,
 * --graph FILE, --graph=FILE; after "--" everything is an operand.  Values go
 * into a struct of the command's own, at the offsets that its table gives. */
#ifndef XW_CLI_OPTIONS_H
#define XW_CLI_OPTIONS_H

#include <xw/xw.h>

/** What an option takes, and the type of the member its value goes to. */
enum option_kind {
    OPTION_FLAG,   /* nothing: bool */
    OPTION_TEXT,   /* text: const char *, borrowed from the command line */
    OPTION_LIST,   /* a,b,c and may repeat: struct string_list */
    OPTION_FILES,  /* one, and may repeat: struct string_list of strings that
                      end with NUL */
    OPTION_NUMBER, /* least .. most: uint32_t */
    OPTION_CHOICE  /* one of some words: uint32_t, the index of the word */
};

struct string_list {
    xw_string *items; /* borrowed from the command line, none empty */
    size_t count;
};

struct option {
    const char *name;     /* without "--" */
    const char *argument; /* as help shows it; NULL for a flag */
    const char *help;
    const char *const *choices; /* up to NULL */
    size_t offset;              /* of the member */
    enum option_kind kind;
    uint32_t least, most, initial;
    char letter; /* or 0 */
};

/** The same option of several commands, whose value goes to the member of this
 *  name in `values`, the type of the command's own struct. */
#define OPTION_MAX_HOPS(values, what)                                \
    {                                                                \
        .name = "max-hops", .argument = "N", .help = (what),         \
        .kind = OPTION_NUMBER, .offset = offsetof(values, max_hops), \
        .least = 1, .most = XW_HOPS_MOST, .initial = XW_HOPS_DEFAULT \
    }
#define OPTION_LIMIT(values, what, otherwise)                     \
    {                                                             \
        .name = "limit", .argument = "N", .help = (what),         \
        .kind = OPTION_NUMBER, .offset = offsetof(values, limit), \
        .most = UINT32_MAX, .initial = (otherwise)                \
    }
#define OPTION_FIELDS(values, what)                             \
    {                                                           \
        .name = "fields", .argument = "F,F", .help = (what),    \
        .kind = OPTION_LIST, .offset = offsetof(values, fields) \
    }
#define OPTION_RATIONALE(values)                                               \
    {                                                                          \
        .name = "rationale", .argument = "R,R",                                \
        .help = "use only mappings of these: syntactic, semantic, functional", \
        .kind = OPTION_LIST, .offset = offsetof(values, rationale)             \
    }

/** Options of every command; the last three of those that read a graph. */
struct common_options {
    bool help, verbose, no_color;
    bool verify;
    const char *graph;
    uint32_t format; /* enum format */
};

/** What an answer is printed as; in the order of `format_names`. */
enum format { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV, FORMAT_TSV, FORMAT_MD };

/** A command line, read. */
struct invocation {
    struct common_options common;
    const void *values; /* the command's own struct */
    char **operands;    /* [operand_count], borrowed */
    size_t operand_count;
};

/** Some options, and the struct their values go to. */
struct option_group {
    const struct option *options; /* [count] */
    size_t count;
    void *values;
};

/** Read `argv` (without the command's name), moving its operands to the front;
 *  gives how many there are, or -1 having said what is wrong.  Members of
 *  unused options keep their `initial`. */
int options_read(const struct option_group *groups, size_t group_count,
                 int argc, char **argv);

/** Free the lists. */
void options_free(const struct option_group *groups, size_t group_count);

/** The options of all commands, of those that read a graph, and of those that
 *  print rows; their values are a struct common_options. */
struct option_group options_general(struct common_options *values);
struct option_group options_of_graph(struct common_options *values);
struct option_group options_of_rows(struct common_options *values);

#endif
