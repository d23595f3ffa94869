/* Which controls of a framework does a control satisfy?
 * Usage: map_control GRAPH.xwg FRAMEWORK:CONTROL FRAMEWORK */
#include <xw/graph_file.h>
#include <xw/query.h>
#include <xw/reference.h>

#include <stdio.h>
#include <string.h>

/* Every handle that was made, so that one place frees them all. */
struct session {
    xw_graph *graph;
    xw_resolver *resolver;
    xw_scratch *scratch;
};

static xw_status
open_session(const char *path, struct session *s, xw_error *err)
{
    xw_status st = xw_graph_open(path, &s->graph, err);
    st = st ? st : xw_resolver_new(s->graph, &s->resolver, err);
    return st ? st : xw_scratch_new(s->graph, &s->scratch, err);
}

static void
close_session(struct session *s)
{
    xw_scratch_free(s->scratch);
    xw_resolver_free(s->resolver);
    xw_graph_free(s->graph);
}

static xw_status
print_answer(const struct session *s, const xw_answer *answer, xw_error *err)
{
    char target[256];
    size_t len = 0;
    xw_control_info info;
    xw_status st = xw_reference_write(s->graph, answer->control, target,
                                      sizeof target, &len, err);
    st = st ? st : xw_graph_control(s->graph, answer->control, &info, err);
    if (!st) {
        printf("%s %s (%s)\n", xw_verdict_name(answer->verdict), target,
               info.title);
    }
    return st;
}

static xw_status
map(const struct session *s, const char *source, const char *framework,
    xw_error *err)
{
    xw_selection into;
    xw_map_answer found = { 0 };
    xw_map_request request = XW_MAP_REQUEST_INIT;
    request.into = &into;
    request.into_count = 1;
    request.min = XW_PARTIAL;
    xw_status st =
        xw_resolve_control(s->resolver, (xw_string){ source, strlen(source) },
                           &request.control, err);
    st = st ? st
            : xw_resolve_framework(s->resolver,
                                   (xw_string){ framework, strlen(framework) },
                                   &into, err);
    st = st ? st : xw_map(s->scratch, &request, &found, err);
    for (size_t i = 0; !st && i < found.count; ++i) {
        st = print_answer(s, &found.answers[i], err);
    }
    return st;
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: %s GRAPH REF FRAMEWORK\n", argv[0]);
        return 2;
    }
    struct session s = { NULL, NULL, NULL };
    xw_error err = XW_ERROR_INIT;
    xw_status st = open_session(argv[1], &s, &err);
    st = st ? st : map(&s, argv[2], argv[3], &err);
    if (st) {
        fprintf(stderr, "%s\n", err.message);
        for (size_t i = 0; s.resolver && xw_resolver_nearest(s.resolver, i);
             ++i) {
            fprintf(stderr, "near: %s\n", xw_resolver_nearest(s.resolver, i));
        }
    }
    close_session(&s);
    return st ? 1 : 0;
}
