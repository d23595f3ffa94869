#include "import_support.h"

#include "../importers/native_shapes.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define IMPLIED_F "XW-401 warning"
#define IMPLIED_C "XW-402 warning"

/* ---- Good ------------------------------------------------------------------- */

/* Everything that the format can say, and the same in CSV. */
static const char document[] =
    "{ \"$schema\": \"native.schema.json\", \"frameworks\": [ {"
    "  \"id\": \"f-1\", \"name\": \"First\", \"version\": \"1\","
    "  \"publisher\": \"P\", \"kind\": \"standard\", \"family\": \"f\","
    "  \"aliases\": [\"F1\", \"F;1\"], \"source\": \"S\","
    "  \"license\": \"L\", \"controls\": ["
    "    { \"id\": \"1\", \"title\": \"Top\", \"assessable\": false,"
    "      \"parts_complete\": true, \"controls\": ["
    "      { \"id\": \"1.1\", \"parent_kind\": \"part\", \"text\": \"T\","
    "        \"weight\": 2.5, \"kind\": \"clause\", \"controls\": ["
    "        { \"id\": \"1.1(1)\", \"parent_kind\": \"enhancement\","
    "          \"status\": \"withdrawn\", \"aliases\": [\"A\"] } ] } ] },"
    "    { \"id\": \"2\", \"title\": null } ],"
    "  \"scopes\": [ { \"id\": \"low\", \"note\": \"all\","
    "    \"controls\": [ \"1.1\", { \"id\": \"2\", \"note\": \"one\" } ] } ]"
    "}, { \"id\": \"g\", \"name\": \"Second\", \"controls\": ["
    "  {\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c:d\"} ] } ],"
    "\"mapping_sets\": [ { \"id\": \"s\", \"name\": \"Set\","
    "  \"publisher\": \"P\", \"version\": \"2\", \"date\": \"2024\","
    "  \"method\": \"human\", \"claim\": \"topic\", \"related\": \"ignore\","
    "  \"trust\": 0.25, \"precedence\": -1, \"status\": \"draft\","
    "  \"license\": \"L\", \"source\": \"S\", \"mappings\": ["
    "    { \"sources\": [\"f-1:1.1\"], \"targets\": [\"g:c:d\"],"
    "      \"relationship\": \"subset of\", \"strength\": 7,"
    "      \"rationale\": \"semantic\", \"note\": \"N\" },"
    "    { \"sources\": [\"f-1:1.1\", {\"framework\": \"f-1\","
    "      \"control\": \"2\"}], \"targets\": [\"g:a\"],"
    "      \"relationship\": \"superset_of\" } ],"
    "  \"gaps\": [ { \"control\": \"f-1:2\", \"other_framework\": \"g\","
    "    \"note\": \"G\" } ] } ] }";

static const char graph_of_all[] =
    "framework f-1 name=First version=1 publisher=P kind=standard family=f "
    "license=L source=S alias=F1 alias=F;1\n"
    "framework g name=Second\n"
    "control f-1:1 title=Top not-assessable parts-complete\n"
    "control f-1:1.1 part of f-1:1 kind=clause text=T weight=2.5\n"
    "control f-1:1.1(1) enhancement of f-1:1.1 withdrawn alias=A\n"
    "control f-1:2\n"
    "control g:a\n"
    "control g:b\n"
    "control g:c:d\n"
    "set s name=Set publisher=P version=2 date=2024 method=human "
    "status=draft license=L source=S topic ignore-related trust=0.25 "
    "precedence=-1\n"
    "mapping f-1:1.1 superset_of g:a by s joint\n"
    "mapping f-1:1.1 subset_of g:c:d by s strength=7 rationale=semantic "
    "note=N\n"
    "mapping f-1:2 superset_of g:a by s joint\n"
    "gap f-1:2 in g by s note=G\n"
    "scope f-1@low f-1:1.1 f-1:2\n";

static void
test_native_json_reads_all_that_the_format_can_say(void **state)
{
    (void)state;
    assert_import("t.json", document, graph_of_all);
}

static void
test_native_json_takes_a_control_said_twice_in_a_map_once(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.json",
        "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
        "{\"sources\":[\"f:1\",\"f:1\"],\"targets\":[\"g:1\"],"
        "\"relationship\":\"equal\"}]}]}",
        &h);
    assert_heard(&h, IMPLIED_F, IMPLIED_F, IMPLIED_C, IMPLIED_C);
    assert_non_null(strstr(got, "mapping f:1 equal g:1 by s\n"));
    free(got);
}

static void
test_native_json_ignores_members_not_known_saying_so_once(void **state)
{
    (void)state;
    heard h = { 0 };
    char *got = import_text(
        "t.json",
        "{\"x\":1,\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"a/b\":[],"
        "\"controls\":[{\"id\":\"1\",\"colour\":1},"
        "{\"id\":\"2\",\"colour\":2}]}]}",
        &h);
    assert_heard(&h, "/x XW-204 warning", "/frameworks/0/a~1b XW-204 warning",
                 "/frameworks/0/controls/0/colour XW-204 warning");
    assert_string_equal(
        h.errors[2].message,
        "members called 'colour' are ignored: 2, this the first");
    assert_string_equal(got, "framework f name=F\ncontrol f:1\ncontrol f:2\n");
    free(got);
}

/* ---- Bad -------------------------------------------------------------------- */

/* Each row: a document, and what is heard of it. */
static const struct bad {
    const char *text;
    const char *heard;
} bad_documents[] = {
    { "{\"frameworks\":1}", "/frameworks XW-202 error" },
    { "{\"frameworks\":[7]}", "/frameworks/0 XW-202 error" },
    { "{\"frameworks\":[{\"id\":\"f\"}]}", "/frameworks/0 XW-203 error" },
    { "{\"frameworks\":[{\"id\":4.10,\"name\":\"F\"}]}",
      "/frameworks/0/id XW-202 error" },
    { "{\"frameworks\":[{\"id\":\"F\",\"name\":\"F\",\"controls\":[1]}]}",
      "/frameworks/0/id XW-302 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"aliases\":[\"a\",2]}"
      "]}",
      "/frameworks/0/aliases/1 XW-202 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"controls\":["
      "{\"id\":\"1\",\"assessable\":\"yes\"}]}]}",
      "/frameworks/0/controls/0/assessable XW-202 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"controls\":["
      "{\"id\":\"1\",\"controls\":[{\"id\":\"1\"}]}]}]}",
      "/frameworks/0/controls/0/controls/0 XW-314 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"controls\":["
      "{\"id\":\"1\",\"weight\":-1}]}]}",
      "/frameworks/0/controls/0/weight XW-306 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"scopes\":["
      "{\"id\":\"a@b\",\"controls\":[\"1\",\"2\"]}]}]}",
      "/frameworks/0/scopes/0/id XW-313 error" },
    { "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"scopes\":["
      "{\"id\":\"a\",\"controls\":[\"\"]}]}]}",
      "/frameworks/0/scopes/0/controls/0 XW-301 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\"],\"targets\":[\"h\"],"
      "\"relationship\":\"equal\"}]}]}",
      "/mapping_sets/0/mappings/0/targets/0 XW-205 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\",\"F:2\"],\"targets\":[\"h:1\"],"
      "\"relationship\":\"equal\"}]}]}",
      "/mapping_sets/0/mappings/0/sources/1 XW-302 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\",\"f:\"],\"targets\":[\"h:1\"],"
      "\"relationship\":\"equal\"}]}]}",
      "/mapping_sets/0/mappings/0/sources/1 XW-301 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[],\"targets\":[\"h:1\"],"
      "\"relationship\":\"equal\"}]}]}",
      "/mapping_sets/0/mappings/0/sources XW-322 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\"],\"targets\":[\"g:1\",\"f:1\"],"
      "\"relationship\":\"equal\"}]}]}",
      "/mapping_sets/0/mappings/0/targets/1 XW-315 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\"],\"targets\":[\"g:1\"],"
      "\"relationship\":\"sort of\"}]}]}",
      "/mapping_sets/0/mappings/0/relationship XW-107 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"mappings\":["
      "{\"sources\":[\"f:1\"],\"targets\":[\"g:1\"],"
      "\"relationship\":\"equal\",\"strength\":7.5}]}]}",
      "/mapping_sets/0/mappings/0/strength XW-305 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"trust\":1.5}]}",
      "/mapping_sets/0/trust XW-311 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"gaps\":["
      "{\"control\":{\"framework\":\"F\",\"control\":\"1\"},"
      "\"other_framework\":\"g\"}]}]}",
      "/mapping_sets/0/gaps/0/control XW-302 error" },
    { "{\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"gaps\":["
      "{\"control\":\"f:1\",\"other_framework\":\"g h\"}]}]}",
      "/mapping_sets/0/gaps/0/other_framework XW-302 error" },
};

static void
test_native_json_points_at_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_documents / sizeof *bad_documents; ++i) {
        const struct bad *bad = &bad_documents[i];
        heard h = { 0 };
        assert_null(import_text("t.json", bad->text, &h));
        assert_heard(&h, bad->heard);
    }
}

static void
test_native_json_lists_every_fault_of_a_document(void **state)
{
    (void)state;
    heard h = { 0 };
    assert_null(import_text(
        "t.json",
        "{\"frameworks\":[{\"id\":\"f\",\"name\":\"F\",\"controls\":["
        "{\"id\":\"\",\"controls\":[7]},{\"id\":\"2\",\"status\":\"new\"}]}],"
        "\"mapping_sets\":[{\"id\":\"s\",\"name\":\"S\",\"claim\":\"all\"},"
        "{\"id\":\"s\"}]}",
        &h));
    assert_heard(&h, "/frameworks/0/controls/0/id XW-301 error",
                 "/frameworks/0/controls/0/controls/0 XW-202 error",
                 "/frameworks/0/controls/1/status XW-308 error",
                 "/mapping_sets/0/claim XW-309 error",
                 "/mapping_sets/1 XW-203 error");
}

/* ---- The schema ------------------------------------------------------------- */

static json_t *
open_schema(void)
{
    json_error_t error;
    json_t *schema = json_load_file(XW_NATIVE_SCHEMA, 0, &error);
    if (!schema) {
        fail_msg("%s:%d: %s", XW_NATIVE_SCHEMA, error.line, error.text);
    }
    return schema;
}

static const json_t *
definition_of(const json_t *schema, const json_t *property)
{
    const char *reference; /* "#/$defs/name" */
    while ((reference = json_string_value(json_object_get(property, "$ref")))) {
        property = json_object_get(json_object_get(schema, "$defs"),
                                   strrchr(reference, '/') + 1);
    }
    return property;
}

static bool
allows(const json_t *schema, const json_t *property, const char *type)
{
    const json_t *definition = definition_of(schema, property);
    const json_t *types = json_object_get(definition, "type");
    const json_t *words = json_object_get(definition, "enum");
    if (words) {
        return strcmp(type, "string") == 0 &&
               json_is_string(json_array_get(words, 0));
    }
    bool found =
        json_is_string(types) && strcmp(json_string_value(types), type) == 0;
    for (size_t i = 0; i < json_array_size(types); ++i) {
        found = found ||
                strcmp(json_string_value(json_array_get(types, i)), type) == 0;
    }
    return found;
}

static bool
has_type(const json_t *schema, const json_t *property, xw_member_type type)
{
    switch (type) {
    case XW_MEMBER_STRING: return allows(schema, property, "string");
    case XW_MEMBER_FLAG: return allows(schema, property, "boolean");
    case XW_MEMBER_NUMBER:
        return allows(schema, property, "number") ||
               allows(schema, property, "integer");
    case XW_MEMBER_STRINGS:
    case XW_MEMBER_ARRAY: return allows(schema, property, "array");
    case XW_MEMBER_REFERENCE:
        return allows(schema, property, "string") &&
               allows(schema, property, "object");
    }
    return false;
}

static bool requires(const json_t *object, const char *name)
{
    const json_t *required = json_object_get(object, "required");
    for (size_t i = 0; i < json_array_size(required); ++i) {
        if (strcmp(json_string_value(json_array_get(required, i)), name) == 0) {
            return true;
        }
    }
    return false;
}

static void
check_shape(const json_t *schema, const json_t *object, const xw_member *shape)
{
    const json_t *properties = json_object_get(object, "properties");
    size_t count = 0;
    for (; shape[count].name; ++count) {
        const xw_member *member = &shape[count];
        const json_t *property = json_object_get(properties, member->name);
        if (!property || !has_type(schema, property, member->type) ||
            requires(object, member->name) != member->needed) {
            fail_msg("the schema is wrong about '%s'", member->name);
        }
    }
    assert_int_equal(json_object_size(properties), count);
}

static void
test_native_json_schema_has_what_the_reader_knows(void **state)
{
    (void)state;
    static const struct object {
        const char *name;
        const xw_member *shape;
    } objects[] = {
        { "framework", xw_shape_framework },
        { "control", xw_shape_control },
        { "scope", xw_shape_scope },
        { "scope_member", xw_shape_scope_member },
        { "set", xw_shape_set },
        { "mapping", xw_shape_mapping },
        { "gap", xw_shape_gap },
        { "reference", xw_shape_reference },
    };
    json_t *schema = open_schema();
    const json_t *definitions = json_object_get(schema, "$defs");
    check_shape(schema, schema, xw_shape_document);
    for (size_t i = 0; i < sizeof objects / sizeof *objects; ++i) {
        check_shape(schema, json_object_get(definitions, objects[i].name),
                    objects[i].shape);
    }
    assert_int_equal(json_object_size(definitions),
                     sizeof objects / sizeof *objects + 1); /* framework_id */
    json_decref(schema);
}

/* ---- Memory ----------------------------------------------------------------- */

static void
test_native_json_survives_each_allocation_failing(void **state)
{
    (void)state;
#ifdef XW_JANSSON_IS_SHARED
    print_message("no libjansson.a to wrap\n");
    skip();
#endif
    char text[sizeof document];
    memcpy(text, document, sizeof document);
    sweep_allocations(import_text_once, text);
    char unknown[] = "{\"frameworks\":[],\"x\":1,\"y\":2,\"z\":{\"x\":1}}";
    sweep_allocations(import_text_once, unknown);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_native_json_reads_all_that_the_format_can_say),
        cmocka_unit_test(
            test_native_json_takes_a_control_said_twice_in_a_map_once),
        cmocka_unit_test(
            test_native_json_ignores_members_not_known_saying_so_once),
        cmocka_unit_test(test_native_json_points_at_what_is_wrong),
        cmocka_unit_test(test_native_json_lists_every_fault_of_a_document),
        cmocka_unit_test(test_native_json_schema_has_what_the_reader_knows),
        cmocka_unit_test(test_native_json_survives_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("native_json", tests, NULL, NULL);
}
