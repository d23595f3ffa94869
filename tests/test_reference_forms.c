#include "support.h"

#include "../engine/reference_form_rules.h"
#include "../engine/reference_forms.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

static int
new_forms(void **state)
{
    return (int)xw_forms_new((xw_forms **)state);
}

static int
free_forms(void **state)
{
    xw_forms_free(*state);
    return 0;
}

/* "" when the id has no normal form. */
static void
normal(xw_forms *forms, const char *family, const char *id,
       char form[XW_FORM_SIZE])
{
    xw_status st =
        xw_forms_normal(forms, family, string(id), form, XW_FORM_SIZE);
    if (st) {
        assert_int_equal(st, XW_NOT_FOUND);
        form[0] = '\0';
    }
}

/* ---- Spellings of one control, and what is no spelling of it ------------ */

enum { SPELLINGS_MOST = 10 };

typedef struct spellings {
    const char *family;
    const char *same[SPELLINGS_MOST];   /* ends with NULL */
    const char *others[SPELLINGS_MOST]; /* none is the control, or another */
} spellings;

static const spellings table[] = {
    /* 800-53: control, enhancement, item of the statement. */
    { "nist-sp-800-53",
      { "AC-2(1)", "AC-02(01)", "AC-2 (1)", "ac_2_1", "ac-2.1", "ac-2-1",
        "AC-2 (01)",
        "\xC2\xA0"
        "AC-2\xC2\xA0(1),",
        "AC\xE2\x80\x91"
        "2 (1)" },
      { "AC-2", "AC-21", "AC-2(10)", "AC-12(1)", "AC-2(a)", "ac-2_smt.1",
        "AC-2\342\200\2231", "AC-1(2)", "AU-2(1)" } },
    { "nist-sp-800-53-rev5",
      { "AC-1 a 1 (a)", "ac-1_smt.a.1.a", "AC-1(a)(1)(a)", "AC-1a.1.(a)",
        "AC-01a.01(a)" },
      { "AC-1 a 1", "AC-1(1)(a)", "AC-1 a 1 (b)", "AC-1 a 11 (a)", "AC-11(a)",
        "AC-1 aa (a)" } },
    { "nist-sp-800-53",
      { "RA-5a", "ra-5_smt.a", "RA-5 a.", "RA-5(a)", "RA-05 (a)" },
      { "RA-5", "RA-5(1)", "RA-5.1_smt.a", "RA-5(1)(a)" } },
    { "nist-sp-800-53",
      { "AC-2(3)(d)", "ac-2.3_smt.d", "AC-02(03)(d)" },
      { "AC-2(d)(3)", "AC-2(3)", "AC-2(d)", "AC-23(d)" } },
    { "nist-sp-800-53", { "AC-20", "ac-20", "AC_20" }, { "AC-2", "AC-2(0)" } },
    /* 800-53A numbers objectives where 800-53 has enhancements. */
    { "nist-sp-800-53a",
      { "AC-1.1 (iii)", "ac-1.1  (iii)" },
      { "AC-1(1)(iii)", "AC-1(1).1", "AC-1.1 (ii)" } },

    { "nist-800-171",
      { "3.1.11", "3_1_11", "03.01.11", "SP_800_171_03.01.11" },
      { "3.11.1", "3.1.1", "3.1.1.1", "3.1.11e", "3.1.11.a", "31.11" } },
    { "nist-sp-800-171",
      { "03.01.01.a.01", "3.1.1.a.1", "3.1.1(a)(1)" },
      { "3.1.1.a", "3.1.1.1", "3.1.1.a.11", "3.1.1e" } },
    { "cmmc",
      { "AC.L2-3.1.1", "ac_l2_3_1_1", "AC-L2-3.1.1", "AC.L2-03.01.01" },
      { "AC.L1-3.1.1", "3.1.1", "AC.L2-3.1.11", "AC.L2-3.11.1",
        "AC.L3-3.1.1e" } },
    { "cmmc",
      { "AC.L1-b.1.ii", "AC.L1-B.1.II", "ac_l1_b_1_ii" },
      { "AC.L1-b.1.i", "AC.L1-b.1.iii", "AC.L1-b.11" } },
    { "cmmc", { "AC.1.001", "AC.1.001," }, { "AC.1.1", "AC.1.002" } },

    { "nist-csf",
      { "GV.OC-01", "gv_oc_01", "GV.OC-1", "GV.OC.01", "GV OC-01" },
      { "GV.OC-10", "GV.OC", "GV", "OC-01", "GV.OC-01.01", "GVOC-01" } },
    { "nist-csf", { "ID.AM-1", "id_am_1" }, { "ID.AM-11", "ID.AM-1.1" } },
    { "cri-profile",
      { "GV.OC-01.01", "gv.oc-1.1" },
      { "GV.OC-01", "GV.OC-01.11", "GV.OC-011" } },

    { "nist-ai-rmf",
      { "GOVERN 1.1", "GV-1.1", "GOVERN-1.1", "govern_1_1", "Gv 1.1" },
      { "GOVERN 11", "GOVERN 1", "MAP 1.1", "GV-1.1-001", "GOVERN 1.10" } },
    { "nist-ai-rmf", { "GV-1.7", "GOVERN 1.7" }, { "GOVERN 1.70" } },
    { "nist-ai-rmf", { "GOVERN-1.6", "GV-1.6" }, { "GOVERN 16" } },
    { "nist-ai-rmf",
      { "GOVERN 1", "GOVERN 1.0", "GV-1" },
      { "GOVERN", "GOVERN 10", "GOVERN 1.1" } },
    { "nist-ai-rmf",
      { "MEASURE 2.10", "MS-2.10" },
      { "MEASURE 2.1", "MEASURE 2.100", "MANAGE 2.10", "MG-2.10" } },

    { "iso-42001",
      { "6.1", "Cl.6.1", "Clause 6.1", "cl. 6.1", "\xC2\xA7 6.1", "06.1" },
      { "6.1.1", "61", "6.10", "A.6.1", "B.6.1" } },
    { "iso-27001",
      { "4", "4.0", "Clause 4" },
      { "4.1", "40", "A.4", "4.00.1" } },
    { "iso-27001", { "4.10", "Cl. 4.10" }, { "4.1", "4.100", "41.0" } },
    { "iso-27001",
      { "6.1.2 c) 1)", "6.1.2(c)(1)", "6.1.2.c.1", "6.1.2 (c) (1)" },
      { "6.1.2 c)", "6.1.2.3.1", "6.1.2(c)(2)", "6.1.2(d)(1)", "6.1.2(1)" } },
    { "iso-27001",
      { "A.5.15", "a.5.15", "Annex A 5.15", "Annex A.5.15", "A 5.15", "A5.15",
        "A.5.15,", "a_5_15" },
      { "5.15", "A.51.5", "A.5.1", "A.5", "B.5.15", "A.5.150" } },
    { "iso-27002", { "5.15", "Clause 5.15" }, { "A.5.15", "51.5", "5.1" } },
    { "iso27001-2013", { "A.10.1.A", "A.10.1.a" }, { "A.10.1.1", "A.10.1" } },

    { "eu-ai-act",
      { "Article 5.1(a)", "Art. 5(1)(a)", "5(1)(a)", "5.1.a", "article_5_1_a",
        "Article 5(1), point (a)", "Art. 5 para. 1 lit. a", "5.1(A)" },
      { "Article 5.1", "Article 51(a)", "5(1)(b)", "Article 15(1)(a)",
        "5.1.a.i", "5(11)(a)", "Article 5(a)" } },
    { "eu-ai-act", { "17.1(m)", "Article 17(1)(m)" }, { "17.1", "171(m)" } },
    { "gdpr",
      { "35.7.d", "Article 35(7)(d)", "Art. 35.7.d" },
      { "35.7", "357.d", "Article 35(d)" } },
    { "eu-ai-act",
      { "Art. 53(1)(a)", "53.1.a", "Article 53(1)(a)" },
      { "5.3.1.a", "53.1" } },
    { "eu-ai-act",
      { "Article 12.6(\xC3\xB1)", "12(6)(\xC3\xB1)" },
      { "12.6(n)", "12.6", "126.n" } },
    { "eu-ai-act",
      { "Art. 5\342\200\2237" },
      { "5", "7", "5.7", "5(7)", "Art. 57", "Art. 5-7", "Article 5" } },
    { "gdpr", { "Article 6a", "6a" }, { "6(a)", "6.a", "6" } },
    { "dora", { "Article 5", "5", "art 5", "article_5" }, { "50", "5.1" } },
    { "eu-ai-act",
      { "Annex III.1(a)", "annex iii, point 1(a)", "Annex III(1)(a)" },
      { "Annex III", "III.1(a)", "Annex II.1(a)", "3.1(a)" } },
    { "gdpr",
      { "Recital 47", "recital (47)" },
      { "47", "Article 47", "Chapter 47" } },
    { "gdpr",
      { "Chapter III Section 2", "chapter iii, section 2" },
      { "Chapter III", "III", "Section 2", "Chapter II" } },

    { "soc2",
      { "CC6.1", "cc_6_1", "CC 6.1" },
      { "CC61", "CC6", "C6.1", "CC6.10" } },
    { "soc2", { "A1.1", "cc_a_1_1", "a1.1" }, { "C1.1", "A11", "CC1.1" } },
    { "tsc", { "PI1.2", "pi_1_2" }, { "P1.2", "PI1.20" } },
    { "soc2", { "C1.2", "cc_c_1_2" }, { "CC1.2", "C12" } },

    { "csa-ccm",
      { "A&A-01", "a&a-1", "A&A 01" },
      { "AA-01", "A&A-10", "A&A", "A&A-01.1" } },
    { "csa-ccm", { "IAM-02.1", "iam-2.1" }, { "IAM-21", "IAM-02" } },
    { "mitre-attack",
      { "T1566.001", "t1566.001", "T1566/001" },
      { "T1566", "T1566.002", "T1566.01", "TA1566.001", "T15660.01" } },
    { "MITRE ATT&CK", { "T1566.001", "T1566/001" }, { "T1566" } },
    { "mitre-atlas",
      { "AML.T0051.000", "aml.t0051.000" },
      { "AML.T0051", "T0051.000" } },
    { "pcidss",
      { "8.3.6", "Req-8.3.6", "Requirement 8.3.6", "PCI-8.3.6", "req_8_3_6" },
      { "8.36", "83.6", "A8.3.6", "8.3.6.1", "8.3.6.a" } },
    { "pci-dss",
      { "A3.2.5.1", "Appendix A3.2.5.1", "PCI-a3.2.5.1", "A.3.2.5.1" },
      { "3.2.5.1", "A3.25.1" } },
    { "pci-dss", { "2.1.b", "2.1(b)", "Req-2.1.b" }, { "2.1", "21.b" } },
    { "cis-controls",
      { "1.1", "CIS 1.1", "CSC 1.1", "Safeguard 1.1", "CIS Control 1.1" },
      { "11", "1.10", "1", "1.1.1" } },
    { "hipaa",
      { "164.308(a)(1)(ii)(D)", "164_308_a_1_ii_d", "164.308(a)(1)(ii)(d)",
        "\xC2\xA7 164.308(a)(1)(ii)(D)", "45 CFR 164.308(a)(1)(ii)(D)",
        "45 C.F.R. \xC2\xA7 164.308(a)(1)(ii)(D)" },
      { "164.308(a)(1)(ii)", "164.308(a)(1)(i)(D)", "164.308(a)(11)(D)" } },
    { "nist-sp-800-66",
      { "\xC2\xA7 164.306(a)", "164.306(a)",
        "\xC2\xA7\xC2\xA0"
        "164.306(a)" },
      { "164.306", "164.306(b)" } },

    /* Any other. */
    { "",
      { "1.1", " 1.1", "1.1\n", "1.1,", "01.1", "1_1", "\xC2\xA7 1.1" },
      { "11", "1.11", "1.10", "1-1", "1.1.1", "1.1a", "110" } },
    { "", { "4.10", "4.010" }, { "4.1", "4.100", "41.0", "4.1.0" } },
    { "", { "2.1(1)", "2.1 (1)", "02.01(1)" }, { "2.1.1", "2.11", "2.1" } },
    { "", { "4.0" }, { "4", "40" } },
    { "", { "3.1.11" }, { "3.11.1", "31.11", "3.1.1.1", "3111" } },
    { "", { "2.1.a", "2.1(a)", "2.1 (a)" }, { "2.1a", "21.a", "2.1.aa" } },
    { "", { "002-630" }, { "2.630", "2-630", "002.630", "002630" } },
    { "",
      { "Agent  Permissions", "agent\tpermissions", "Agent\nPermissions" },
      { "AgentPermissions", "agent-permissions", "agent_permissions" } },
    { "", { "SYS.1.1.A5" }, { "SYS.11.A5", "SYS.1.1.A50", "SYS-1-1-A5" } },
};

static void
check_spellings(xw_forms *forms, const spellings *row)
{
    char expected[XW_FORM_SIZE], form[XW_FORM_SIZE];
    normal(forms, row->family, row->same[0], expected);
    assert_string_not_equal(expected, "");
    for (size_t i = 0; i < SPELLINGS_MOST && row->same[i]; ++i) {
        normal(forms, row->family, row->same[i], form);
        if (strcmp(form, expected) != 0) {
            fail_msg("%s: '%s' is '%s', but '%s' is '%s'", row->family,
                     row->same[0], expected, row->same[i], form);
        }
    }
    for (size_t i = 0; i < SPELLINGS_MOST && row->others[i]; ++i) {
        normal(forms, row->family, row->others[i], form);
        if (strcmp(form, expected) == 0) {
            fail_msg("%s: '%s' and '%s' are both '%s'", row->family,
                     row->same[0], row->others[i], form);
        }
    }
}

static void
test_forms_join_spellings_and_nothing_else(void **state)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; ++i) {
        check_spellings(*state, &table[i]);
    }
}

static void
test_forms_of_what_is_no_id(void **state)
{
    static const char *const ids[] = { "", " ", ",", " , ", "\xC2\xA0" };
    char form[XW_FORM_SIZE];
    for (size_t i = 0; i < sizeof ids / sizeof *ids; ++i) {
        normal(*state, "nist-csf", ids[i], form);
        assert_string_equal(form, "");
    }
}

static void
test_forms_of_long_ids(void **state)
{
    char id[1000], form[XW_FORM_SIZE];
    memset(id, 'x', sizeof id);
    for (size_t len = 1; len < sizeof id; ++len) {
        xw_status st = xw_forms_normal(*state, "", (xw_string){ id, len }, form,
                                       sizeof form);
        assert_int_equal(st, len < 256 ? XW_OK : XW_NOT_FOUND);
    }
}

static void
test_forms_that_do_not_fit_are_not_found(void **state)
{
    char form[8];
    xw_string id = string("AC-2(1)(a)");
    assert_int_equal(
        xw_forms_normal(*state, "nist-sp-800-53", id, form, sizeof form),
        XW_NOT_FOUND);
}

static void
test_forms_of_broken_text(void **state)
{
    static const char *const ids[] = { "12.6(\xC3)", "12.6\xF1", "\xE2\x80" };
    char form[XW_FORM_SIZE];
    for (size_t i = 0; i < sizeof ids / sizeof *ids; ++i) {
        normal(*state, "eu-ai-act", ids[i], form);
        assert_string_equal(form, "");
    }
}

/* Enough brackets to try every way of matching them. */
static void
test_forms_end_on_hostile_ids(void **state)
{
    char id[256], form[XW_FORM_SIZE];
    static const char start[] = "AC-1", tail[] = "(1 a)_.-";
    for (size_t i = 0; i < sizeof id; ++i) {
        id[i] = start[i % 4];
        if (i >= 4) {
            id[i] = tail[i % 8];
        }
    }
    for (size_t i = 0; i < xw_form_rule_count; ++i) {
        (void)xw_forms_normal(*state, "nist-sp-800-53 gdpr iso27001 pci",
                              (xw_string){ id, sizeof id - 1 }, form,
                              sizeof form);
    }
}

/* ---- The rules themselves ----------------------------------------------- */

static pcre2_code *
compile(const char *pattern)
{
    int error = 0;
    size_t offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_CASELESS, &error, &offset, NULL);
    if (!code) {
        fail_msg("error %d at %zu of %s", error, offset, pattern);
    }
    return code;
}

static uint32_t
count_groups(const char *pattern)
{
    pcre2_code *code = compile(pattern);
    uint32_t groups = 0;
    (void)pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    pcre2_code_free(code);
    return groups;
}

/* Every group is in the form, but for that of the whole id. */
static void
test_rules_use_the_groups_they_have(void **state)
{
    (void)state;
    for (size_t i = 0; i < xw_form_rule_count; ++i) {
        const xw_form_rule *rule = &xw_form_rules[i];
        (void)count_groups(rule->family);
        uint32_t groups = count_groups(rule->id);
        assert_true(groups <= XW_FORM_GROUPS);
        for (uint32_t g = 1; g <= XW_FORM_GROUPS; ++g) {
            char use[] = { '$', (char)('0' + g), '\0' };
            assert_int_equal(strstr(rule->form, use) != NULL, g <= groups);
        }
    }
}

/* ---- The forms without patterns ----------------------------------------- */

static void
test_natural_order_compares_numbers(void **state)
{
    (void)state;
    static const char *const ascending[] = {
        "",     "1",  "1.9",
        "1.10", "2",  "2.0",
        "2.10", "10", "123456789012345678901",
        "A",    "v2", "v2 draft",
        "v10",
    };
    size_t count = sizeof ascending / sizeof *ascending;
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < count; ++j) {
            int order = xw_natural_compare(ascending[i], ascending[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
    assert_int_equal(xw_natural_compare("1.01", "1.1"), 0);
    assert_true(xw_natural_compare("0", "00a") < 0);
}

static void
test_framework_names_fold(void **state)
{
    (void)state;
    static const struct {
        const char *name, *folded;
    } names[] = {
        { "ISO/IEC 42001:2023", "420012023" },
        { "iso-42001-2023", "420012023" },
        { "ISO 42001:2023", "420012023" },
        { "iso27001-2022", "270012022" },
        { "NIST CSF 2.0", "nistcsf2.0" },
        { "nist-csf-2.0", "nistcsf2.0" },
        { "EU AI Act", "euaiact" },
        { "Isolation", "isolation" },
        { "ISO/IEC", "" },
        { "IEC 62443", "iec62443" },
        { "EN ISO\xC2\xA0/ IEC 27001", "en27001" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
        char folded[64];
        xw_framework_name_fold(string(names[i].name), folded, sizeof folded);
        assert_string_equal(folded, names[i].folded);
    }
    char folded[4];
    xw_framework_name_fold(string("abcdef"), folded, sizeof folded);
    assert_string_equal(folded, "abc");
}

static void
test_ids_are_trimmed(void **state)
{
    (void)state;
    xw_string id = xw_id_trim(string("\xEF\xBB\xBF \xC2\xA0 A 1\t,\r\n;. "));
    assert_int_equal(id.len, 3);
    assert_memory_equal(id.bytes, "A 1", 3);
    assert_int_equal(xw_id_trim(string(" \xE2\x80\xAF,")).len, 0);
    assert_int_equal(xw_id_trim((xw_string){ NULL, 0 }).len, 0);
}

/* ---- Memory ------------------------------------------------------------- */

static xw_status
use_every_rule(void *state)
{
    (void)state;
    xw_forms *forms = NULL;
    xw_status st = xw_forms_new(&forms);
    for (size_t i = 0; !st && i < sizeof table / sizeof *table; ++i) {
        char form[XW_FORM_SIZE];
        st = xw_forms_normal(forms, table[i].family, string(table[i].same[0]),
                             form, sizeof form);
    }
    xw_forms_free(forms);
    return st;
}

static void
test_forms_survive_each_allocation_failing(void **state)
{
    (void)state;
    sweep_allocations(use_every_rule, NULL);
}

#define with_forms(test) \
    cmocka_unit_test_setup_teardown(test, new_forms, free_forms)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_forms(test_forms_join_spellings_and_nothing_else),
        with_forms(test_forms_of_what_is_no_id),
        with_forms(test_forms_of_long_ids),
        with_forms(test_forms_that_do_not_fit_are_not_found),
        with_forms(test_forms_of_broken_text),
        with_forms(test_forms_end_on_hostile_ids),
        cmocka_unit_test(test_rules_use_the_groups_they_have),
        cmocka_unit_test(test_natural_order_compares_numbers),
        cmocka_unit_test(test_framework_names_fold),
        cmocka_unit_test(test_ids_are_trimmed),
        cmocka_unit_test(test_forms_survive_each_allocation_failing),
    };
    return cmocka_run_group_tests_name("reference_forms", tests, NULL, NULL);
}
