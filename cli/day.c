#include "day.h"

#include "output.h"

#include <xw/results.h>

#include <stdio.h>
#include <string.h>

/* ---- The calendar ----------------------------------------------------------- */

struct date {
    int32_t year, month, day;
};

/* Years that begin in March end with the leap day: E. G. Richards' algorithm,
 * with days counted from 0000-03-01, in eras of 400 years. */
enum { DAYS_TO_1970 = 719468, DAYS_OF_ERA = 146097 };

static struct date
date_of(int32_t day)
{
    int32_t since = day + DAYS_TO_1970;
    int32_t era = since / DAYS_OF_ERA;
    int32_t of_era = since % DAYS_OF_ERA;
    int32_t year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int32_t from_march = (5 * of_year + 2) / 153;
    struct date date = {
        .year = year + 400 * era + (from_march >= 10),
        .month = from_march < 10 ? from_march + 3 : from_march - 9,
        .day = of_year - (153 * from_march + 2) / 5 + 1,
    };
    return date;
}

static int32_t
day_of(struct date date)
{
    int32_t year = date.year - (date.month <= 2);
    int32_t from_march = date.month + (date.month > 2 ? -3 : 9);
    int32_t of_year = (153 * from_march + 2) / 5 + date.day - 1;
    int32_t of_era = year % 400;
    return year / 400 * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 +
           of_year - DAYS_TO_1970;
}

/* ---- Reading and writing ------------------------------------------------------ */

bool
day_parse(const char *text, int32_t *out)
{
    static const struct date first = { 1900, 1, 1 }, end = { 9901, 1, 1 };
    return !xw_day_parse(text, strlen(text), out) && *out >= day_of(first) &&
           *out < day_of(end);
}

bool
day_read(const char *option, const char *value, int32_t *out)
{
    if (!day_parse(value, out)) {
        output_error("--%s: '%s' is not a date from 1900 to 9900", option,
                     value);
        output_hint("write it as year-month-day: 2027-01-31");
        return false;
    }
    return true;
}

void
day_write(struct text *out, int32_t day, const char *mark)
{
    struct date date = date_of(day);
    text_printf(out, "%04d%s%02d%s%02d", (int)date.year, mark, (int)date.month,
                mark, (int)date.day);
}

json_t *
day_value(int32_t day)
{
    struct text date = { 0 };
    day_write(&date, day, "-");
    json_t *value = document_text(text_get(&date));
    text_free(&date);
    return value;
}

/* ---- Counting on ---------------------------------------------------------------- */

int32_t
day_after_months(int32_t day, uint32_t months)
{
    struct date date = date_of(day);
    int32_t month = date.month - 1 + (int32_t)months;
    struct date first = { date.year + month / 12, month % 12 + 1, 1 };
    struct date next = { first.year + first.month / 12, first.month % 12 + 1,
                         1 };
    int32_t same = day_of(first) + date.day - 1;
    return same < day_of(next) ? same : day_of(next) - 1;
}

/* 1970-01-01 was a Thursday. */
static bool
is_weekend(int32_t day)
{
    int32_t weekday = ((day + 3) % 7 + 7) % 7; /* from Monday */
    return weekday >= 5;
}

int32_t
day_of_work(int32_t first, uint32_t index)
{
    int32_t day = first;
    while (is_weekend(day)) {
        ++day;
    }
    for (; index; --index) {
        do {
            ++day;
        } while (is_weekend(day));
    }
    return day;
}
