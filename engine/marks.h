/* marks.h - what evidence cannot do without, as small sets.
 *
 * A grade is a set of marks as 3 bits, numbered so that of two the lower is
 * preferred.  Levels are a set of grades: grade g is in it when something
 * follows from evidence with no other marks than g's. */
#ifndef XW_ENGINE_MARKS_H
#define XW_ENGINE_MARKS_H

#include <xw/closure.h>

enum {
    XW_GRADE_TOPIC = 1,
    XW_GRADE_RELATED = 2,
    XW_GRADE_DISPUTED = 4,
    XW_GRADE_COUNT = 8,
    XW_LEVELS_ALL = 0xFF
};

static inline unsigned
xw_marks_grade(xw_marks marks)
{
    return (marks.topic ? XW_GRADE_TOPIC : 0U) |
           (marks.related ? XW_GRADE_RELATED : 0U) |
           (marks.disputed ? XW_GRADE_DISPUTED : 0U);
}

static inline xw_marks
xw_marks_of_grade(unsigned grade)
{
    return (xw_marks){ .topic = grade & XW_GRADE_TOPIC,
                       .related = grade & XW_GRADE_RELATED,
                       .disputed = grade & XW_GRADE_DISPUTED };
}

/** The levels at which evidence of this grade counts. */
static inline uint8_t
xw_levels_above(unsigned grade)
{
    unsigned levels = 0;
    for (unsigned g = 0; g < XW_GRADE_COUNT; ++g) {
        levels |= (g & grade) == grade ? 1U << g : 0U;
    }
    return (uint8_t)levels;
}

/** The grade preferred among non-empty levels. */
static inline unsigned
xw_levels_best(uint8_t levels)
{
    unsigned grade = 0;
    while (!(levels >> grade & 1U)) {
        ++grade;
    }
    return grade;
}

#endif
