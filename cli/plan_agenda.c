#include "plan_agenda.h"

#include "day.h"
#include "memory.h"

#include <stdlib.h>

/* An audit day: four hours, one for lunch, and four more. */
enum { OPENING = 9 * 60, MINUTES = 8 * 60, MORNING = 4 * 60, LUNCH = 60 };

xw_status
plan_agenda_make(const xw_plan *plan, const struct plan_question *question,
                 struct plan_agenda *out, xw_error *err)
{
    size_t sessions = 0;
    (void)xw_plan_sessions(plan, &sessions);
    *out = (struct plan_agenda){
        .slots = memory_array(sessions + 1, sizeof *out->slots),
        .day_capacity = question->schedule.day_capacity,
        .has_start = question->has_start,
        .start = question->start,
    };
    return xw_plan_schedule(plan, &question->schedule, out->slots,
                            &out->schedule, err);
}

void
plan_agenda_free(struct plan_agenda *agenda)
{
    free(agenda->slots);
}

static int32_t
date_of(const struct plan_agenda *agenda, uint32_t month, uint32_t day)
{
    int32_t first = day_after_months(agenda->start, month);
    return agenda->has_start ? day_of_work(first, day) : (int32_t)day;
}

/* `done` of a day's work; at noon it is still morning for what ends then. */
static unsigned
minute_of(const struct plan_agenda *agenda, uint64_t done, bool is_end)
{
    uint64_t capacity = agenda->day_capacity;
    unsigned minutes = (unsigned)((done * MINUTES + capacity / 2) / capacity);
    bool is_morning = is_end ? minutes <= MORNING : minutes < MORNING;
    return OPENING + minutes + (is_morning ? 0 : LUNCH);
}

struct calendar_time
plan_agenda_begin(const struct plan_agenda *agenda, size_t session)
{
    const xw_slot *slot = &agenda->slots[session];
    return (struct calendar_time){ date_of(agenda, slot->month, slot->day),
                                   minute_of(agenda, slot->before, false) };
}

struct calendar_time
plan_agenda_end(const struct plan_agenda *agenda, size_t session, uint64_t cost)
{
    const xw_slot *slot = &agenda->slots[session];
    uint64_t end = slot->before + cost;
    uint64_t days = (end - 1) / agenda->day_capacity;
    uint64_t done = end - days * agenda->day_capacity;
    return (struct calendar_time){ date_of(agenda, slot->month,
                                           slot->day + (uint32_t)days),
                                   minute_of(agenda, done, true) };
}
