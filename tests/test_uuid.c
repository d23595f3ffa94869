#include "../cli/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* As Python has it: uuid5(uuid5(NAMESPACE_URL, "urn:x-crosswalk"), name). */
static const struct {
    char letter;
    size_t len;
    const char *uuid;
} cases[] = {
    { 'x', 0, "bdf08b08-45b1-58b1-9d9a-b22b0afd9033" },
    { 'x', 1, "71f2b6c4-f240-5935-82ec-c9a747d42ee7" },
    { 'x', 39, "3a007595-0045-54a7-9f5a-94d6d47cab99" },
    { 'x', 40, "64621cb9-c469-50f2-9746-d3124b19dcfa" },
    { 'x', 47, "08323b00-56df-5ee7-8bb0-83c1b57e3322" },
    { 'x', 48, "4e6c454b-15b7-538f-bc81-3b21bc3697a5" },
    { 'x', 112, "3fcd8f71-34a4-5bd7-a326-c291ed511fc6" },
    { 'x', 200, "6d69fe64-aae6-5b88-9daf-10d7837ba907" },
};

static void
test_uuids_are_those_of_version_5(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        char name[256], uuid[UUID_ROOM];
        memset(name, cases[i].letter, cases[i].len);
        uuid_of(name, cases[i].len, uuid);
        assert_string_equal(uuid, cases[i].uuid);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uuids_are_those_of_version_5),
    };
    return cmocka_run_group_tests_name("uuid", tests, NULL, NULL);
}
