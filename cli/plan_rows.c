#include "plan_rows.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Tests ---------------------------------------------------------------- */

static const json_t *
find_session(const json_t *document, const char *name)
{
    size_t i = 0;
    const json_t *session = NULL;
    json_array_foreach(json_object_get(document, "sessions"), i, session)
    {
        if (strcmp(document_string(session, "session"), name) == 0) {
            return session;
        }
    }
    return NULL;
}

static json_t *
item_row(const json_t *document, json_t *item)
{
    static const char *const keys[] = { "month", "day", "date", "begin",
                                        "end" };
    json_t *row = json_copy(item);
    const json_t *session =
        find_session(document, document_string(item, "session"));
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        document_set(row, keys[k],
                     json_incref(json_object_get(session, keys[k])));
    }
    document_set(row, "of", json_deep_copy(session));
    return row;
}

static void
add_items_of(json_t *rows, const json_t *document, const json_t *session)
{
    size_t i = 0;
    json_t *item = NULL;
    json_array_foreach(json_object_get(document, "items"), i, item)
    {
        if (strcmp(document_string(item, "session"),
                   document_string(session, "session")) == 0) {
            document_add(rows, item_row(document, item));
        }
    }
}

json_t *
plan_rows_of_items(const json_t *document)
{
    json_t *rows = json_array();
    size_t s = 0;
    const json_t *session = NULL;
    json_array_foreach(json_object_get(document, "sessions"), s, session)
    {
        add_items_of(rows, document, session);
    }
    return rows;
}

/* ---- Sessions ------------------------------------------------------------- */

/* How many frameworks there are sessions for. */
static size_t
count_frameworks(const json_t *document)
{
    json_t *seen = json_object();
    size_t s = 0;
    const json_t *session = NULL;
    json_array_foreach(json_object_get(document, "sessions"), s, session)
    {
        size_t f = 0;
        const json_t *framework = NULL;
        json_array_foreach(json_object_get(session, "frameworks"), f, framework)
        {
            document_set(seen, json_string_value(framework), json_true());
        }
    }
    size_t count = json_object_size(seen);
    json_decref(seen);
    return count;
}

/* What has no room comes last. */
static json_int_t
month_of(const json_t *session)
{
    json_int_t month = document_integer(session, "month");
    return month ? month : INT32_MAX;
}

/* As they are held; those at one time, which have no room, as planned. */
static int
by_time(const void *a, const void *b)
{
    const json_t *x = *(json_t *const *)a;
    const json_t *y = *(json_t *const *)b;
    json_int_t order = month_of(x) - month_of(y);
    if (!order) {
        order = document_integer(x, "day") - document_integer(y, "day");
    }
    if (!order) {
        order =
            strcmp(document_string(x, "begin"), document_string(y, "begin"));
    }
    if (!order) {
        order = document_integer(x, "order") - document_integer(y, "order");
    }
    return (order > 0) - (order < 0);
}

static void
sort_rows(json_t *rows)
{
    size_t count = json_array_size(rows);
    json_t **items = memory_array(count + 1, sizeof(json_t *));
    for (size_t i = 0; i < count; ++i) {
        items[i] = json_incref(json_array_get(rows, i));
        document_set(items[i], "order", json_integer((json_int_t)i));
    }
    qsort(items, count, sizeof(json_t *), by_time);
    (void)json_array_clear(rows);
    for (size_t i = 0; i < count; ++i) {
        document_add(rows, items[i]);
    }
    free(items);
}

json_t *
plan_rows_of_sessions(const json_t *document)
{
    size_t all = count_frameworks(document);
    json_t *rows = json_array();
    size_t s = 0;
    json_t *session = NULL;
    json_array_foreach(json_object_get(document, "sessions"), s, session)
    {
        json_t *row = json_copy(session);
        size_t count = json_array_size(json_object_get(row, "frameworks"));
        document_set(row, "is_for_all", json_boolean(all > 1 && count == all));
        document_add(rows, row);
    }
    sort_rows(rows);
    return rows;
}
