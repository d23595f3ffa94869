/* calendar.h - events as iCalendar (RFC 5545).
 *
 * Equal events give equal bytes: nothing of it is of the time when it is
 * written. */
#ifndef XW_CLI_CALENDAR_H
#define XW_CLI_CALENDAR_H

#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct calendar {
    struct text *out;
    int32_t stamp;    /* the day that events say they were written on */
    const char *kind; /* what their ids begin with */
};

/** A time of the place where the calendar is read. */
struct calendar_time {
    int32_t day;
    unsigned minute; /* of the day */
};

/** Text is UTF-8. */
struct calendar_event {
    const char *key; /* what stays the same when the event is moved: of equal
                        keys the calendar makes equal ids */
    struct calendar_time start, end; /* whole days: end is the last of them */
    bool is_whole_days;
    const char *summary, *description;
    const char *categories; /* or "" */
};

/** Read what --start of a command was given, NULL: nothing, which a --calendar
 *  cannot do without.  False, having said what is wrong. */
bool calendar_read_start(const char *command, const char *start,
                         const char *calendar, int32_t *out);

void calendar_begin(const struct calendar *calendar, const char *name);
void calendar_add(const struct calendar *calendar,
                  const struct calendar_event *event);
void calendar_end(const struct calendar *calendar);

/** Write all of `out` to a file, which appears whole or not at all.  Gives an
 *  exit code, having said what is wrong. */
int calendar_write_file(const char *path, const struct text *out);

#endif
