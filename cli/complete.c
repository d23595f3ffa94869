#include "complete.h"

#include "exit_code.h"
#include "rationale.h"
#include "view.h"

#include <stdio.h>
#include <string.h>

/* What a placeholder of a usage line stands for. */
enum taken {
    TAKES_OTHER,
    TAKES_FILE,
    TAKES_FRAMEWORK,
    TAKES_SUBJECT,
    TAKES_RATIONALE,
    TAKES_SET
};

/* A word is offered where it starts with what is typed of it; before that goes
 * what of the typed word stays. */
struct offer {
    const char *kept;
    size_t kept_len;
    const char *typed;
};

/* The line as far as it was read. */
struct line {
    const struct command *command;
    const struct option *pending; /* the word is its value, or NULL */
    struct common_options common; /* the graph alone */
    size_t operands;              /* before the word */
    bool only_operands;
};

static void
offer_word(const struct offer *offer, const char *word, const char *end,
           const char *meaning)
{
    if (strncmp(word, offer->typed, strlen(offer->typed)) != 0) {
        return;
    }
    printf("%.*s%s%s", (int)offer->kept_len, offer->kept, word, end);
    printf(*meaning ? "\t%s\n" : "%s\n", meaning);
}

static void
offer_words(const struct offer *offer, const char *const *words)
{
    for (size_t i = 0; words[i]; ++i) {
        offer_word(offer, words[i], "", "");
    }
}

/* ---- Of the graph --------------------------------------------------------------- */

static void
offer_frameworks(struct view *view, const struct offer *offer, const char *end)
{
    uint32_t count = xw_graph_framework_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_framework_info info = view_framework(view, (xw_framework){ i });
        offer_word(offer, info.id, end, info.name);
    }
}

static void
offer_scopes(struct view *view, const struct offer *offer)
{
    uint32_t count = xw_graph_scope_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_scope_info info = view_scope(view, (xw_scope){ i });
        xw_framework_info framework = view_framework(view, info.framework);
        struct text name = { 0 };
        text_printf(&name, "%s@%s", framework.id, info.id);
        offer_word(offer, text_get(&name), "", framework.name);
        text_free(&name);
    }
}

static void
offer_sets(struct view *view, const struct offer *offer)
{
    uint32_t count = xw_graph_set_count(view->graph);
    for (uint32_t i = 0; i < count; ++i) {
        xw_set_info info = view_set(view, (xw_set){ i });
        offer_word(offer, info.id, "", info.name);
    }
}

/* The framework before one of the colons, the last that has one. */
static bool
find_framework(struct view *view, const char *typed, xw_framework *out,
               size_t *len)
{
    xw_selection selection;
    for (*len = strlen(typed); *len > 0; --*len) {
        xw_string name = { typed, *len - 1 };
        if (typed[*len - 1] == ':' &&
            !xw_resolve_framework(view->resolver, name, &selection, NULL) &&
            selection.scope.i == XW_NONE) {
            *out = selection.framework;
            return true;
        }
    }
    return false;
}

static void
offer_controls(struct view *view, const struct offer *offer,
               xw_framework framework)
{
    xw_framework_info info = view_framework(view, framework);
    for (uint32_t i = 0; i < info.control_count; ++i) {
        xw_control control = { info.first.i + i };
        xw_control_info found = view_control(view, control);
        offer_word(offer, found.id, "", found.title);
    }
}

static void
offer_subjects(struct view *view, const struct offer *offer)
{
    xw_framework framework;
    size_t len = 0;
    if (find_framework(view, offer->typed, &framework, &len)) {
        struct offer of_control = { offer->kept,
                                    len + (size_t)(offer->typed - offer->kept),
                                    offer->typed + len };
        offer_controls(view, &of_control, framework);
    } else {
        offer_frameworks(view, offer, ":");
    }
}

static void
offer_of_graph(const struct line *line, const struct offer *offer,
               enum taken taken)
{
    struct view view;
    if (view_open(&view, &line->common, VERIFY_SMALL) == EXIT_OK) {
        if (taken == TAKES_SET) {
            offer_sets(&view, offer);
        } else if (taken == TAKES_FRAMEWORK && !strchr(offer->typed, ':')) {
            offer_frameworks(&view, offer, "");
            offer_scopes(&view, offer);
        } else {
            offer_subjects(&view, offer);
        }
    }
    view_close(&view);
}

/* ---- Values ---------------------------------------------------------------------- */

static void
offer_rationales(const struct offer *offer)
{
    for (unsigned i = XW_RATIONALE_SYNTACTIC; i <= XW_RATIONALE_FUNCTIONAL;
         ++i) {
        offer_word(offer, rationale_name((xw_rationale)i), "", "");
    }
}

/* "REF...", "[F...]", "F,F", "FILE.xwg": the capitals decide. */
static enum taken
taken_by(const struct command *command, const char *placeholder)
{
    static const struct {
        const char *name;
        enum taken taken;
    } known[] = {
        { "F", TAKES_FRAMEWORK },    { "REF", TAKES_SUBJECT },
        { "SOURCE", TAKES_SUBJECT }, { "TARGET", TAKES_SUBJECT },
        { "R", TAKES_RATIONALE },    { "S", TAKES_SET },
        { "FILE", TAKES_FILE },      { "PATH", TAKES_FILE },
        { "FOLDER", TAKES_FILE },    { "DIR", TAKES_FILE },
        { "OLD", TAKES_FILE },       { "NEW", TAKES_FILE },
    };
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    placeholder += strspn(placeholder, "[");
    size_t len = strspn(placeholder, capitals);
    for (size_t i = 0; i < sizeof known / sizeof *known; ++i) {
        if (strlen(known[i].name) == len &&
            memcmp(known[i].name, placeholder, len) == 0) {
            return known[i].taken != TAKES_SUBJECT || command->reads_graph
                       ? known[i].taken
                       : TAKES_FILE; /* a source of a graph */
        }
    }
    return TAKES_OTHER;
}

static void
offer_taken(const struct line *line, const struct offer *offer,
            enum taken taken)
{
    switch (taken) {
    case TAKES_FILE: puts(COMPLETE_FILES); break;
    case TAKES_RATIONALE: offer_rationales(offer); break;
    case TAKES_FRAMEWORK:
    case TAKES_SUBJECT:
    case TAKES_SET: offer_of_graph(line, offer, taken); break;
    case TAKES_OTHER: break;
    }
}

/* The last item of a list is being typed. */
static void
keep_items(struct offer *offer)
{
    const char *comma = strrchr(offer->typed, ',');
    if (comma) {
        offer->kept_len += (size_t)(comma + 1 - offer->typed);
        offer->typed = comma + 1;
    }
}

/* `word` is the argument, and from `typed` on the value. */
static void
offer_value(const struct line *line, const struct option *option,
            const char *word, const char *typed)
{
    struct offer offer = { word, (size_t)(typed - word), typed };
    if (option->choices) {
        offer_words(&offer, option->choices);
        return;
    }
    if (option->kind == OPTION_LIST) {
        keep_items(&offer);
    }
    if (strcmp(option->name, "fields") != 0) { /* F,F are no frameworks there */
        offer_taken(line, &offer, taken_by(line->command, option->argument));
    }
}

/* "[frameworks|sets|scopes]" */
static void
offer_alternatives(const struct offer *offer, const char *words, size_t len)
{
    while (len) {
        size_t word_len = strcspn(words, "|]");
        struct text word = { 0 };
        text_add_bytes(&word, words, word_len < len ? word_len : len);
        offer_word(offer, text_get(&word), "", "");
        text_free(&word);
        size_t step = word_len < len ? word_len + 1 : len;
        words += step;
        len -= step;
    }
}

/* Operand number `index` in a usage line, or the one that repeats. */
static const char *
operand_at(const char *operands, size_t index)
{
    const char *word = operands;
    while (index > 0) {
        size_t len = strcspn(word, " ");
        bool repeats =
            len > 3 && strstr(word, "...") && strstr(word, "...") < word + len;
        if (repeats) {
            break;
        }
        word += len;
        word += strspn(word, " ");
        --index;
    }
    return word[0] == '-' ? "" : word;
}

static void
offer_operand(const struct line *line, const char *word)
{
    struct offer offer = { word, 0, word };
    const char *placeholder =
        operand_at(line->command->operands, line->operands);
    size_t len = strcspn(placeholder, " ");
    if (placeholder[0] == '[' && memchr(placeholder, '|', len)) {
        offer_alternatives(&offer, placeholder + 1, len - 1);
    } else {
        offer_taken(line, &offer, taken_by(line->command, placeholder));
    }
}

/* ---- Options ---------------------------------------------------------------------- */

/* Option number `index` of a command, or NULL. */
static const struct option *
option_at(const struct command *command, size_t index)
{
    struct option_group groups[COMMAND_GROUPS];
    size_t count = command_groups(command, NULL, NULL, groups);
    for (size_t g = 0; g < count; ++g) {
        if (index < groups[g].count) {
            return &groups[g].options[index];
        }
        index -= groups[g].count;
    }
    return NULL;
}

static bool
is_option(const struct option *option, const char *word)
{
    if (word[1] != '-') {
        return option->letter && word[1] == option->letter && !word[2];
    }
    size_t len = strcspn(word + 2, "=");
    return strlen(option->name) == len &&
           memcmp(option->name, word + 2, len) == 0;
}

static const struct option *
find_option(const struct command *command, const char *word)
{
    const struct option *option = NULL;
    for (size_t i = 0; (option = option_at(command, i)) != NULL; ++i) {
        if (is_option(option, word)) {
            break;
        }
    }
    return option;
}

static void
offer_options(const struct command *command, const char *word)
{
    const struct offer offer = { word, 0, word };
    const struct option *option = NULL;
    for (size_t i = 0; (option = option_at(command, i)) != NULL; ++i) {
        struct text name = { 0 };
        text_printf(&name, "--%s", option->name);
        offer_word(&offer, text_get(&name), "", option->help);
        text_free(&name);
    }
}

/* ---- The line ----------------------------------------------------------------------- */

static void
read_value(struct line *line, const struct option *option, const char *value)
{
    if (strcmp(option->name, "graph") == 0) {
        line->common.graph = value;
    }
}

static void
read_word(struct line *line, const char *word)
{
    if (line->pending) {
        read_value(line, line->pending, word);
        line->pending = NULL;
    } else if (line->only_operands || word[0] != '-' || !word[1]) {
        ++line->operands;
    } else if (strcmp(word, "--") == 0) {
        line->only_operands = true;
    } else {
        const struct option *option = find_option(line->command, word);
        const char *value = strchr(word, '=');
        if (option && value) {
            read_value(line, option, value + 1);
        } else if (option && option->kind != OPTION_FLAG) {
            line->pending = option;
        }
    }
}

static void
offer_next(const struct line *line, const char *word)
{
    const char *value = strchr(word, '=');
    if (line->pending) {
        offer_value(line, line->pending, word, word);
    } else if (line->only_operands || word[0] != '-') {
        offer_operand(line, word);
    } else if (value && word[1] == '-') {
        const struct option *option = find_option(line->command, word);
        if (option && option->kind != OPTION_FLAG) {
            offer_value(line, option, word, value + 1);
        }
    } else {
        offer_options(line->command, word);
    }
}

static void
offer_commands(const struct command *const *commands, const char *word,
               bool is_first)
{
    const struct offer offer = { word, 0, word };
    for (size_t i = 0; commands[i]; ++i) {
        offer_word(&offer, commands[i]->name, "", commands[i]->summary);
    }
    if (is_first) {
        offer_word(&offer, "help", "", "how to use a command");
        offer_word(&offer, "--help", "", "list the commands");
        offer_word(&offer, "--version", "", "tell which xw this is");
    }
}

static const struct command *
find_command(const struct command *const *commands, const char *name)
{
    while (*commands && strcmp((*commands)->name, name) != 0) {
        ++commands;
    }
    return *commands;
}

void
complete_words(const struct command *const *commands, char **words,
               size_t count)
{
    const char *word = count ? words[count - 1] : "";
    if (count < 2) {
        offer_commands(commands, word, true);
        return;
    }
    if (strcmp(words[0], "help") == 0) {
        offer_commands(commands, word, false);
        return;
    }
    struct line line = { .command = find_command(commands, words[0]) };
    for (size_t i = 1; line.command && i + 1 < count; ++i) {
        read_word(&line, words[i]);
    }
    if (line.command) {
        offer_next(&line, word);
    }
}
