#include "reference_form_rules.h"

/* What the patterns have in common.  An item is a number, a letter or a roman
 * numeral; items are told apart by brackets or separators, and which of these
 * a publisher writes says nothing.  Where an item ends does: 1.1 is not 11.
 *
 * No separator is an en dash, which makes a range, and ranges are no ids. */
#define SEP       "[ ._-]"
#define ITEM      "(?:[a-z]{1,5}|\\d{1,4})"
#define ITEM_LIST "(?:" SEP "*[(\\[] ?" ITEM " ?[)\\]]|" SEP "+" ITEM "\\)?)*"
#define ITEMS     "(" ITEM_LIST ")"

/* 1, 1.2, 1.2.3 with dots or underscores; CLAUSE takes 4.0 for 4.  Forms keep
 * it apart from the items that follow it: 1.2(3) is not 1.2.3. */
#define DOTTED "(\\d{1,6}(?:[._]\\d{1,6})*)"
#define CLAUSE "(\\d{1,3}(?:[._](?!0+$)\\d{1,3})*)(?:[._]0+)?"

/* Article 5(1)(a), one level at a time; 6a is an article of its own, and not
 * point (a) of article 6. */
#define LAW_ITEM "(\\d{1,3}[a-z]?|[ivxl]{1,6}|\\p{L}{1,2})(?![\\p{L}\\d])"
#define LAW_WORD "(?:(?:sub-?)?par(?:a|agraph)?|points?|lit|section)"
#define LAW_LEVEL                      \
    "(?:[ ,._]*(?:" LAW_WORD "[ .]*)?" \
    "(?:\\( ?|(?<![\\p{L}\\d]))" LAW_ITEM " ?\\)?)?"
#define LAW_LEVELS LAW_LEVEL LAW_LEVEL LAW_LEVEL LAW_LEVEL

/* A family is known by a part of its name or id that is no part of a longer
 * word: 800-53 is not 800-53a. */
#define NAMED(part) "(?<![a-z])(?:" part ")(?![a-z])"

/* The families that have several rules. */
#define AI_RMF NAMED("ai-?rmf|ai-100-1|ai-600-1")
#define CMMC   NAMED("cmmc")
#define ISO    NAMED("iso[-_ /]?(?:iec[-_ ]?)?\\d{4,5}")
#define EU                                                            \
    NAMED("gdpr|nis-?2|dora|ai-act|cra|cyber-resilience-act|data-act" \
          "|eidas|psd-?2")

const xw_form_rule xw_form_rules[] = {
    /* AC-2(1), ac-2.1, ac_2_1: an enhancement, a number that follows the
     * control; AC-1 a 1 (a), ac-1_smt.a.1.a: items of the statement. */
    { NAMED("800-?53|fedramp"),
      "([a-z]{2})[ _-]+(\\d{1,3})"
      "(?|" SEP "*\\( ?(\\d{1,3}) ?\\)|" SEP "+(\\d{1,3})(?![a-z\\d]))?"
      "(?:_smt)?"
      "((?:[a-z](?![a-z\\d]))?" ITEM_LIST ")",
      "$1-$2($3)$4" },

    /* 3.1.1, 3_1_1, 03.01.01, 3.1.1[a], 3.1.1e. */
    { NAMED("800-?17[12]a?"),
      "(?:sp_800_17[12]_)?"
      "(\\d{1,2}[._]\\d{1,2}(?:[._]\\d{1,2}e?)?)" ITEMS,
      "$1 $2" },

    /* AC.L2-3.1.1, AC.L1-b.1.i; AC.1.001 before version 2. */
    { CMMC,
      "([a-z]{2})" SEP "(l[1-3])" SEP "((?:\\d{1,2}|[a-z])"
      "(?:[._]\\d{1,2}e?)*" ITEM_LIST ")",
      "$1.$2-$3" },
    { CMMC, "([a-z]{2})" SEP "(\\d)" SEP "(\\d{3})", "$1.$2.$3" },

    /* GV.OC-01, ID.AM-1, id_am_1; with the parts that profiles add. */
    { NAMED("csf|cybersecurity-framework|cri-profile|800-221a?|ccb-cff|cyfun"),
      "([a-z]{2})(?:" SEP "([a-z]{2})(?:" SEP "(\\d{1,2})"
      "((?:[._]\\d{1,2})*))?)?",
      "$1.$2-$3.$4" },

    /* GOVERN 1.1, GV-1.1; GOVERN 1.0 is GOVERN 1. */
    { AI_RMF, "(?:govern|gv)(?:" SEP "*" CLAUSE "(-\\d{3})?)?",
      "govern $1.$2" },
    { AI_RMF, "(?:map|mp)(?:" SEP "*" CLAUSE "(-\\d{3})?)?", "map $1.$2" },
    { AI_RMF, "(?:measure|ms)(?:" SEP "*" CLAUSE "(-\\d{3})?)?",
      "measure $1.$2" },
    { AI_RMF, "(?:manage|mg)(?:" SEP "*" CLAUSE "(-\\d{3})?)?",
      "manage $1.$2" },

    /* A.5.15 of Annex A, whose letter always stays; Cl.6.1, 6.1.2 c) 1). */
    { ISO, "(?:annex" SEP "*)?([a-h])(?:" SEP "*" DOTTED ITEMS ")?",
      "annex $1 $2 $3" },
    { ISO, "(?:cl(?:ause)?|sec(?:tion)?|\xC2\xA7)?[ .]*" CLAUSE ITEMS,
      "$1 $2" },

    /* Article 5.1(a), 35.7.d, Art. 53(1)(a); Annex III; Recital 47. */
    { EU, "(?:art(?:icle)?[ ._]*)?(\\d{1,3}[a-z]?)" LAW_LEVELS,
      "article $1.$2.$3.$4.$5" },
    { EU, "annex[ ._]*([ivxl]+|\\d{1,2}|[a-z])" LAW_LEVELS,
      "annex $1.$2.$3.$4.$5" },
    { EU,
      "(recital|chapter|title|section)[ ._]*"
      "\\(?([ivxl]+|\\d{1,3})\\)?" LAW_LEVELS,
      "$1 $2.$3.$4.$5.$6" },

    /* CC6.1, cc_6_1; cc_a_1_1 for A1.1. */
    { NAMED("soc[-_ ]?2|tsc|trust-services-criteria"),
      "(?:cc_(?=[acp]))?(cc|pi|a|c|p)" SEP "*(\\d{1,2})"
      "(?:[._-](\\d{1,2}))?" ITEMS,
      "$1 $2.$3 $4" },

    /* A&A-01, IAM-02.1. */
    { NAMED("ccm|cloud-controls-matrix|caiq"),
      "([a-z]&[a-z]|[a-z]{2,3})(?:" SEP "(\\d{1,2})((?:[._]\\d{1,2})*))?",
      "$1-$2.$3" },

    /* T1566.001, T1566/001, TA0001, AML.T0051.000. */
    { NAMED("att[-&a]?ck|atlas"),
      "(aml[.])?([a-z]{1,2})(\\d{4})(?:[./](\\d{3}))?", "$1 $2 $3.$4" },

    /* 1.1.4.c, A3.2.5, Req-1.3.1. */
    { NAMED("pci-?(?:dss)?"),
      "(?:pci(?:[ -]?dss)?[ -]|req(?:uirement)?[ ._-]*)?"
      "(?:(?:appendix )?(a)[ .]?)?" DOTTED ITEMS,
      "$1 $2 $3" },

    /* 1.1, CSC 1.1, Safeguard 1.1. */
    { NAMED("cis"), "(?:(?:cis|csc|safeguard|control)[ -]*)*" DOTTED, "$1" },

    /* 164.308(a)(1)(ii)(D), 164_308_a_1_ii_d, 45 CFR § 164.308. */
    { NAMED("hipaa|800-?66"),
      "(?:45 ?c[.]?f[.]?r[.]? ?)?(?:\xC2\xA7+|sec(?:tion)?[.]?)? ?"
      "(16\\d)[._](\\d{3})" ITEMS,
      "$1.$2 $3" },

    /* Any other catalogue that numbers its controls, then any at all. */
    { "",
      "(?:\xC2\xA7+|section|sec[.]|clause|cl[.])? ?" DOTTED "((?: ?\\( ?" ITEM
      " ?\\)|[._]" ITEM ")*)",
      "$1 $2" },
    { "", ".+", "=$0" },
};

const size_t xw_form_rule_count = sizeof xw_form_rules / sizeof *xw_form_rules;
