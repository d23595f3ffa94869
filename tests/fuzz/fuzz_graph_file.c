/* Any bytes at all as a graph file, with the checksums made to fit: opening it
 * says what is wrong or gives a graph that no query crashes on, and on one that
 * verifies none fails. */
#include "fuzz.h"

#include "../exercise.h"
#include "../graph_bytes.h"

#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdlib.h>

static void
check_graph(const xw_graph *graph, uint32_t turn)
{
    xw_error err = XW_ERROR_INIT;
    xw_status verified = xw_graph_verify(graph, &err);
    require(verified == XW_OK || (verified == XW_E_GRAPH && err.message[0]));
    xw_status used = exercise_graph(graph, turn, NULL);
    require(used == XW_OK || (used == XW_E_GRAPH && verified == XW_E_GRAPH));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *bytes =
        graph_bytes_copy((xw_string){ (const char *)data, size });
    require(bytes);
    graph_bytes_seal(bytes, size);
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    xw_status st = xw_graph_open_bytes(bytes, size, &graph, &err);
    require(st == err.status);
    if (st == XW_OK) {
        check_graph(graph, size ? data[size / 2] : 0);
    }
    xw_graph_free(graph);
    free(bytes);
    return 0;
}
