/* look_alikes.h - ids of one framework that are taken for each other.
 *
 * Two ids look alike when they have the same letters and numbers in the same
 * order: case, leading zeros, and what stands between do not count, nor which
 * of several characters that look the same is used.  1.1 and 11 do not look
 * alike, nor do 4.1 and 4.10. */
#ifndef XW_ENGINE_LOOK_ALIKES_H
#define XW_ENGINE_LOOK_ALIKES_H

#include "doubt_list.h"
#include "graph.h"

/** Room for the looks of the longest id that has any. */
enum { XW_LOOKS_SIZE = 512 };

/** Write how an id looks, without NUL, and give the length: two ids that look
 *  alike give the same.  0 when there is nothing of it, or no room.  O(id). */
size_t xw_id_looks(const char *id, char out[XW_LOOKS_SIZE]);

/** Add the controls of each framework that look alike.
 *  @retval XW_E_NOMEM
 *  O(controls log controls). */
xw_status xw_look_alikes_add(const xw_graph *graph, xw_doubt_list *list,
                             xw_error *err);

#endif
