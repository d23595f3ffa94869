/* xw/graph_file.h - graphs in files (.xwg): public API.
 *
 * The bytes are specified in engine/GRAPH_FILE.md. */
#ifndef XW_GRAPH_FILE_H
#define XW_GRAPH_FILE_H

#include <xw/xw.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Of the format this library writes.  It reads any file of this major version
 *  whose chunks it does not know are marked as ignorable. */
#define XW_GRAPH_FORMAT_MAJOR 1
#define XW_GRAPH_FORMAT_MINOR 0

/** Map a graph file into memory.  Header, chunk table and the framework
 *  section are checked; the rest is checked where it is used, so no file
 *  crashes a reader: damage met by a query is XW_E_GRAPH.  The file must not be
 *  changed in place while it is open; replace it by rename.
 *
 *  @retval XW_E_IO     The system refused; the message has why.
 *  @retval XW_E_GRAPH  Not a graph file, truncated, or of another version.
 *  @retval XW_E_NOMEM
 *
 *  O(frameworks). */
XW_API xw_status xw_graph_open(const char *path, xw_graph **out, xw_error *err);

/** As xw_graph_open, on bytes in memory, which must outlive the graph and be
 *  aligned to 64. */
XW_API xw_status xw_graph_open_bytes(const void *bytes, size_t size,
                                     xw_graph **out, xw_error *err);

/** Check everything: every checksum, every id and offset, every order that a
 *  query relies on.
 *
 *  @retval XW_E_GRAPH  The first damage found, as a sentence.
 *
 *  O(size). */
XW_API xw_status xw_graph_verify(const xw_graph *graph, xw_error *err);

/** One section of a graph file. */
typedef struct xw_chunk_info {
    char id[5];    /**< as in engine/GRAPH_FILE.md, "META" */
    uint64_t size; /**< bytes */
    bool intact;   /**< it matches its checksum */
} xw_chunk_info;

/** Section number `index` of a file, in the file's order.
 *
 *  @retval XW_NOT_FOUND  There are no more; `err` is untouched.
 *
 *  O(size of the section). */
XW_API xw_status xw_graph_chunk(const xw_graph *graph, size_t index,
                                xw_chunk_info *out, xw_error *err);

/** Write to a temporary file beside `path`, flush it to the disk, rename it to
 *  `path`.  On failure what was at `path` is untouched.
 *
 *  @retval XW_E_IO */
XW_API xw_status xw_graph_write(const xw_graph *graph, const char *path,
                                xw_error *err);

/** The bytes of the file, borrowed from the graph. */
XW_API xw_string xw_graph_bytes(const xw_graph *graph);

#ifdef __cplusplus
}
#endif

#endif /* XW_GRAPH_FILE_H */
