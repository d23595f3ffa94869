#include "control_index.h"

#include "alloc.h"

#include <string.h>
#include <xxhash.h>

enum { FIRST_SLOTS = 16, END = 8 /* bytes of an end */ };

/* What a control is known by: two ends of its id say all of one of 16 bytes or
 * less, as most are. */
typedef struct key {
    uint32_t hash, len;
    uint64_t first, last; /* overlapping, or parts, of a short one */
} key;

/* With that at hand, so that no text need be looked at, which is somewhere else. */
typedef struct slot {
    key key;
    uint32_t control; /* + 1; 0: empty */
    uint32_t start;   /* of its id among the texts */
} slot;

struct xw_control_table {
    slot *slots; /* [mask + 1] */
    uint32_t mask, count;
};

static key
key_of(xw_string id)
{
    key k = { .hash = (uint32_t)XXH3_64bits(id.bytes, id.len),
              .len = (uint32_t)id.len };
    if (id.len >= END) {
        memcpy(&k.first, id.bytes, END);
        memcpy(&k.last, id.bytes + id.len - END, END);
    } else if (id.len) {
        memcpy(&k.first, id.bytes, id.len);
    }
    return k;
}

static bool
is_control(const slot *at, const xw_intern *texts, const key *k, xw_string id)
{
    return at->key.hash == k->hash && at->key.first == k->first &&
           at->key.last == k->last && at->key.len == id.len &&
           (id.len <= 2 * (size_t)END ||
            memcmp(texts->text + at->start, id.bytes, id.len) == 0);
}

/* The slot of the control of this id, or the empty one where it belongs. */
static slot *
slot_for(const xw_intern *texts, const xw_control_table *table, const key *k,
         xw_string id)
{
    uint32_t i = k->hash & table->mask;
    while (table->slots[i].control &&
           !is_control(&table->slots[i], texts, k, id)) {
        i = (i + 1) & table->mask;
    }
    return &table->slots[i];
}

static slot *
empty_slot_for(const xw_control_table *table, uint32_t hash)
{
    uint32_t i = hash & table->mask;
    while (table->slots[i].control) {
        i = (i + 1) & table->mask;
    }
    return &table->slots[i];
}

/* ---- Room ------------------------------------------------------------------- */

static xw_status
reserve_table(xw_control_index *index, uint32_t framework)
{
    if (framework < index->table_count) {
        return XW_OK;
    }
    size_t count = framework + 1 + framework / 2;
    xw_control_table *tables =
        xw_alloc_array(index->tables, count, sizeof *tables);
    if (!tables) {
        return XW_E_NOMEM;
    }
    memset(tables + index->table_count, 0,
           (count - index->table_count) * sizeof *tables);
    index->tables = tables;
    index->table_count = count;
    return XW_OK;
}

/* Keep a table at most three quarters full, so that probes stay short and end; with
 * less in it, more of all tables would be out of the cache. */
static xw_status
reserve_slot(xw_control_table *table)
{
    uint32_t have = table->slots ? table->mask + 1 : 0;
    if (table->count < have - have / 4) {
        return XW_OK;
    }
    uint32_t want = have ? have * 2 : FIRST_SLOTS;
    slot *slots = want ? xw_alloc_zeroed(want, sizeof *slots) : NULL;
    if (!slots) {
        return XW_E_NOMEM;
    }
    xw_control_table grown = { slots, want - 1, table->count };
    for (uint32_t i = 0; i < have; ++i) {
        if (table->slots[i].control) {
            *empty_slot_for(&grown, table->slots[i].key.hash) = table->slots[i];
        }
    }
    xw_alloc_free(table->slots);
    *table = grown;
    return XW_OK;
}

static xw_status
reserve_pair(xw_control_index *index)
{
    xw_pair *pairs =
        xw_alloc_grow(index->pairs, index->count, &index->cap, sizeof *pairs);
    index->pairs = pairs ? pairs : index->pairs;
    return pairs ? XW_OK : XW_E_NOMEM;
}

/* ---- Adding ----------------------------------------------------------------- */

static xw_status
append(xw_control_index *index, xw_intern *texts, uint32_t framework,
       xw_string id, slot *out)
{
    uint32_t text;
    xw_status st = reserve_pair(index);
    if (!st) {
        st = xw_intern_add(texts, id.bytes, id.len, &text);
    }
    if (!st) {
        index->pairs[index->count] = (xw_pair){ framework, text };
        out->control = ++index->count;
        out->start = texts->start[text];
    }
    return st;
}

xw_status
xw_control_index_add(xw_control_index *index, xw_intern *texts,
                     uint32_t framework, xw_string id, uint32_t *out)
{
    xw_status st = reserve_table(index, framework);
    if (!st) {
        st = reserve_slot(&index->tables[framework]);
    }
    if (st) {
        return st;
    }
    xw_control_table *table = &index->tables[framework];
    const key k = key_of(id);
    slot *at = slot_for(texts, table, &k, id);
    if (!at->control) {
        st = append(index, texts, framework, id, at);
        if (st) {
            return st;
        }
        at->key = k;
        table->count++;
    }
    *out = at->control - 1;
    return XW_OK;
}

void
xw_control_index_clear(xw_control_index *index)
{
    for (size_t i = 0; i < index->table_count; ++i) {
        xw_alloc_free(index->tables[i].slots);
    }
    xw_alloc_free(index->tables);
    xw_alloc_free(index->pairs);
    *index = (xw_control_index){ 0 };
}
