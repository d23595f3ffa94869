/* Any bytes at all as results, and as costs: what is read is in bounds and one
 * for each control, what is not is told with a place. */
#include "fuzz.h"

#include "../sample.h"

#include <xw/query.h>
#include <xw/results.h>

#include <string.h>

/* Made once, for all inputs. */
static const xw_graph *
graph(void)
{
    static xw_graph *made;
    require(made || !sample_graph(&made, NULL));
    return made;
}

static bool
on_diagnostic(void *payload, xw_severity severity, const xw_error *where)
{
    uint64_t *count = payload;
    require(severity <= XW_ERROR && where->code && where->message[0]);
    require((where->line == 0) == (where->column == 0));
    ++*count;
    return true;
}

static void
check_result(const xw_result_row *row)
{
    int32_t day;
    require(row->control.i < xw_graph_control_count(graph()));
    require(row->result < XW_RESULT_COUNT && row->line > 1 && row->source);
    require(row->note && row->evidence);
    xw_status st = xw_day_parse(row->date, strlen(row->date), &day);
    require(st ? row->day == XW_NO_DAY && !row->date[0] : row->day == day);
}

static void
check_results(const char *bytes, size_t size, const xw_import_options *options,
              xw_import_summary *summary)
{
    xw_results *results = NULL;
    size_t count;
    bool seen[256] = { false };
    require(xw_graph_control_count(graph()) < sizeof seen);
    require(!xw_results_new(graph(), &results, NULL));
    require(
        !xw_results_read_bytes(results, bytes, size, options, summary, NULL));
    const xw_result_row *rows = xw_results_rows(results, &count);
    for (size_t i = 0; i < count; ++i) {
        check_result(&rows[i]);
        require(!seen[rows[i].control.i]);
        seen[rows[i].control.i] = true;
    }
    xw_results_free(results);
}

static void
check_costs(const char *bytes, size_t size, const xw_import_options *options,
            xw_import_summary *summary)
{
    xw_costs *costs = NULL;
    size_t count;
    require(!xw_costs_new(graph(), &costs, NULL));
    require(!xw_costs_read_bytes(costs, bytes, size, options, summary, NULL));
    const xw_cost_row *rows = xw_costs_rows(costs, &count);
    for (size_t i = 0; i < count; ++i) {
        require(rows[i].control.i < xw_graph_control_count(graph()));
        require(rows[i].cost > 0 && rows[i].line > 1);
    }
    xw_costs_free(costs);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t heard = 0;
    xw_import_options options = { .size = sizeof options,
                                  .keep_going = true,
                                  .diag = on_diagnostic,
                                  .payload = &heard };
    xw_import_summary summary = XW_IMPORT_SUMMARY_INIT;
    check_results((const char *)data, size, &options, &summary);
    check_costs((const char *)data, size, &options, &summary);
    require(summary.errors + summary.warnings + summary.notes == heard);
    return 0;
}
