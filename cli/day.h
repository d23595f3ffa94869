/* day.h - days, counted from 1970-01-01 in the calendar of today, as
 * xw_day_parse() gives them. */
#ifndef XW_CLI_DAY_H
#define XW_CLI_DAY_H

#include "document.h"

#include <stdbool.h>
#include <stdint.h>

/** Read a date of the years 1900 to 9900; whether it is one. */
bool day_parse(const char *text, int32_t *out);

/** Read what `option` was given: a date of the years 1900 to 9900.  False,
 *  having said what is wrong. */
bool day_read(const char *option, const char *value, int32_t *out);

/** Add "2027-01-31", or with no `mark` "20270131". */
void day_write(struct text *out, int32_t day, const char *mark);

/** "2027-01-31" as a value */
json_t *day_value(int32_t day);

/** The same day so many months later, or the last of its month. */
int32_t day_after_months(int32_t day, uint32_t months);

/** Day number `index`, from 0, of those from `first` on that are no Saturday and
 *  no Sunday. */
int32_t day_of_work(int32_t first, uint32_t index);

#endif
