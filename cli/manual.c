#include "manual.h"

#include "text.h"

#include <ctype.h>
#include <string.h>

/* Text that no character of can be taken for a macro or an escape. */
static void
put_text(FILE *to, const char *text, size_t len)
{
    if (len && (text[0] == '.' || text[0] == '\'')) {
        fputs("\\&", to);
    }
    for (size_t i = 0; i < len; ++i) {
        if (text[i] == '\\') {
            fputs("\\e", to);
        } else {
            fputc(text[i], to);
        }
    }
}

static void
put_line(FILE *to, const char *text)
{
    put_text(to, text, strlen(text));
    fputc('\n', to);
}

static void
put_upper(FILE *to, const char *word)
{
    for (; *word; ++word) {
        fputc(toupper((unsigned char)*word), to);
    }
}

/* Placeholders are in capitals on a terminal, and in small letters here. */
static void
put_lower(FILE *to, const char *word, size_t len)
{
    for (size_t i = 0; i < len; ++i) {
        fputc(tolower((unsigned char)word[i]), to);
    }
}

/* ---- Synopsis --------------------------------------------------------------- */

static bool
is_dash(const char *word)
{
    return word[0] == '-';
}

static void
put_operand(FILE *to, const char *word, size_t len)
{
    if (is_dash(word)) {
        fprintf(to, " Fl %.*s", (int)(len - 1), word + 1);
    } else if (len == 1 && *word == '|') {
        fputs(" |", to);
    } else {
        fputs(" Ar ", to);
        put_lower(to, word, len);
        fputs(word[len - 1] == ']' ? "\\&" : "", to); /* no delimiter */
    }
}

/* "REF... --to F[,F] | --from F[,F]" */
static void
put_synopsis(FILE *to, const struct command *command)
{
    fprintf(to, ".Sh SYNOPSIS\n.Nm xw Cm %s", command->name);
    for (const char *word = command->operands; *word;) {
        size_t len = strcspn(word, " ");
        put_operand(to, word, len);
        word += len;
        word += strspn(word, " ");
    }
    fputs("\n.Op Ar option ...\n", to);
}

/* ---- Options ------------------------------------------------------------------ */

static void
put_choices(FILE *to, const struct option *option)
{
    fputs("One of", to);
    for (size_t i = 0; option->choices[i]; ++i) {
        fprintf(to, "%s\n.Cm %s", i ? " ," : "", option->choices[i]);
    }
    fprintf(to, " ;\n.Cm %s\nif not given.\n",
            option->choices[option->initial]);
}

/* As help has it, but as a sentence. */
static void
put_help(FILE *to, const char *help)
{
    struct text line = { 0 };
    size_t len = strlen(help);
    bool is_ended = len && strchr(".?", help[len - 1]);
    text_add(&line, help);
    if (line.len) {
        line.bytes[0] = (char)toupper((unsigned char)line.bytes[0]);
    }
    text_add(&line, is_ended ? "" : ".");
    put_line(to, text_get(&line));
    text_free(&line);
}

static void
put_option(FILE *to, const struct option *option)
{
    fputs(".It", to);
    if (option->letter) {
        fprintf(to, " Fl %c ,", option->letter);
    }
    fprintf(to, " Fl -%s", option->name);
    if (option->argument) {
        fputs(" Ar ", to);
        put_lower(to, option->argument, strlen(option->argument));
    }
    fputc('\n', to);
    put_help(to, option->help);
    if (option->choices) {
        put_choices(to, option);
    } else if (option->initial) {
        fprintf(to, "If not given: %u.\n", (unsigned)option->initial);
    }
}

static void
put_group(FILE *to, struct option_group group)
{
    for (size_t i = 0; i < group.count; ++i) {
        put_option(to, &group.options[i]);
    }
}

static void
put_options(FILE *to, const struct command *command)
{
    struct option_group groups[COMMAND_GROUPS];
    size_t count = command_groups(command, NULL, NULL, groups);
    fputs(".Sh OPTIONS\n.Bl -tag -width Ds\n", to);
    for (size_t i = 0; i < count; ++i) {
        put_group(to, groups[i]);
    }
    fputs(".El\n", to);
}

/* ---- The page ------------------------------------------------------------------- */

/* Lines of help, as they are laid out there. */
static void
put_details(FILE *to, const char *details)
{
    fputs(".Sh HELP\nAs\n.Nm xw Cm help\nsays it:\n.Bd -literal\n", to);
    while (*details) {
        size_t len = strcspn(details, "\n");
        put_text(to, details, len);
        fputc('\n', to);
        details += len + (details[len] ? 1 : 0);
    }
    fputs(".Ed\n", to);
}

void
manual_page(FILE *to, const struct command *command)
{
    fputs(".Dd " MANUAL_DATE "\n.Dt XW-", to);
    put_upper(to, command->name);
    fprintf(to, " 1\n.Os\n.Sh NAME\n.Nm xw-%s\n.Nd ", command->name);
    put_line(to, command->summary);
    put_synopsis(to, command);
    fputs(".Sh DESCRIPTION\n" MANUAL_DESCRIPTION "\n", to);
    put_options(to, command);
    if (command->details) {
        put_details(to, command->details);
    }
    fputs(".Sh EXIT STATUS\nAs of all commands, see\n.Xr xw 1 .\n"
          ".Sh EXAMPLES\n.Bd -literal -offset indent\n$ ",
          to);
    put_line(to, command->example);
    fputs(".Ed\n.Sh SEE ALSO\n.Xr xw 1\n", to);
}
