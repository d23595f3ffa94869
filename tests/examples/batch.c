/* The best verdict for each line "REF FRAMEWORK": batch GRAPH.xwg <LINES */
#include <xw/graph_file.h>
#include <xw/reference.h>

#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
    char line[512], source[256], framework[256];
    xw_error err = XW_ERROR_INIT, refusal;
    xw_graph *graph = NULL;
    xw_resolver *resolver = NULL;
    xw_scratch *scratch = NULL;
    if (xw_graph_open(argc == 2 ? argv[1] : "", &graph, &err) ||
        xw_graph_verify(graph, &err) ||
        xw_resolver_new(graph, &resolver, &err) ||
        xw_scratch_new(graph, &scratch, &err)) {
        fprintf(stderr, "%s\n", err.message);
    }
    while (scratch && fgets(line, sizeof line, stdin) &&
           sscanf(line, "%255s %255s", source, framework) == 2) {
        xw_selection into;
        xw_map_answer found;
        xw_map_request request = XW_MAP_REQUEST_INIT;
        xw_string text = { source, strlen(source) },
                  name = { framework, strlen(framework) };
        refusal = (xw_error)XW_ERROR_INIT; /* one line stops no other */
        request.into = &into, request.into_count = 1;
        bool is_answered =
            !xw_resolve_control(resolver, text, &request.control, &refusal) &&
            !xw_resolve_framework(resolver, name, &into, &refusal) &&
            !xw_map(scratch, &request, &found, &refusal);
        puts(is_answered ? xw_verdict_name(found.into[0].verdict)
                         : refusal.message);
    }
    xw_scratch_free(scratch), xw_resolver_free(resolver), xw_graph_free(graph);
    return err.status ? 1 : 0;
}
