/* name_index.h - the hash index of a graph file: control ids and aliases, but
 * for ASCII case.
 *
 * Open addressing with linear probing over a power of two of slots.  A slot is
 * 0 for empty, 1 + a control, or XW_NAME_ALIAS | 1 + the index of a control
 * alias (graph_file_layout.h). */
#ifndef XW_ENGINE_NAME_INDEX_H
#define XW_ENGINE_NAME_INDEX_H

#include "graph.h"

/** Of a name in a framework, by its lower-case form: XXH3 seeded with the
 *  framework.  O(len). */
uint32_t xw_name_hash(uint32_t framework, const char *name, size_t len);

/** Slots for `count` names: a power of two, at most half full. */
size_t xw_name_slot_count(size_t count);

/** Put `value`, as above, into the first free slot for its hash. */
void xw_name_insert(uint32_t *slots, size_t slot_count, uint32_t hash,
                    uint32_t value);

/** ASCII letters in lower case; `out` has room for `len` bytes. */
void xw_name_fold(const char *name, size_t len, char *out);

/** Whether two names are the same but for ASCII case. */
bool xw_name_equal_folded(const char *a, size_t a_len, const char *b,
                          size_t b_len);

#endif
