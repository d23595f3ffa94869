/* view.h - a graph as a command reads it to print.
 *
 * What reads a damaged file gives "" and zeros, and the first damage stays in
 * `err`: a command asks view_failed() once, before it prints. */
#ifndef XW_CLI_VIEW_H
#define XW_CLI_VIEW_H

#include "document.h"
#include "graph_source.h"
#include "writer.h"

#include <xw/query.h>
#include <xw/reference.h>

struct view {
    xw_graph *graph;
    xw_resolver *resolver;
    xw_text_reader *texts; /* NULL until the first text is read */
    xw_error err;
};

/** Open the graph that the options name.  Gives an exit code, having said what
 *  is wrong.  Close it in any case. */
int view_open(struct view *view, const struct common_options *options,
              enum verification verification);
void view_close(struct view *view);

/** The exit code of the first failure, having said it; or EXIT_OK. */
int view_failed(const struct view *view);

/* ---- Reading ------------------------------------------------------------- */

xw_framework_info view_framework(struct view *view, xw_framework framework);
xw_control_info view_control(struct view *view, xw_control control);
xw_set_info view_set(struct view *view, xw_set set);
xw_scope_info view_scope(struct view *view, xw_scope scope);
xw_mapping_info view_mapping(struct view *view, xw_mapping mapping);
xw_mapping_info view_step(struct view *view, const xw_step *step);

/** Long text, borrowed until the view is closed. */
const char *view_text(struct view *view, uint32_t text);

/** "iso-42001-2023:6.1.2" */
json_t *view_reference(struct view *view, xw_control control);
void view_put_reference(struct view *view, struct writer *out, const char *key,
                        xw_control control);

/** An array of them */
json_t *view_references(struct view *view, const uint32_t *controls,
                        size_t count);

/** Ids, as values */
json_t *view_framework_id(struct view *view, xw_framework framework);
json_t *view_set_id(struct view *view, xw_set set);

/** "nist-sp-800-53-rev5@moderate", or the framework alone */
json_t *view_selection(struct view *view, xw_selection selection);
void view_put_selection(struct view *view, struct writer *out, const char *key,
                        xw_selection selection);

/** Start a document: an object whose first member is the graph. */
json_t *view_document(const struct view *view);

/* ---- Resolving ----------------------------------------------------------- */

/** What `text` names.  Gives an exit code, having said what is wrong and what
 *  may have been meant. */
int view_find_control(struct view *view, const char *text, xw_control *out);
int view_find_selection(struct view *view, xw_string text, xw_selection *out);

/** Say that the last resolution failed, and what is near. */
int view_refuse(const struct view *view, const xw_error *err);

#endif
