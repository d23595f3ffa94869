#include "roadmap_document.h"

#include "day.h"

#include <stdlib.h>
#include <string.h>

/* What a kind of entry is called, and the heading that it stands below. */
struct naming {
    const char *list, *heading, *entries, *entry;
};

static const struct naming namings[XW_GUIDE_KIND_COUNT] = {
    [XW_GUIDE_ACTIVITY] = { "phases", "phase", "activities", "activity" },
    [XW_GUIDE_DOCUMENT] = { "tiers", "tier", "documents", "document" },
    [XW_GUIDE_INDICATOR] = { "groups", "group", "indicators", "indicator" },
};

/* ---- Months --------------------------------------------------------------------- */

/* From 1; 0: none. */
struct months {
    uint32_t first, last;
};

/* Of "month-7": 7; else 0. */
static uint32_t
month_of(const char *scope)
{
    static const char prefix[] = "month-";
    enum { PREFIX = sizeof prefix - 1, DIGITS_MOST = 3 };
    const char *digits = scope + PREFIX;
    if (strncmp(scope, prefix, PREFIX) != 0 || !*digits ||
        strlen(digits) > DIGITS_MOST || digits[strspn(digits, "0123456789")]) {
        return 0;
    }
    return (uint32_t)strtoul(digits, NULL, 10);
}

static bool
has_member(const xw_scope_info *scope, uint32_t control)
{
    for (size_t m = 0; m < scope->count; ++m) {
        if (scope->members[m] == control) {
            return true;
        }
    }
    return false;
}

/* A guide says in which months an activity runs by scopes of its own. */
static struct months
months_of(struct view *view, xw_control control)
{
    struct months months = { 0, 0 };
    xw_framework framework = view_control(view, control).framework;
    for (uint32_t s = 0; s < xw_graph_scope_count(view->graph); ++s) {
        xw_scope_info scope = view_scope(view, (xw_scope){ s });
        uint32_t month = month_of(scope.id);
        if (month && scope.framework.i == framework.i &&
            has_member(&scope, control.i)) {
            bool is_first = !months.first || month < months.first;
            months.first = is_first ? month : months.first;
            months.last = month > months.last ? month : months.last;
        }
    }
    return months;
}

static void
set_months(json_t *object, struct months months,
           const struct roadmap_question *question)
{
    bool has_dates = question->has_start && months.first;
    int32_t start = question->start;
    document_set(object, "month_from",
                 months.first ? json_integer(months.first) : json_null());
    document_set(object, "month_until",
                 months.last ? json_integer(months.last) : json_null());
    document_set(object, "from",
                 has_dates
                     ? day_value(day_after_months(start, months.first - 1))
                     : json_null());
    document_set(object, "until",
                 has_dates ? day_value(day_after_months(start, months.last) - 1)
                           : json_null());
}

/* ---- What is said of an entry ----------------------------------------------------- */

/* What is held that it serves as well, by framework. */
static json_t *
extended(struct view *view, const xw_guide_entry *entry)
{
    json_t *array = json_array();
    size_t first = 0;
    for (size_t i = 1; i <= entry->held_count; ++i) {
        xw_framework framework =
            view_control(view, (xw_control){ entry->held[first] }).framework;
        bool is_end =
            i == entry->held_count ||
            view_control(view, (xw_control){ entry->held[i] }).framework.i !=
                framework.i;
        if (is_end) {
            json_t *part = json_object();
            document_set(part, "framework", view_framework_id(view, framework));
            document_set(part, "controls",
                         view_references(view, entry->held + first, i - first));
            document_add(array, part);
            first = i;
        }
    }
    return array;
}

/* An activity adapts what there is where all that it serves is partly met; what
 * is written down can be extended where what is held needs the like. */
static const char *
state_of(const xw_guide_entry *entry)
{
    if (entry->kind == XW_GUIDE_ACTIVITY) {
        return entry->begun == entry->serve_count ? "adapt" : "new";
    }
    return entry->held_count ? "extend" : "new";
}

/* "percent" of "unit: percent; direction: higher is better; ...". */
static json_t *
part_of_text(const char *text, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = text; at && *at; at = strchr(at, ';')) {
        at += strspn(at, "; ");
        if (strncmp(at, name, len) == 0 && at[len] == ':') {
            const char *value = at + len + 1 + strspn(at + len + 1, " ");
            struct text copy = { 0 };
            text_add_bytes(&copy, value, strcspn(value, ";"));
            json_t *part = document_text_or_null(text_get(&copy));
            text_free(&copy);
            return part;
        }
    }
    return json_null();
}

static void
set_text(json_t *object, struct view *view, const xw_guide_entry *entry)
{
    const char *text = view_text(view, view_control(view, entry->control).text);
    if (entry->kind == XW_GUIDE_DOCUMENT) {
        document_set(object, "purpose", document_text_or_null(text));
    } else if (entry->kind == XW_GUIDE_INDICATOR) {
        document_set(object, "unit", part_of_text(text, "unit"));
        document_set(object, "direction", part_of_text(text, "direction"));
        document_set(object, "computed", part_of_text(text, "computed"));
    }
}

static json_t *
entry_object(struct view *view, const xw_guide_entry *entry,
             const struct roadmap_question *question)
{
    json_t *object = json_object();
    document_set(object, namings[entry->kind].entry,
                 view_reference(view, entry->control));
    document_set(object, "title",
                 document_text(view_control(view, entry->control).title));
    document_set(object, "state", document_text(state_of(entry)));
    if (entry->kind == XW_GUIDE_ACTIVITY) {
        set_months(object, months_of(view, entry->control), question);
    }
    set_text(object, view, entry);
    document_set(object, "serves",
                 view_references(view, entry->serves, entry->serve_count));
    document_set(object, "begun", json_integer(entry->begun));
    document_set(object, "extends", extended(view, entry));
    return object;
}

/* ---- Headings ------------------------------------------------------------------------ */

static json_t *
heading_object(struct view *view, xw_guide_kind kind, xw_control heading)
{
    json_t *object = json_object();
    bool has_heading = heading.i != XW_NONE;
    document_set(object, namings[kind].heading,
                 has_heading ? view_reference(view, heading) : json_null());
    document_set(
        object, "title",
        document_text(has_heading ? view_control(view, heading).title : ""));
    document_set(object, namings[kind].entries, json_array());
    return object;
}

/* The entries of a kind, below the headings that they have in the guide. */
static json_t *
headings_of(struct view *view, const xw_roadmap *roadmap, xw_guide_kind kind,
            const struct roadmap_question *question)
{
    json_t *headings = json_array();
    json_t *heading = NULL;
    xw_control last = { XW_NONE };
    size_t count = 0;
    const xw_guide_entry *entries = xw_roadmap_entries(roadmap, &count);
    for (size_t i = 0; i < count; ++i) {
        if (entries[i].kind != kind) {
            continue;
        }
        xw_control parent = view_control(view, entries[i].control).parent;
        if (!heading || parent.i != last.i) {
            heading = heading_object(view, kind, parent);
            document_add(headings, heading);
            last = parent;
        }
        document_add(json_object_get(heading, namings[kind].entries),
                     entry_object(view, &entries[i], question));
    }
    return headings;
}

/* ---- The document ---------------------------------------------------------------------- */

static void
set_totals(json_t *document, const xw_roadmap_totals *totals)
{
    json_t *done = json_object();
    document_set(document, "requirements", json_integer(totals->requirements));
    document_set(document, "met", json_integer(totals->met));
    document_set(document, "settled", json_integer(totals->settled));
    document_set(document, "begun", json_integer(totals->begun));
    document_set(document, "untouched", json_integer(totals->untouched));
    document_set(document, "unserved", json_integer(totals->unserved));
    for (unsigned k = 0; k < XW_GUIDE_KIND_COUNT; ++k) {
        document_set(done, namings[k].entries, json_integer(totals->done[k]));
    }
    document_set(document, "done", done);
}

json_t *
roadmap_document(struct view *view, const xw_roadmap *roadmap,
                 const struct roadmap_question *question)
{
    xw_roadmap_totals totals;
    xw_roadmap_get_totals(roadmap, &totals);
    json_t *document = view_document(view);
    document_set(document, "for", choice_names(view, &question->wanted));
    document_set(document, "have", choice_names(view, &question->have));
    document_set(document, "guides", selections_names(view, &question->guides));
    document_set(document, "max_hops",
                 json_integer(question->request.max_hops));
    document_set(document, "accept_topic",
                 json_boolean(question->request.accept_topic));
    document_set(document, "accept_related",
                 json_boolean(question->request.accept_related));
    document_set(document, "start",
                 question->has_start ? day_value(question->start)
                                     : json_null());
    set_totals(document, &totals);
    for (unsigned k = 0; k < XW_GUIDE_KIND_COUNT; ++k) {
        document_set(document, namings[k].list,
                     headings_of(view, roadmap, (xw_guide_kind)k, question));
    }
    return document;
}
