/* xw/relation.h - the algebra of set-theory relationships: public API.
 *
 * A relation says what is known between what two controls demand: a non-empty
 * set of the five base relations, one bit each.  Base relations are those of
 * RCC-5 (Randell, Cui, Cohn 1992; Jonsson, Drakengren 1997) read over the sets
 * of demands of NIST IR 8477; SUB and SUP are proper, and no control demands
 * nothing.
 *
 * `A subset of B`: everything A demands, B demands too, and B demands more.
 * Implementing A satisfies B iff A equals B or A is a superset of B. */
#ifndef XW_RELATION_H
#define XW_RELATION_H

#include <xw/xw.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A set of base relations.  0, the empty set, is a contradiction. */
typedef uint8_t xw_relation;

enum {
    XW_EQ = 1,   /**< equal */
    XW_SUB = 2,  /**< subset of */
    XW_SUP = 4,  /**< superset of */
    XW_INT = 8,  /**< intersects with */
    XW_DIS = 16, /**< no relationship */

    XW_OVERLAP = XW_EQ | XW_SUB | XW_SUP | XW_INT, /**< something in common */
    XW_ALL = XW_OVERLAP | XW_DIS                   /**< nothing is known */
};

/** What a publisher can state of a pair, or of two sets of controls. */
typedef enum xw_relationship {
    XW_EQUAL = 0,
    XW_SUBSET_OF = 1,
    XW_SUPERSET_OF = 2,
    XW_INTERSECTS_WITH = 3,
    XW_NO_RELATIONSHIP = 4,
    XW_RELATED = 5, /**< a link whose kind the publisher does not say */
    XW_RELATIONSHIP_COUNT = 6
} xw_relationship;

/** What a relation A to B means to a user, best first: also the order of
 *  precedence and of output. */
typedef enum xw_verdict {
    XW_FULL = 0,      /**< implementing A satisfies B */
    XW_PARTIAL = 1,   /**< something A demands, B demands */
    XW_CONFLICT = 2,  /**< sources contradict each other */
    XW_GAP = 3,       /**< a publisher says that nothing corresponds */
    XW_CANDIDATE = 4, /**< connected, and nothing is entailed */
    XW_DISJOINT = 5,  /**< entailed to have nothing in common: "none" */
    XW_UNMAPPED = 6,  /**< no evidence within the hop limit */
    XW_VERDICT_COUNT = 7
} xw_verdict;

/** All that can hold between A and C when `r` does between A and B, and `s`
 *  between B and C.  XW_ALL has all of it; 0 gives 0.  O(1). */
XW_API xw_relation xw_relation_compose(xw_relation r, xw_relation s);

/** What holds between B and A when `r` does between A and B.  O(1). */
XW_API xw_relation xw_relation_converse(xw_relation r);

/** What `relationship` says of a pair.  XW_RELATED says XW_OVERLAP.  O(1). */
XW_API xw_relation xw_relation_of(xw_relationship relationship);

/** True for the 14 masks that compositions and intersections of what publishers
 *  state can give, the only ones a graph holds.  O(1). */
XW_API bool xw_relation_is_closed(xw_relation r);

/** XW_FULL, XW_PARTIAL, XW_CONFLICT, XW_CANDIDATE or XW_DISJOINT.  O(1). */
XW_API xw_verdict xw_relation_verdict(xw_relation r);

/** "full", "partial", "conflict", "gap", "candidate", "none", "unmapped". */
XW_API const char *xw_verdict_name(xw_verdict verdict);

/** The verdict of that name.  @retval XW_NOT_FOUND */
XW_API xw_status xw_verdict_parse(const char *name, size_t len,
                                  xw_verdict *out);

/** "equal", "subset_of", "superset_of", "intersects_with", "no_relationship",
 *  "related". */
XW_API const char *xw_relationship_name(xw_relationship relationship);

/** What a published word for a relationship stands for. */
typedef enum xw_token {
    XW_TOKEN_RELATIONSHIP, /**< `*out` is set */
    XW_TOKEN_GAP,          /**< nothing corresponds: a gap record, no mapping */
    XW_TOKEN_UNKNOWN
} xw_token;

/** Read a relationship as publishers spell it (formats.md): case, hyphens,
 *  underscores and blanks do not matter, known misspellings fold.  `*out` is
 *  set for XW_TOKEN_RELATIONSHIP only.  "no relationship" is a relationship;
 *  that one without a target is a gap is for the caller to know.  O(len). */
XW_API xw_token xw_relationship_parse(const char *text, size_t len,
                                      xw_relationship *out);

#ifdef __cplusplus
}
#endif

#endif /* XW_RELATION_H */
