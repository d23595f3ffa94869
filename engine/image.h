/* image.h - the chunks of a graph file in the making, and the file made of
 * them. */
#ifndef XW_ENGINE_IMAGE_H
#define XW_ENGINE_IMAGE_H

#include "graph.h"

typedef struct xw_image {
    struct {
        void *records; /**< owned; NULL for none */
        size_t count;
    } chunks[XW_CHUNK_COUNT];
} xw_image;

/** Zeroed room for `count` records of a chunk, kept by the image; never NULL
 *  but when out of memory. */
void *xw_image_reserve(xw_image *image, xw_chunk chunk, size_t count);

/** Lay the chunks out as a file and open a graph on it.  Frees each chunk when
 *  it is copied.
 *
 *  @retval XW_E_NOMEM
 *  O(bytes). */
xw_status xw_image_finish(xw_image *image, xw_graph **out, xw_error *err);
void xw_image_clear(xw_image *image);

#endif
