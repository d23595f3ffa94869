/* text_reader.h - blocks of long text, decompressed when first wanted and kept.
 */
#ifndef XW_ENGINE_TEXT_READER_H
#define XW_ENGINE_TEXT_READER_H

#include "graph.h"

/** The raw bytes of a block below graph->block_count: as many as it says, the
 *  last of them NUL.  Borrowed until it is dropped.
 *
 *  @retval XW_E_GRAPH
 *  @retval XW_E_NOMEM */
xw_status xw_text_block(xw_text_reader *reader, uint32_t index,
                        const char **out, xw_error *err);

/** Forget what of a block has been read. */
void xw_text_block_drop(xw_text_reader *reader, uint32_t index);

#endif
