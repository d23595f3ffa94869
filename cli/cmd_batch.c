/* cmd_batch.c - xw batch: a request on each line, an answer for each. */
#define _POSIX_C_SOURCE 200809L /* for STDIN_FILENO */

#include "answer.h"
#include "batch_ring.h"
#include "command.h"
#include "exit_code.h"
#include "line_source.h"
#include "map_report.h"
#include "output.h"
#include "stop_signal.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MOST = 256 };

struct values {
    struct string_list fields;
    uint32_t jobs, max_hops, min, limit;
    bool reload;
};

static const struct option options[] = {
    { .letter = 'j',
      .name = "jobs",
      .argument = "N",
      .help = "threads that answer",
      .kind = OPTION_NUMBER,
      .offset = offsetof(struct values, jobs),
      .least = 1,
      .most = JOBS_MOST,
      .initial = 1 },
    { .name = "reload",
      .help = "read the graph file again when it has been replaced",
      .offset = offsetof(struct values, reload) },
    OPTION_MAX_HOPS(struct values,
                    "mappings to follow, for requests that do not say"),
    { .name = "min",
      .argument = "VERDICT",
      .help = "leave out what is worse, likewise",
      .kind = OPTION_CHOICE,
      .offset = offsetof(struct values, min),
      .initial = XW_UNMAPPED,
      .choices = answer_verdicts },
    OPTION_LIMIT(struct values, "candidates for each framework, likewise",
                 XW_LIMIT_DEFAULT),
    OPTION_FIELDS(struct values,
                  "the fields of each result of a map, likewise"),
};

/* ---- With one thread, and with several ---------------------------------------- */

static struct batch_outcome
run_alone(struct line_source *source, struct graph_watch *watch,
          const struct batch_defaults *defaults)
{
    struct batch_answering answering = { .defaults = defaults };
    struct batch_job job = { .at = 0 };
    int error = 0;
    while (!error && batch_job_read(&job, source, watch)) {
        while (!error && !batch_job_is_done(&job)) {
            batch_job_answer(&job, &answering);
            error = batch_job_write(&job);
        }
    }
    batch_answering_end(&answering);
    batch_job_free(&job);
    answering.outcome.error = error;
    return answering.outcome;
}

static struct batch_outcome
run_ring(struct line_source *source, struct graph_watch *watch,
         const struct batch_defaults *defaults, uint32_t threads,
         int on_failure)
{
    struct batch_ring *ring = batch_ring_start(threads, defaults, on_failure);
    struct batch_job *job = NULL;
    while ((job = batch_ring_take(ring)) != NULL &&
           batch_job_read(job, source, watch)) {
        batch_ring_give(ring);
    }
    return batch_ring_finish(ring);
}

/* ---- The command ---------------------------------------------------------------- */

static int
sum_up(const struct line_source *source, const struct batch_outcome *outcome)
{
    output_note("%" PRIu64 " answered, %" PRIu64 " refused", outcome->answered,
                outcome->refused);
    if (source->error) {
        output_error("cannot read requests: %s", strerror(source->error));
    }
    if (outcome->error) {
        output_error("cannot write answers: %s", strerror(outcome->error));
    }
    return source->error || outcome->error ? EXIT_SYSTEM : EXIT_OK;
}

static struct batch_defaults
defaults_of(const struct values *values)
{
    struct batch_defaults defaults = { .max_hops = values->max_hops,
                                       .limit = values->limit,
                                       .min = values->min };
    for (size_t i = 0; i < values->fields.count; ++i) {
        (void)map_fields_add(&defaults.fields, values->fields.items[i]);
    }
    return defaults;
}

static int
answer_all(const struct values *values, struct graph_watch *watch)
{
    int stop[2];
    if (!stop_signal_catch(stop)) {
        output_error("cannot make a pipe: %s", strerror(errno));
        return EXIT_SYSTEM;
    }
    struct batch_defaults defaults = defaults_of(values);
    struct line_source source = { .input = STDIN_FILENO,
                                  .stop = stop[0],
                                  .line_most = BATCH_LINE_MOST };
    struct batch_outcome outcome =
        values->jobs == 1
            ? run_alone(&source, watch, &defaults)
            : run_ring(&source, watch, &defaults, values->jobs, stop[1]);
    int code = sum_up(&source, &outcome);
    line_source_free(&source);
    stop_signal_obey(stop);
    return code;
}

static int
run(const struct invocation *line)
{
    const struct values *values = line->values;
    struct graph_watch watch;
    if (!map_report_has_fields(&values->fields)) {
        return EXIT_USAGE;
    }
    int code = graph_watch_begin(&watch, &line->common, values->reload);
    if (code == EXIT_OK) {
        code = answer_all(values, &watch);
    }
    graph_watch_end(&watch);
    return code;
}

const struct command command_batch = {
    .name = "batch",
    .summary = "answer requests, one JSON object to a line",
    .operands = "",
    .details =
        "Reads requests from the standard input and writes an answer for each\n"
        "line, in order, as soon as the input pauses.  A request is\n"
        "  {\"id\": ..., \"op\": \"map\", \"source\": REF, \"to\": [F, F]}\n"
        "or, short for that, REF<TAB>F[,F].  Operations and their fields:\n"
        "  map      source and to, or target and from; max_hops, min, limit,\n"
        "           fields, rationale\n"
        "  explain  source, target; max_hops, limit, rationale\n"
        "  show     ref\n"
        "  resolve  ref\n"
        "  search   text or regexp; in, limit\n"
        "  stats\n"
        "  coverage have, want; max_hops, rationale, by_group, detail,\n"
        "           accept_topic, accept_related\n"
        "  assess   results, to; max_hops, rationale, max_age, as_of,\n"
        "           accept_topic, accept_related\n"
        "  plan     for; results, carry, cost, start, months, ... (xw(1))\n"
        "  roadmap  for; have, results, start, guide\n"
        "Answers are {\"id\", \"ok\": true, \"result\"}, the result being "
        "what\n"
        "the command of that name prints as JSON, or {\"id\", \"ok\": false,\n"
        "\"error\": {\"code\", \"message\"}}.\n",
    .example = "printf 'iso-42001:6.1.2\\teu-ai-act\\n' | xw batch",
    .reads_graph = true,
    .prints_lines = true,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .values_size = sizeof(struct values),
    .run = run,
};
