/* cmd_roadmap.c - xw roadmap --for F: what is to be done to meet a framework. */
#include "calendar.h"
#include "command.h"
#include "day.h"
#include "exit_code.h"
#include "roadmap_document.h"
#include "roadmap_report.h"

#include <xw/results.h>

#include <string.h>

static const struct option options[] = {
    { .name = "for",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls to meet",
      .kind = OPTION_LIST,
      .offset = offsetof(struct roadmap_values, wanted) },
    { .name = "have",
      .argument = "F,F",
      .help = "frameworks, scopes or single controls that are held",
      .kind = OPTION_LIST,
      .offset = offsetof(struct roadmap_values, have) },
    { .name = "results",
      .argument = "FILE",
      .help = "what is settled, and of what is held what counts",
      .kind = OPTION_FILES,
      .offset = offsetof(struct roadmap_values, results) },
    { .name = "start",
      .argument = "DATE",
      .help = "the day on which the first month begins",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct roadmap_values, start) },
    { .name = "calendar",
      .argument = "FILE",
      .help = "write the activities to this file too, as iCalendar",
      .kind = OPTION_TEXT,
      .offset = offsetof(struct roadmap_values, calendar) },
    { .name = "guide",
      .argument = "F,F",
      .help = "frameworks to take as guides, not all of that kind",
      .kind = OPTION_LIST,
      .offset = offsetof(struct roadmap_values, guides) },
    OPTION_MAX_HOPS(struct roadmap_values,
                    "mappings to follow from what is held"),
    OPTION_RATIONALE(struct roadmap_values),
    { .name = "accept-topic",
      .help = "take for met what is full as to its topic only",
      .offset = offsetof(struct roadmap_values, accept_topic) },
    { .name = "accept-related",
      .help = "take for met what rests on unlabelled mappings",
      .offset = offsetof(struct roadmap_values, accept_related) },
};

/* ---- As a calendar ------------------------------------------------------------- */

struct wording {
    struct text summary, description;
};

static int32_t
day_of(const json_t *object, const char *key)
{
    const char *date = document_string(object, key);
    int32_t day = 0;
    (void)xw_day_parse(date, strlen(date), &day);
    return day;
}

static void
describe(struct text *out, const json_t *activity)
{
    text_clear(out);
    text_add(out, "serves ");
    document_join(out, json_object_get(activity, "serves"), ", ");
}

static void
add_activity(const struct calendar *calendar, const json_t *phase,
             const json_t *activity, struct wording *words)
{
    if (!*document_string(activity, "from")) {
        return;
    }
    text_clear(&words->summary);
    roadmap_report_title(&words->summary, activity);
    describe(&words->description, activity);
    struct text category = { 0 };
    roadmap_report_title(&category, phase);
    calendar_add(calendar, &(struct calendar_event){
                               .key = document_string(activity, "activity"),
                               .start = { day_of(activity, "from"), 0 },
                               .end = { day_of(activity, "until"), 0 },
                               .is_whole_days = true,
                               .summary = text_get(&words->summary),
                               .description = text_get(&words->description),
                               .categories = text_get(&category),
                           });
    text_free(&category);
}

static void
add_phase(const struct calendar *calendar, const json_t *phase,
          struct wording *words)
{
    size_t i = 0;
    const json_t *activity = NULL;
    json_array_foreach(json_object_get(phase, "activities"), i, activity)
    {
        add_activity(calendar, phase, activity, words);
    }
}

static int
write_calendar(const char *path, const json_t *document, int32_t start)
{
    struct wording words = { 0 };
    struct text out = { 0 }, name = { 0 };
    const struct calendar calendar = { &out, start, "roadmap" };
    size_t i = 0;
    const json_t *item = NULL;
    text_add(&name, "Roadmap for ");
    document_join(&name, json_object_get(document, "for"), ", ");
    calendar_begin(&calendar, text_get(&name));
    json_array_foreach(json_object_get(document, "phases"), i, item)
    {
        add_phase(&calendar, item, &words);
    }
    calendar_end(&calendar);
    int code = calendar_write_file(path, &out);
    text_free(&out);
    text_free(&name);
    text_free(&words.summary);
    text_free(&words.description);
    return code;
}

/* ---- The answer ------------------------------------------------------------------ */

static int
print(struct view *view, const struct invocation *line,
      const xw_roadmap *roadmap, const struct roadmap_question *question)
{
    const struct roadmap_values *values = line->values;
    json_t *document = roadmap_document(view, roadmap, question);
    int code = view_failed(view);
    if (code == EXIT_OK && values->calendar) {
        code = write_calendar(values->calendar, document, question->start);
    }
    if (code == EXIT_OK) {
        code = roadmap_report_has_any(document) ? EXIT_OK : EXIT_NEGATIVE;
        roadmap_report_print(document, &line->common);
    }
    json_decref(document);
    return code;
}

static int
run(const struct invocation *line)
{
    struct view view;
    struct roadmap_question question = { 0 };
    xw_roadmap *roadmap = NULL;
    int code = view_open(&view, &line->common, VERIFY_SMALL);
    if (code == EXIT_OK) {
        code = roadmap_question_read(&view, line, &question);
    }
    if (code == EXIT_OK) {
        bool failed = xw_roadmap_new(view.graph, &question.request, &roadmap,
                                     &view.err) != XW_OK;
        code = failed ? view_failed(&view)
                      : print(&view, line, roadmap, &question);
    }
    xw_roadmap_free(roadmap);
    roadmap_question_free(&question);
    view_close(&view);
    return code;
}

const struct command command_roadmap = {
    .name = "roadmap",
    .summary = "what is to be done to meet a framework",
    .operands = "--for F[,F] [--have F[,F]]",
    .details =
        "Of a guide, what serves requirements that are open: activities by\n"
        "phase and month, documents by tier, indicators.  An activity is to\n"
        "adapt what there is where what is held partly meets all that it\n"
        "serves; a document or indicator is to extend one there is where what\n"
        "is held needs the like; all else is new.  SERVES counts the open\n"
        "requirements.\n",
    .example = "xw roadmap --for iso-42001 --have iso-27001 --start 2027-01-11",
    .reads_graph = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct roadmap_values),
    .run = run,
};
