#include "plan_calendar.h"

#include "plan_report.h"

#include <string.h>

/* Which session of those before it that are named alike. */
static size_t
ordinal_of(const json_t *sessions, size_t index)
{
    const json_t *session = json_array_get(sessions, index);
    size_t ordinal = 0;
    for (size_t i = 0; i < index; ++i) {
        const json_t *other = json_array_get(sessions, i);
        ordinal += strcmp(document_string(session, "clause"),
                          document_string(other, "clause")) == 0 &&
                   strcmp(document_string(session, "control"),
                          document_string(other, "control")) == 0;
    }
    return ordinal;
}

/* What stays the same while the session does, when planned again with other
 * dates, costs or results. */
static void
add_key(struct text *key, const json_t *document, size_t index)
{
    const json_t *sessions = json_object_get(document, "sessions");
    const json_t *session = json_array_get(sessions, index);
    text_clear(key);
    document_join(key, json_object_get(document, "for"), ", ");
    text_printf(key, "|%s|%s|%zu", document_string(session, "clause"),
                document_string(session, "control"),
                ordinal_of(sessions, index));
}

static const char *
title_of(const json_t *document, const char *control)
{
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(json_object_get(document, "items"), i, item)
    {
        if (strcmp(document_string(item, "control"), control) == 0) {
            return document_string(item, "title");
        }
    }
    return "";
}

static void
add_tests(struct text *text, const json_t *document, const json_t *session)
{
    size_t i = 0;
    const json_t *item = NULL;
    text_clear(text);
    json_array_foreach(json_object_get(session, "items"), i, item)
    {
        const char *control = json_string_value(item);
        text_printf(text, "%s%s %s", i ? "\n" : "", control,
                    title_of(document, control));
    }
}

struct wording {
    struct text key, summary, description;
};

static void
add_session(const struct calendar *calendar, const json_t *document,
            const xw_plan_session *session, size_t index,
            const struct plan_agenda *agenda, struct wording *words)
{
    const json_t *entry =
        json_array_get(json_object_get(document, "sessions"), index);
    add_key(&words->key, document, index);
    text_clear(&words->summary);
    text_add(&words->summary, "Audit: ");
    plan_report_subject(&words->summary, entry);
    add_tests(&words->description, document, entry);
    calendar_add(calendar,
                 &(struct calendar_event){
                     .key = text_get(&words->key),
                     .start = plan_agenda_begin(agenda, index),
                     .end = plan_agenda_end(agenda, index, session->cost),
                     .summary = text_get(&words->summary),
                     .description = text_get(&words->description),
                     .categories = "Audit",
                 });
}

int
plan_calendar_write(const char *path, const json_t *document,
                    const xw_plan *plan, const struct plan_agenda *agenda)
{
    size_t count = 0;
    struct wording words = { 0 };
    struct text out = { 0 }, name = { 0 };
    const xw_plan_session *sessions = xw_plan_sessions(plan, &count);
    const struct calendar calendar = { &out, agenda->start, "plan" };
    text_add(&name, "Audit of ");
    document_join(&name, json_object_get(document, "for"), ", ");
    calendar_begin(&calendar, text_get(&name));
    for (size_t s = 0; s < count; ++s) {
        if (agenda->slots[s].month != XW_NONE) {
            add_session(&calendar, document, &sessions[s], s, agenda, &words);
        }
    }
    calendar_end(&calendar);
    int code = calendar_write_file(path, &out);
    text_free(&out);
    text_free(&name);
    text_free(&words.key);
    text_free(&words.summary);
    text_free(&words.description);
    return code;
}
