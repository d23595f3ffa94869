/* Read a format that no importer knows into a graph file.
 *
 * A line is "SOURCE RELATIONSHIP TARGET STRENGTH", a control being
 * framework/control, as in "house/1 superset_of law/7.2 8".
 * Usage: custom_format FILE.xwg <LINES */
#include <xw/build.h>
#include <xw/graph_file.h>
#include <xw/query.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static xw_string
text(const char *bytes)
{
    return (xw_string){ bytes, strlen(bytes) };
}

/* Cuts `reference` at its slash.  Nothing need be declared: what mappings name
 * is there when the builder is frozen. */
static xw_status
find_control(xw_builder *builder, char *reference, xw_builder_control *out,
             xw_error *err)
{
    char *slash = strchr(reference, '/');
    xw_builder_framework framework;
    if (!slash) {
        (void)snprintf(err->message, sizeof err->message,
                       "'%.100s' has no slash", reference);
        return XW_E_SYNTAX;
    }
    *slash = '\0';
    xw_status st =
        xw_builder_framework_of(builder, text(reference), &framework, err);
    return st ? st
              : xw_builder_control_of(builder, framework, text(slash + 1), out,
                                      err);
}

static xw_status
read_line(xw_builder *builder, xw_builder_set set, const char *line,
          xw_error *err)
{
    char source[128], token[64], target[128], strength[8], *end = NULL;
    xw_builder_control from, to;
    xw_mapping_def def = { .size = sizeof def,
                           .sources = &from,
                           .targets = &to,
                           .source_count = 1,
                           .target_count = 1,
                           .set = set };
    if (sscanf(line, "%127s %63s %127s %7s", source, token, target, strength) !=
            4 ||
        xw_relationship_parse(token, strlen(token), &def.relationship) !=
            XW_TOKEN_RELATIONSHIP) {
        (void)snprintf(err->message, sizeof err->message, "not a mapping");
        return XW_E_SYNTAX;
    }
    def.strength = (uint32_t)strtoul(strength, &end, 10);
    if (*end) {
        (void)snprintf(err->message, sizeof err->message,
                       "'%s' is not a strength", strength);
        return XW_E_SYNTAX;
    }
    xw_status st = find_control(builder, source, &from, err);
    st = st ? st : find_control(builder, target, &to, err);
    return st ? st : xw_builder_add_mapping(builder, &def, err);
}

static xw_status
read_all(xw_builder *builder, FILE *in, xw_error *err)
{
    char line[512];
    xw_builder_set set;
    xw_set_def about = { .size = sizeof about,
                         .id = text("own"),
                         .name = text("Our own judgement"),
                         .trust = -1 };
    xw_status st = xw_builder_declare_set(builder, &about, &set, NULL, err);
    for (unsigned number = 1; !st && fgets(line, sizeof line, in); ++number) {
        st = read_line(builder, set, line, err);
        err->line = number;
    }
    return st;
}

int
main(int argc, char **argv)
{
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    xw_error err = XW_ERROR_INIT;
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE.xwg\n", argv[0]);
        return 2;
    }
    xw_status st = xw_builder_new(&builder, &err);
    st = st ? st : read_all(builder, stdin, &err);
    st = st ? st : xw_builder_freeze(builder, NULL, NULL, &graph, &err);
    st = st ? st : xw_graph_write(graph, argv[1], &err);
    if (st) {
        fprintf(stderr, "line %u: %s\n", (unsigned)err.line, err.message);
    } else {
        xw_graph_stats stats;
        xw_graph_get_stats(graph, &stats);
        printf("%u controls of %u frameworks\n", (unsigned)stats.controls,
               (unsigned)stats.frameworks);
    }
    xw_graph_free(graph);
    xw_builder_free(builder);
    return st ? 1 : 0;
}
