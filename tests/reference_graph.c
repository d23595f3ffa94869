#include "reference_graph.h"

#include <xw/build.h>

static const struct {
    const char *id, *name, *version, *family, *alias;
} frameworks[] = {
    { "iso-42001-2023", "ISO/IEC 42001:2023", "2023", "iso-42001", NULL },
    { "iso-27001-2013", "ISO/IEC 27001:2013", "2013", "iso-27001", NULL },
    { "iso-27001-2022", "ISO/IEC 27001:2022", "2022", "iso-27001",
      "Information Security" },
    { "iso-27002-2022", "ISO/IEC 27002:2022", "", "iso-27002", NULL },
    { "eu-ai-act", "Artificial Intelligence Act", "2024/1689", "eu-ai-act",
      "AI Act" },
    /* By text alone "Rev. 4" would be newer than "Release 5". */
    { "nist-sp-800-53-rev4", "NIST SP 800-53", "Rev. 4", "nist-sp-800-53",
      NULL },
    { "nist-sp-800-53-rev5", "NIST SP 800-53", "Release 5.1.1",
      "nist-sp-800-53", "SP 800-53 Rev. 5" },
    /* No version: the ids tell, and 10 is after 9. */
    { "mitre-attack-9.0", "MITRE ATT&CK", "", "mitre-attack", NULL },
    { "mitre-attack-10.1", "MITRE ATT&CK", "", "mitre-attack", NULL },
    { "nist-csf-2.0", "NIST CSF", "2.0", "", NULL },
    { "nist-csf-1.1", "NIST CSF", "1.1", "", NULL },
    /* No order between them. */
    { "house-rules-a", "House Rules, A", "draft", "house-rules", "Twins" },
    { "house-rules-b", "House Rules, B", "final", "house-rules", "Twins" },
    /* One order for both. */
    { "same-a", "Same A", "1.0", "same", NULL },
    { "same-b", "Same B", "1.00", "same", NULL },
    { "odd", "Odd: Colons, and More", "", "", NULL },
    { "odd-a", "Odd A", "", "", "odd:a" },
};

static const struct {
    const char *framework, *id, *alias;
} controls[] = {
    { "iso-42001-2023", "4", NULL },
    { "iso-42001-2023", "6.1.2", "AI risk assessment" },
    { "iso-42001-2023", "A.6.1.2", NULL },
    { "iso-27001-2013", "A.9.1.1", NULL },
    { "iso-27001-2022", "4.1", NULL },
    { "iso-27001-2022", "4.10", NULL },
    { "iso-27001-2022", "A.5.15", NULL },
    { "iso-27002-2022", "5.15", NULL },
    { "eu-ai-act", "5.1.a", NULL },
    { "eu-ai-act", "9", NULL },
    { "eu-ai-act", "72", NULL },
    { "nist-sp-800-53-rev4", "AC-2", NULL },
    { "nist-sp-800-53-rev5", "AC-1", "the policy" },
    { "nist-sp-800-53-rev5", "AC-2", "ac-2" },
    { "nist-sp-800-53-rev5", "AC-2(1)", "ac-2.1" },
    { "nist-sp-800-53-rev5", "AC-2(10)", NULL },
    { "nist-sp-800-53-rev5", "AC-20", "the policy" },
    { "nist-csf-2.0", "GV.OC-01", NULL },
    { "nist-csf-1.1", "ID.AM-1", NULL },
    { "odd", "1.1", NULL },
    { "odd", "11", NULL },
    { "odd", "3.1.11", NULL },
    { "odd", "3.11.1", NULL },
    { "odd", "OS Command", NULL },
    { "odd", "OS command", NULL },
    { "odd", "7.01", NULL },
    { "odd", "7.1", NULL },
    { "odd", "8.01", "other 8" },
    { "odd", "8.1", "8.001" },
    { "odd", "a:b", NULL },
    { "odd", "\xC2\xA7 9,", NULL },
    { "odd-a", "b", NULL },
    { "odd-a", "c", NULL },
};

static const struct {
    const char *framework, *scope, *control;
} members[] = {
    { "eu-ai-act", "provider", "9" },
    { "eu-ai-act", "provider", "72" },
    { "eu-ai-act", "deployer", "5.1.a" },
    { "nist-sp-800-53-rev5", "moderate", "AC-2" },
    { "nist-sp-800-53-rev5", "low", "AC-1" },
};

static xw_status
declare_frameworks(xw_builder *builder, xw_error *err)
{
    for (size_t i = 0; i < sizeof frameworks / sizeof *frameworks; ++i) {
        xw_string alias = string(frameworks[i].alias);
        xw_framework_def def = { .size = sizeof def,
                                 .id = string(frameworks[i].id),
                                 .name = string(frameworks[i].name),
                                 .version = string(frameworks[i].version),
                                 .family = string(frameworks[i].family),
                                 .aliases = &alias,
                                 .alias_count = alias.len ? 1 : 0 };
        xw_builder_framework framework;
        xw_status st =
            xw_builder_declare_framework(builder, &def, &framework, NULL, err);
        if (st) {
            return st;
        }
    }
    return XW_OK;
}

static xw_status
declare_controls(xw_builder *builder, xw_error *err)
{
    for (size_t i = 0; i < sizeof controls / sizeof *controls; ++i) {
        xw_string alias = string(controls[i].alias);
        xw_control_def def = { .size = sizeof def,
                               .id = string(controls[i].id),
                               .aliases = &alias,
                               .alias_count = alias.len ? 1 : 0 };
        xw_builder_control control;
        xw_status st;
        if ((st =
                 xw_builder_framework_of(builder, string(controls[i].framework),
                                         &def.framework, err)) ||
            (st = xw_builder_declare_control(builder, &def, &control, NULL,
                                             err))) {
            return st;
        }
    }
    return XW_OK;
}

static xw_status
declare_scopes(xw_builder *builder, xw_error *err)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; ++i) {
        xw_builder_framework framework;
        xw_status st;
        if ((st = xw_builder_framework_of(builder, string(members[i].framework),
                                          &framework, err)) ||
            (st = xw_builder_add_scope_member(
                 builder,
                 &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                         .framework = framework,
                                         .scope = string(members[i].scope),
                                         .control = string(members[i].control),
                                         .note = (xw_string){ 0 },
                                         .at = (xw_place){ 0 } },
                 err))) {
            return st;
        }
    }
    return XW_OK;
}

xw_graph *
make_reference_graph(void)
{
    xw_error err = XW_ERROR_INIT;
    xw_builder *builder = NULL;
    xw_graph *graph = NULL;
    assert_ok(xw_builder_new(&builder, &err), err);
    assert_ok(declare_frameworks(builder, &err), err);
    assert_ok(declare_controls(builder, &err), err);
    assert_ok(declare_scopes(builder, &err), err);
    assert_ok(xw_builder_freeze(builder, NULL, NULL, &graph, &err), err);
    xw_builder_free(builder);
    return graph;
}
