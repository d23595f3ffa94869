#include "help_codes.h"

#include "exit_code.h"
#include "output.h"
#include "text.h"

#include <xw/import.h>

#include <stdlib.h>
#include <string.h>

enum { TEXT_COLUMNS = 76 };

/* Those of a batch, see refusal.h. */
static const xw_diagnostic_info of_batch[] = {
    { .code = 501,
      .message = "the line is no request",
      .meaning = "A line is neither a JSON object nor a reference, a tab and "
                 "frameworks.",
      .example = "map iso-42001:6.1.2",
      .fix = "Write {\"op\": \"map\", \"source\": ..., \"to\": [...]}, or "
             "REF<TAB>F,F." },
    { .code = 502,
      .message = "the line is not JSON",
      .meaning = "A line begins as a JSON object and is none from the column "
                 "named on.",
      .example = "{\"op\": \"map\", }",
      .fix = "Mend it there. One request is one line." },
    { .code = 503,
      .message = "the line is no text",
      .meaning = "A line is not UTF-8, or has a NUL in it.",
      .example = "a request in Latin-1",
      .fix = "Send UTF-8." },
    { .code = 504,
      .message = "the line is too long",
      .meaning = "A line is longer than 1 MiB. It is skipped up to its end.",
      .example = "requests without line ends between them",
      .fix = "End each request with a line feed." },
    { .code = 505,
      .message = "there is no such operation",
      .meaning = "The request names an operation that a batch does not have.",
      .example = "{\"op\": \"maps\"}",
      .fix = "Write one of those that man xw-batch lists; the nearest is in "
             "the answer." },
    { .code = 506,
      .message = "there is no such field",
      .meaning = "The operation has no field of this name. It is not ignored, "
                 "as it may be a misspelling that would change the answer.",
      .example = "{\"op\": \"map\", \"souce\": \"iso-42001:6.1.2\"}",
      .fix = "Write the field that the answer says is nearest, or leave it "
             "out." },
    { .code = 507,
      .message = "a field is given twice",
      .meaning = "A request says the same field twice, so that it is open "
                 "which one counts.",
      .example = "{\"op\": \"stats\", \"op\": \"map\"}",
      .fix = "Leave one out." },
    { .code = 508,
      .message = "a field is missing",
      .meaning = "The operation needs a field that the request lacks.",
      .example = "{\"op\": \"map\", \"source\": \"iso-42001:6.1.2\"}",
      .fix = "Add it, here \"to\"." },
    { .code = 509,
      .message = "a value is wrong",
      .meaning = "A value is of another type than the field has, or out of "
                 "range.",
      .example = "{\"op\": \"map\", ..., \"max_hops\": 99}",
      .fix = "Write what the message says." },
    { .code = 510,
      .message = "a reference is unknown or ambiguous",
      .meaning = "The graph has no such framework or control, or several that "
                 "may be meant.",
      .example = "iso-42001:6.1.22",
      .fix = "Use an id of those that the answer lists as nearest." },
    { .code = 511,
      .message = "a pattern is wrong",
      .meaning = "A regular expression is none, or takes too many steps.",
      .example = "{\"op\": \"search\", \"regexp\": \"(\"}",
      .fix = "Mend it, or search for words." },
    { .code = 512,
      .message = "the graph file is damaged",
      .meaning = "Something in the graph file cannot be, so the answer would "
                 "not be sound.",
      .example = "a file that was cut or changed in place",
      .fix = "Compile it again; xw check --file says what is wrong with it." },
    { .code = 513,
      .message = "there is no memory left",
      .meaning = "The system gave no more memory for this request. Others may "
                 "still be answered.",
      .example = "(ulimit -v 50000; xw batch --max-hops 16)",
      .fix = "Give the process more memory, or ask for fewer hops." },
};

static bool
find(uint32_t code, xw_diagnostic_info *out)
{
    for (size_t i = 0; i < sizeof of_batch / sizeof *of_batch; ++i) {
        if (of_batch[i].code == code) {
            *out = of_batch[i];
            out->severity = XW_ERROR;
            out->hint = "";
            return true;
        }
    }
    return xw_diagnostic_describe(code, out) == XW_OK;
}

/* ---- Printing --------------------------------------------------------------- */

static void
print_wrapped(FILE *to, const char *text)
{
    size_t column = 0;
    for (const char *word = text; *word; word += strspn(word, " ")) {
        size_t len = strcspn(word, " ");
        if (column && column + 1 + len > TEXT_COLUMNS) {
            fputc('\n', to);
            column = 0;
        }
        fprintf(to, "%s%.*s", column ? " " : "", (int)len, word);
        column += len + (column ? 1 : 0);
        word += len;
    }
    fputc('\n', to);
}

/* The message, with a word for each hole that a finding fills. */
static void
write_message(struct text *out, const char *message)
{
    static const struct {
        const char *hole, *word;
    } holes[] = {
        { "{}", "..." }, { "{*}", "..." }, { "{2}", "..." }, { "{n}", "N" }
    };
    while (*message) {
        size_t h = 0;
        while (h < sizeof holes / sizeof *holes &&
               strncmp(message, holes[h].hole, strlen(holes[h].hole)) != 0) {
            ++h;
        }
        if (h < sizeof holes / sizeof *holes) {
            text_add(out, holes[h].word);
            message += strlen(holes[h].hole);
        } else {
            text_add_char(out, *message++);
        }
    }
}

static const char *
severity_of(const xw_diagnostic_info *info)
{
    static const char *const names[] = { "note", "warning", "error" };
    return names[info->severity];
}

static void
explain(FILE *to, const xw_diagnostic_info *info)
{
    struct text message = { 0 };
    write_message(&message, info->message);
    fprintf(to, "XW-%03u, %s: %s\n\n", (unsigned)info->code, severity_of(info),
            text_get(&message));
    print_wrapped(to, info->meaning);
    fprintf(to, "\nexample:\n  %s\n\nwhat to do:\n", info->example);
    print_wrapped(to, info->fix);
    text_free(&message);
}

static void
list(FILE *to)
{
    for (uint32_t code = 0; code <= XW_CODE_MOST; ++code) {
        xw_diagnostic_info info;
        struct text message = { 0 };
        if (find(code, &info)) {
            write_message(&message, info.message);
            fprintf(to, "XW-%03u  %-7s  %s\n", (unsigned)code,
                    severity_of(&info), text_get(&message));
        }
        text_free(&message);
    }
}

/* ---- Which ------------------------------------------------------------------ */

static bool
begins_as_code(const char *word)
{
    return (word[0] == 'X' || word[0] == 'x') &&
           (word[1] == 'W' || word[1] == 'w') && word[2] == '-';
}

bool
help_is_code(const char *word)
{
    return strcmp(word, "codes") == 0 || begins_as_code(word);
}

int
help_code(FILE *to, const char *word)
{
    xw_diagnostic_info info;
    char *end = NULL;
    if (!begins_as_code(word)) {
        list(to);
        return EXIT_OK;
    }
    unsigned long code = strtoul(word + 3, &end, 10);
    bool is_number = word[3] >= '0' && word[3] <= '9' && !*end;
    if (!is_number || code > XW_CODE_MOST || !find((uint32_t)code, &info)) {
        output_error("there is no code '%s'", word);
        output_hint("'xw help codes' lists them");
        return EXIT_USAGE;
    }
    explain(to, &info);
    return EXIT_OK;
}
