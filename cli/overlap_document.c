#include "overlap_document.h"

const char *const overlap_measures[] = { "mapped", "partial", "full", NULL };

static void
write_row(struct writer *out, const xw_overlap *overlap, size_t from)
{
    writer_open_array(out, NULL);
    for (size_t to = 0; to < xw_overlap_count(overlap); ++to) {
        double share = xw_overlap_share(overlap, from, to);
        if (share < 0) {
            writer_null(out, NULL);
        } else {
            writer_real(out, NULL, share);
        }
    }
    writer_close_array(out);
}

void
overlap_document_write(struct writer *out, struct view *view,
                       const xw_overlap_request *request,
                       const xw_overlap *overlap)
{
    size_t count = xw_overlap_count(overlap);
    const xw_selection *of = xw_overlap_of(overlap);
    writer_open_object(out, NULL);
    writer_name(out, "graph", xw_graph_checksum(view->graph));
    writer_open_array(out, "frameworks");
    for (size_t i = 0; i < count; ++i) {
        view_put_selection(view, out, NULL, of[i]);
    }
    writer_close_array(out);
    writer_open_array(out, "controls");
    for (size_t i = 0; i < count; ++i) {
        writer_number(out, NULL, xw_overlap_controls(overlap, i));
    }
    writer_close_array(out);
    writer_text(out, "measure", overlap_measures[request->measure]);
    writer_number(out, "max_hops", request->max_hops);
    writer_open_array(out, "matrix");
    for (size_t from = 0; from < count; ++from) {
        write_row(out, overlap, from);
    }
    writer_close_array(out);
    writer_close_object(out);
}
