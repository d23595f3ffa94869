#include "results_files.h"

#include "exit_code.h"
#include "listing.h"
#include "memory.h"
#include "output.h"

#include <stdlib.h>

/* One reading of some files: bad rows are to be listed to the last, so it
 * always keeps going, and the worst of them decides. */
struct reading {
    struct listing listing;
    xw_import_options options;
    xw_import_summary summary;
};

static void
begin(struct reading *reading, bool verbose)
{
    *reading = (struct reading){
        .listing = { .verbose = verbose },
        .options = { .size = sizeof reading->options,
                     .keep_going = true,
                     .diag = listing_add },
        .summary = XW_IMPORT_SUMMARY_INIT,
    };
    reading->options.payload = &reading->listing;
}

static int
end(struct reading *reading, xw_status st)
{
    listing_end(&reading->listing, &reading->summary);
    return st ? output_exit_code(st) : reading->listing.code;
}

/* ---- Results ---------------------------------------------------------------- */

int
results_files_read(const struct view *view, const struct string_list *files,
                   bool verbose, xw_results **out)
{
    struct reading reading;
    xw_error err = XW_ERROR_INIT;
    xw_results *results = NULL;
    if (!files->count) {
        return EXIT_OK;
    }
    xw_status st = xw_results_new(view->graph, &results, &err);
    if (st) {
        return output_failure(&err);
    }
    begin(&reading, verbose);
    for (size_t i = 0; !st && i < files->count; ++i) {
        st = xw_results_read(results, files->items[i].bytes, &reading.options,
                             &reading.summary, NULL);
    }
    int code = end(&reading, st);
    if (code != EXIT_OK) {
        xw_results_free(results);
        return code;
    }
    *out = results;
    return EXIT_OK;
}

xw_control *
results_compliant(const xw_result_row *rows, size_t count, xw_choice *out)
{
    xw_control *controls = memory_array(count + 1, sizeof *controls);
    *out = (xw_choice){ .controls = controls };
    for (size_t i = 0; i < count; ++i) {
        if (rows[i].result == XW_COMPLIANT) {
            controls[out->control_count++] = rows[i].control;
        }
    }
    return controls;
}

/* ---- Costs ------------------------------------------------------------------ */

int
costs_files_read(const struct view *view, const struct string_list *files,
                 bool verbose, xw_costs **out)
{
    struct reading reading;
    xw_error err = XW_ERROR_INIT;
    xw_costs *costs = NULL;
    if (!files->count) {
        return EXIT_OK;
    }
    xw_status st = xw_costs_new(view->graph, &costs, &err);
    if (st) {
        return output_failure(&err);
    }
    begin(&reading, verbose);
    for (size_t i = 0; !st && i < files->count; ++i) {
        st = xw_costs_read(costs, files->items[i].bytes, &reading.options,
                           &reading.summary, NULL);
    }
    int code = end(&reading, st);
    if (code != EXIT_OK) {
        xw_costs_free(costs);
        return code;
    }
    *out = costs;
    return EXIT_OK;
}
