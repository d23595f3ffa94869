#include "stats_document.h"

json_t *
stats_document(const struct view *view)
{
    xw_graph_stats stats;
    xw_graph_get_stats(view->graph, &stats);
    json_t *document = view_document(view);
    document_set(document, "frameworks", json_integer(stats.frameworks));
    document_set(document, "implied_frameworks",
                 json_integer(stats.implied_frameworks));
    document_set(document, "controls", json_integer(stats.controls));
    document_set(document, "implied_controls",
                 json_integer(stats.implied_controls));
    document_set(document, "scopes", json_integer(stats.scopes));
    document_set(document, "sets", json_integer(stats.sets));
    document_set(document, "mappings",
                 json_integer((json_int_t)stats.mappings));
    document_set(document, "mapping_rows",
                 json_integer((json_int_t)stats.mapping_rows));
    document_set(document, "gaps", json_integer(stats.gaps));
    document_set(document, "bytes", json_integer((json_int_t)stats.bytes));
    return document;
}
