/* Any bytes at all as a reference, or as "FAMILY\nID": the resolver returns,
 * what it finds is written so that it is found again, what it does not find it
 * says, and a normal form depends on nothing that the ends of an id have. */
#include "fuzz.h"

#include "../../engine/reference_forms.h"

#include <xw/build.h>
#include <xw/reference.h>

#include <stdlib.h>
#include <string.h>

enum { TEXT = 2048 };

/* By framework: its id, family and alias, then its controls. */
static const char *const frameworks[][10] = {
    { "nist-sp-800-53-rev5", "nist-sp-800-53", "SP 800-53", "AC-1", "AC-2",
      "AC-2(1)", "AC-2(10)", "AC-1(a)", "AC-20", NULL },
    { "nist-sp-800-53-rev4", "nist-sp-800-53", "", "AC-2", NULL },
    { "iso-42001-2023", "iso-42001", "ISO/IEC 42001:2023", "4", "4.1", "4.10",
      "6.1.2", "A.6.1.2", "A", NULL },
    { "eu-ai-act", "eu-ai-act", "EU AI Act", "5.1.a", "9", "Annex III",
      "Recital 47", NULL },
    { "hipaa", "hipaa", "", "164.308(a)(1)(ii)(D)", NULL },
    { "odd", "", "odd:a", "1.1", "11", "a:b", "A:B", "\xC2\xA7 9,", "x@y",
      NULL },
};

static xw_string
string(const char *text)
{
    return (xw_string){ text, strlen(text) };
}

static void
declare(xw_builder *builder, const char *const *row)
{
    xw_string alias = string(row[2]);
    xw_framework_def framework = { .size = sizeof framework,
                                   .id = string(row[0]),
                                   .family = string(row[1]),
                                   .aliases = &alias,
                                   .alias_count = alias.len ? 1 : 0 };
    xw_control_def control = { .size = sizeof control };
    xw_builder_control made;
    require(!xw_builder_declare_framework(builder, &framework,
                                          &control.framework, NULL, NULL));
    for (size_t i = 3; row[i]; ++i) {
        control.id = string(row[i]);
        require(
            !xw_builder_declare_control(builder, &control, &made, NULL, NULL));
        require(!xw_builder_add_scope_member(
            builder,
            &(xw_scope_member_def){ .size = sizeof(xw_scope_member_def),
                                    .framework = control.framework,
                                    .scope = string(i % 2 ? "odd" : "Even"),
                                    .control = control.id,
                                    .note = (xw_string){ 0 },
                                    .at = (xw_place){ 0 } },
            NULL));
    }
}

/* Made once, for all inputs. */
static const xw_graph *
graph(void)
{
    static xw_graph *made;
    xw_builder *builder = NULL;
    if (made) {
        return made;
    }
    require(!xw_builder_new(&builder, NULL));
    for (size_t i = 0; i < sizeof frameworks / sizeof *frameworks; ++i) {
        declare(builder, frameworks[i]);
    }
    require(!xw_builder_freeze(builder, NULL, NULL, &made, NULL));
    xw_builder_free(builder);
    return made;
}

static void
check_control(xw_resolver *resolver, xw_control control)
{
    char text[TEXT];
    size_t len;
    xw_control again;
    require(
        !xw_reference_write(graph(), control, text, sizeof text, &len, NULL));
    require(len < sizeof text);
    require(!xw_resolve_control(resolver, string(text), &again, NULL));
    require(again.i == control.i);
}

static void
check_nearest(const xw_resolver *from, xw_resolver *with)
{
    const char *near;
    for (size_t i = 0; (near = xw_resolver_nearest(from, i)); ++i) {
        xw_control control;
        xw_selection selection;
        require(i < 8);
        require(!xw_resolve_control(with, string(near), &control, NULL) ||
                !xw_resolve_framework(with, string(near), &selection, NULL));
    }
}

static void
check_failure(xw_status st, const xw_error *err)
{
    require(st == XW_NOT_FOUND && err->status == st && err->message[0]);
}

static void
check_references(xw_string text)
{
    xw_resolver *resolver = NULL, *other = NULL;
    xw_error err = XW_ERROR_INIT, of_framework = XW_ERROR_INIT;
    xw_control control;
    xw_selection selection;
    require(!xw_resolver_new(graph(), &resolver, NULL));
    require(!xw_resolver_new(graph(), &other, NULL));
    xw_status st = xw_resolve_control(resolver, text, &control, &err);
    if (st) {
        check_failure(st, &err);
        check_nearest(resolver, other);
    } else {
        check_control(other, control);
    }
    st = xw_resolve_framework(resolver, text, &selection, &of_framework);
    if (st) {
        check_failure(st, &of_framework);
        check_nearest(resolver, other);
    } else {
        require(selection.framework.i < xw_graph_framework_count(graph()));
    }
    xw_resolver_free(other);
    xw_resolver_free(resolver);
}

/* With and without the blanks and commas around it. */
static void
check_form(const char *family, xw_string id)
{
    xw_forms *forms = NULL;
    char form[XW_FORM_SIZE], of_trimmed[XW_FORM_SIZE];
    require(!xw_forms_new(&forms));
    xw_status st = xw_forms_normal(forms, family, id, form, sizeof form);
    require(st == xw_forms_normal(forms, family, xw_id_trim(id), of_trimmed,
                                  sizeof of_trimmed));
    require(st == XW_NOT_FOUND || (!st && strcmp(form, of_trimmed) == 0));
    xw_forms_free(forms);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *line = size ? memchr(bytes, '\n', size) : NULL;
    char family[64] = "";
    check_references((xw_string){ bytes, size });
    if (line && (size_t)(line - bytes) < sizeof family) {
        memcpy(family, bytes, (size_t)(line - bytes));
        size_t rest = size - (size_t)(line - bytes) - 1;
        check_form(family, (xw_string){ line + 1, rest });
    }
    return 0;
}
