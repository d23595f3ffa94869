#include "calendar.h"

#include "day.h"
#include "output.h"
#include "sink.h"

#include <xw/xw.h>

#include <string.h>

/* ---- Lines ------------------------------------------------------------------ */

/* Section 3.1: lines end with CRLF and have at most 75 octets; longer ones go on
 * after a blank, and no character is cut. */
enum { OCTETS_MOST = 75 };

static size_t
length_of_character(const char *at)
{
    size_t len = 1;
    while (((unsigned char)at[len] & 0xC0U) == 0x80U) {
        ++len;
    }
    return len;
}

static void
put_line(struct text *out, const char *line)
{
    size_t octets = 0;
    while (*line) {
        size_t len = length_of_character(line);
        if (octets + len > OCTETS_MOST) {
            text_add(out, "\r\n ");
            octets = 1;
        }
        text_add_bytes(out, line, len);
        octets += len;
        line += len;
    }
    text_add(out, "\r\n");
}

/* Section 3.3.11; control characters have no place in it. */
static void
add_escaped(struct text *line, const char *value)
{
    for (; *value; ++value) {
        unsigned char c = (unsigned char)*value;
        if (c == '\n') {
            text_add(line, "\\n");
        } else if (strchr("\\;,", c)) {
            text_add_char(line, '\\');
            text_add_char(line, *value);
        } else {
            bool is_control = c < 0x20 || c == 0x7F;
            text_add_bytes(line, is_control ? " " : value, 1);
        }
    }
}

static void
put_text(struct text *out, const char *name, const char *value)
{
    struct text line = { 0 };
    text_printf(&line, "%s:", name);
    add_escaped(&line, value);
    put_line(out, text_get(&line));
    text_free(&line);
}

/* ---- Events ------------------------------------------------------------------- */

/* FNV-1a. */
static uint64_t
hash_of(const char *text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *text; ++text) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    }
    return hash;
}

static void
put_id(const struct calendar *calendar, const char *key)
{
    struct text line = { 0 };
    text_printf(&line, "UID:%s-%016llx@xw", calendar->kind,
                (unsigned long long)hash_of(key));
    put_line(calendar->out, text_get(&line));
    text_free(&line);
}

static void
put_stamp(const struct calendar *calendar)
{
    struct text line = { 0 };
    text_add(&line, "DTSTAMP:");
    day_write(&line, calendar->stamp, "");
    text_add(&line, "T000000Z");
    put_line(calendar->out, text_get(&line));
    text_free(&line);
}

static void
put_time(const struct calendar *calendar, const char *name,
         struct calendar_time time, bool is_whole_day)
{
    struct text line = { 0 };
    text_add(&line, name);
    text_add(&line, is_whole_day ? ";VALUE=DATE:" : ":");
    day_write(&line, time.day, "");
    if (!is_whole_day) {
        text_printf(&line, "T%02u%02u00", time.minute / 60, time.minute % 60);
    }
    put_line(calendar->out, text_get(&line));
    text_free(&line);
}

void
calendar_begin(const struct calendar *calendar, const char *name)
{
    put_line(calendar->out, "BEGIN:VCALENDAR");
    put_line(calendar->out, "VERSION:2.0");
    put_line(calendar->out, "PRODID:-//Crosswalk//xw " XW_VERSION "//EN");
    put_line(calendar->out, "CALSCALE:GREGORIAN");
    put_text(calendar->out, "X-WR-CALNAME", name);
}

void
calendar_add(const struct calendar *calendar,
             const struct calendar_event *event)
{
    struct calendar_time end = event->end;
    end.day += event->is_whole_days; /* the first day after it */
    put_line(calendar->out, "BEGIN:VEVENT");
    put_id(calendar, event->key);
    put_stamp(calendar);
    put_time(calendar, "DTSTART", event->start, event->is_whole_days);
    put_time(calendar, "DTEND", end, event->is_whole_days);
    put_text(calendar->out, "SUMMARY", event->summary);
    if (*event->description) {
        put_text(calendar->out, "DESCRIPTION", event->description);
    }
    if (*event->categories) {
        put_text(calendar->out, "CATEGORIES", event->categories);
    }
    put_line(calendar->out, "END:VEVENT");
}

void
calendar_end(const struct calendar *calendar)
{
    put_line(calendar->out, "END:VCALENDAR");
}

int
calendar_write_file(const char *path, const struct text *out)
{
    struct sink sink;
    sink_open(&sink, path);
    text_add_bytes(&sink.text, out->bytes, out->len);
    return sink_close(&sink, true);
}

/* ---- The first day ------------------------------------------------------------ */

bool
calendar_read_start(const char *command, const char *start,
                    const char *calendar, int32_t *out)
{
    if (calendar && !start) {
        output_error("%s: a calendar needs a day to start from", command);
        output_hint("name it with --start 2027-01-31");
        return false;
    }
    return !start || day_read("start", start, out);
}
