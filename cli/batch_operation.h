/* batch_operation.h - what a request of a batch can ask for.
 *
 * An operation is a table of fields and a function.  A new one is its own file,
 * and a line in batch_request.c. */
#ifndef XW_CLI_BATCH_OPERATION_H
#define XW_CLI_BATCH_OPERATION_H

#include "choice.h"
#include "map_document.h"
#include "options.h"
#include "refusal.h"
#include "selection.h"
#include "view.h"

#include <xw/results.h>

/** What requests mean that do not say, from the command line. */
struct batch_defaults {
    uint32_t max_hops, limit;
    uint32_t min; /* xw_verdict */
    struct map_fields fields;
};

/** What answers the requests of one thread. */
struct batch_worker {
    struct view view;
    xw_scratch *scratch;
    const struct batch_defaults *defaults;
    struct selections into; /* room for those of a request */
    struct refusal refusal; /* of the request in hand */
};

/** What a field takes, and the type of the member its value goes to.  Strings
 *  end in NUL. */
enum batch_field_kind {
    FIELD_TEXT,    /* a string: xw_string, without bytes when not given */
    FIELD_LIST,    /* strings, or one that joins them by commas:
                     struct string_list */
    FIELD_NUMBER,  /* least .. most: uint32_t, or FIELD_UNSET */
    FIELD_VERDICT, /* its name: uint32_t, or FIELD_UNSET */
    FIELD_FLAG,    /* true or false: bool */
    FIELD_RESULTS  /* as batch_results.h has them: struct string_list */
};

#define FIELD_UNSET       UINT32_MAX
#define FIELD_NUMBER_MOST (UINT32_MAX - 1)

struct batch_field {
    const char *name;
    enum batch_field_kind kind;
    bool is_required;
    size_t offset; /* of the member */
    uint32_t least, most;
};

/** The same field of several operations, whose value goes to the member of this
 *  name in `values`, the type of the operation's own struct. */
#define FIELD_MAX_HOPS(values)                                                 \
    {                                                                          \
        .name = "max_hops", .kind = FIELD_NUMBER,                              \
        .offset = offsetof(values, max_hops), .least = 1, .most = XW_HOPS_MOST \
    }
#define FIELD_RATIONALE(values)                  \
    {                                            \
        .name = "rationale", .kind = FIELD_LIST, \
        .offset = offsetof(values, rationale)    \
    }
#define FIELD_ACCEPT_TOPIC(values)                  \
    {                                               \
        .name = "accept_topic", .kind = FIELD_FLAG, \
        .offset = offsetof(values, accept_topic)    \
    }
#define FIELD_ACCEPT_RELATED(values)                  \
    {                                                 \
        .name = "accept_related", .kind = FIELD_FLAG, \
        .offset = offsetof(values, accept_related)    \
    }

struct batch_operation {
    const char *name;
    const struct batch_field *fields; /* [field_count] */
    size_t field_count;
    size_t values_size; /* of the struct that `fields` fill in */
    /** Write the result, one value; or refuse. */
    bool (*answer)(struct batch_worker *worker, const void *values,
                   struct writer *out);
};

extern const struct batch_operation batch_assess;
extern const struct batch_operation batch_coverage;
extern const struct batch_operation batch_explain;
extern const struct batch_operation batch_map;
extern const struct batch_operation batch_plan;
extern const struct batch_operation batch_resolve;
extern const struct batch_operation batch_roadmap;
extern const struct batch_operation batch_search;
extern const struct batch_operation batch_show;
extern const struct batch_operation batch_stats;

/** Set the values of a map that asks what of `to` the control `source`
 *  satisfies. */
void batch_map_set(void *values, xw_string source,
                   const struct string_list *to);

/* ---- What several operations do --------------------------------------------- */

/** Resolve, or refuse. */
bool batch_find_control(struct batch_worker *worker, xw_string text,
                        xw_control *out);
bool batch_find_selections(struct batch_worker *worker,
                           const struct string_list *names);

/** Add what a list names to a choice, or refuse. */
bool batch_find_choice(struct batch_worker *worker,
                       const struct string_list *names, struct choice *out);

/** The bits of classes of rationale, or refuse. */
bool batch_read_rationales(struct batch_worker *worker,
                           const struct string_list *names, uint32_t *out);

/** The day of a field, if it is given; or refuse. */
bool batch_read_day(struct batch_worker *worker, const char *field,
                    xw_string text, int32_t *out);

/** The results of a FIELD_RESULTS, [*count] for free(), whose texts are those of
 *  the request; or refuse, and NULL. */
xw_result_row *batch_read_results(struct batch_worker *worker,
                                  const struct string_list *results,
                                  size_t *count);

/** `value`, or what stands for it when it was not given. */
static inline uint32_t
batch_or(uint32_t value, uint32_t otherwise)
{
    return value == FIELD_UNSET ? otherwise : value;
}

#endif
