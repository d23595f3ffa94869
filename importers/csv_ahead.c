#include "csv_ahead.h"

#include "second_thread.h"
#include "text_store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_BYTES =
        1 << 19, /* of input; less is read before a thread has begun */
    BATCHES = 4,
    /* Most in one: about as much as stays in a cache that two threads share. */
    RECORDS = 2048,
    FIELDS = 4 * XW_CSV_RECORD_FIELDS,
    BYTES = 1 << 18 /* and one more record */
};

/* Records that were read one after the other. */
typedef struct batch {
    xw_csv_record *records; /* [RECORDS] */
    xw_string *fields;      /* [FIELDS] of all of them */
    size_t count, field_count;
    size_t byte_count;  /* of input */
    xw_text_store text; /* of fields that are not in the input */
} batch;

/* Batches between the thread that fills and the one that empties them. */
typedef struct ahead {
    xw_string text;
    batch batches[BATCHES];
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    uint64_t filled, emptied; /* batches since the start */
    bool is_read;             /* no more are filled */
    bool is_given_up;         /* no more are wanted */
    xw_position end;          /* of what was read */
} ahead;

/* ---- Batches --------------------------------------------------------------- */

static void
clear_batch(batch *b)
{
    xw_text_store_free(&b->text);
    b->count = b->field_count = b->byte_count = 0;
}

static bool
has_room(const batch *b, const xw_csv_record *record)
{
    return b->count < RECORDS && b->byte_count < BYTES &&
           record->count <= FIELDS - b->field_count;
}

/* The fields of a record that end to end are somewhere else. */
static bool
copy_fields(batch *b, xw_string *fields, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count && good; ++i) {
        good = xw_text_store_copy(&b->text, fields[i], &fields[i]);
    }
    return good;
}

static bool
append(batch *b, const xw_csv_record *record)
{
    xw_string *fields = b->fields + b->field_count;
    memcpy(fields, record->fields, record->count * sizeof *fields);
    if (!record->in_place && !copy_fields(b, fields, record->count)) {
        return false;
    }
    b->records[b->count] = *record;
    b->records[b->count++].fields = fields;
    b->field_count += record->count;
    b->byte_count += record->raw.len;
    return true;
}

/* ---- Filling ---------------------------------------------------------------- */

/* Hand the batch in hand over, and wait for another; false when none is wanted. */
static bool
hand_over(ahead *a)
{
    (void)pthread_mutex_lock(&a->lock);
    a->filled++;
    (void)pthread_cond_signal(&a->changed);
    while (a->filled - a->emptied == BATCHES && !a->is_given_up) {
        (void)pthread_cond_wait(&a->changed, &a->lock);
    }
    bool wanted = !a->is_given_up;
    (void)pthread_mutex_unlock(&a->lock);
    if (wanted) {
        clear_batch(&a->batches[a->filled % BATCHES]);
    }
    return wanted;
}

static xw_status
take_record(void *payload, const xw_csv_record *record)
{
    ahead *a = payload;
    if (!has_room(&a->batches[a->filled % BATCHES], record) && !hand_over(a)) {
        return XW_NOT_FOUND;
    }
    return append(&a->batches[a->filled % BATCHES], record) ? XW_OK
                                                            : XW_E_NOMEM;
}

static void *
fill(void *payload)
{
    ahead *a = payload;
    const xw_position start = XW_POSITION_START;
    xw_position end = xw_csv_read_sound(a->text, start, ',', take_record, a);
    (void)pthread_mutex_lock(&a->lock);
    a->filled++; /* the last may be empty */
    a->is_read = true;
    a->end = end;
    (void)pthread_cond_signal(&a->changed);
    (void)pthread_mutex_unlock(&a->lock);
    return NULL;
}

/* ---- Emptying ---------------------------------------------------------------- */

/* Wait for a batch; NULL when there are no more. */
static const batch *
await_batch(ahead *a)
{
    (void)pthread_mutex_lock(&a->lock);
    while (a->emptied == a->filled && !a->is_read) {
        (void)pthread_cond_wait(&a->changed, &a->lock);
    }
    bool is_there = a->emptied < a->filled;
    (void)pthread_mutex_unlock(&a->lock);
    return is_there ? &a->batches[a->emptied % BATCHES] : NULL;
}

static void
give_back(ahead *a)
{
    (void)pthread_mutex_lock(&a->lock);
    a->emptied++;
    (void)pthread_cond_signal(&a->changed);
    (void)pthread_mutex_unlock(&a->lock);
}

static xw_status
empty_all(ahead *a, xw_csv_fn fn, void *payload)
{
    xw_status st = XW_OK;
    const batch *b;
    while (!st && (b = await_batch(a))) {
        for (size_t i = 0; i < b->count && !st; ++i) {
            st = fn(payload, &b->records[i]);
        }
        give_back(a);
    }
    return st;
}

static void
give_up(ahead *a)
{
    (void)pthread_mutex_lock(&a->lock);
    a->is_given_up = true;
    (void)pthread_cond_signal(&a->changed);
    (void)pthread_mutex_unlock(&a->lock);
}

/* ---- Beginning and end -------------------------------------------------------- */

static void
free_ahead(ahead *a)
{
    for (size_t i = 0; i < BATCHES; ++i) {
        clear_batch(&a->batches[i]);
        free(a->batches[i].records);
        free(a->batches[i].fields);
    }
    (void)pthread_mutex_destroy(&a->lock);
    (void)pthread_cond_destroy(&a->changed);
    free(a);
}

static ahead *
new_ahead(xw_string text)
{
    ahead *a = calloc(1, sizeof *a);
    if (!a) {
        return NULL;
    }
    a->text = text;
    (void)pthread_mutex_init(&a->lock, NULL);   /* does not fail without */
    (void)pthread_cond_init(&a->changed, NULL); /* attributes */
    bool good = true;
    for (size_t i = 0; i < BATCHES; ++i) {
        batch *b = &a->batches[i];
        b->records = malloc(RECORDS * sizeof *b->records);
        b->fields = malloc(FIELDS * sizeof *b->fields);
        good = good && b->records && b->fields;
    }
    if (!good || pthread_create(&a->thread, NULL, fill, a)) {
        free_ahead(a);
        return NULL;
    }
    return a;
}

xw_status
xw_csv_read_ahead(xw_string text, uint32_t threads, xw_diagnostics *diagnostics,
                  xw_csv_fn fn, void *payload)
{
    bool ahead_pays = text.len >= LEAST_BYTES && xw_second_thread(threads);
    ahead *a = ahead_pays ? new_ahead(text) : NULL;
    if (!a) {
        return xw_csv_read(text, diagnostics, fn, payload);
    }
    xw_status st = empty_all(a, fn, payload);
    give_up(a);
    (void)pthread_join(a->thread, NULL);
    xw_position end = a->end;
    free_ahead(a);
    if (st) {
        return st == XW_NOT_FOUND ? XW_OK : st;
    }
    return xw_csv_read_from(text, end, ',', diagnostics, fn, payload);
}
