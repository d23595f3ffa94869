/* graph_bytes.h - the bytes of a graph file, to be damaged with its checksums
 * made to fit, so that what is tested is what else a reader checks. */
#ifndef XW_TESTS_GRAPH_BYTES_H
#define XW_TESTS_GRAPH_BYTES_H

#include "../engine/graph_file_layout.h"

#include <xw/xw.h>

/** A copy as aligned as xw_graph_open_bytes wants it, to be freed. */
unsigned char *graph_bytes_copy(xw_string bytes);

xw_file_header *graph_bytes_header(unsigned char *bytes);

/** The entry of a chunk in the table, of which there is one. */
xw_file_chunk *graph_bytes_entry(unsigned char *bytes, xw_chunk chunk);

/** Make every checksum again, as far as the table can be followed in so many
 *  bytes. */
void graph_bytes_seal(unsigned char *bytes, size_t size);

#endif
