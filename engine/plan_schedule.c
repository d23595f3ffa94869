/* plan_schedule.c - sessions spread over months and days. */
#include "alloc.h"
#include "error.h"
#include "plan.h"

enum { MONTHS_USUAL = 12 };

static xw_status
out_of_memory(xw_error *err)
{
    return xw_fail(err, XW_E_NOMEM, "out of memory for a schedule");
}

/* A day with sessions, that may have room for more. */
typedef struct open_day {
    uint32_t day; /* of the month in hand */
    uint64_t used;
} open_day;

typedef struct filling {
    const xw_plan *plan;
    uint64_t month_capacity, day_capacity;
    uint64_t most_days; /* of a month: as many as its capacity fills */
    uint32_t months;
    open_day *open; /* [open_count] of the month, room for all sessions */
    uint32_t open_count;
    uint32_t month;
    uint64_t month_used, month_days;
    uint64_t days; /* of all months */
} filling;

static uint64_t
days_of(uint64_t cost, uint64_t capacity)
{
    return (cost + capacity - 1) / capacity;
}

static void
begin(filling *f, uint64_t month_capacity)
{
    f->month_capacity = month_capacity;
    f->most_days = days_of(month_capacity, f->day_capacity);
    f->open_count = f->month = 0;
    f->month_used = f->month_days = f->days = 0;
}

/* ---- One month -------------------------------------------------------------- */

/* Take the first day with room, or new ones; false when the month has none. */
static bool
place_in_month(filling *f, uint64_t cost, xw_slot *out)
{
    uint64_t needed = days_of(cost, f->day_capacity);
    if (f->month_used + cost > f->month_capacity) {
        return false;
    }
    uint32_t at = 0;
    while (at < f->open_count && f->open[at].used + cost > f->day_capacity) {
        ++at;
    }
    if (at == f->open_count) {
        if (f->month_days + needed > f->most_days) {
            return false;
        }
        f->open[f->open_count++] = (open_day){ .day = (uint32_t)f->month_days };
        f->month_days += needed;
        f->days += needed;
    }
    *out = (xw_slot){ .month = f->month,
                      .day = f->open[at].day,
                      .before = f->open[at].used };
    f->open[at].used += cost;
    f->month_used += cost;
    return true;
}

/* ---- All months ----------------------------------------------------------------- */

/* In the month in hand, else the one after it; false when it is too much for
 * any, or there are no more. */
static bool
place(filling *f, uint64_t cost, xw_slot *out)
{
    if (cost <= f->month_capacity && place_in_month(f, cost, out)) {
        return true;
    }
    if (cost > f->month_capacity || f->month + 1 == f->months) {
        *out = (xw_slot){ .month = XW_NONE };
        return false;
    }
    f->month++;
    f->open_count = 0;
    f->month_used = f->month_days = 0;
    return place_in_month(f, cost, out);
}

/* Gives how many sessions have no room. */
static uint32_t
place_all(filling *f, uint64_t month_capacity, xw_slot *slots)
{
    uint32_t unscheduled = 0;
    begin(f, month_capacity);
    for (uint32_t s = 0; s < f->plan->totals.sessions; ++s) {
        unscheduled += !place(f, f->plan->sessions[s].cost, &slots[s]);
    }
    return unscheduled;
}

/* The fewest whole days of a month that have room for all. */
static uint64_t
least_days(filling *f, xw_slot *slots)
{
    uint64_t days = days_of(f->plan->totals.total, f->months * f->day_capacity);
    for (uint32_t s = 0; s < f->plan->totals.sessions; ++s) {
        uint64_t needed = days_of(f->plan->sessions[s].cost, f->day_capacity);
        days = needed > days ? needed : days;
    }
    days = days ? days : 1;
    while (place_all(f, days * f->day_capacity, slots)) {
        ++days;
    }
    return days;
}

static xw_status
check_request(const xw_schedule_request *request, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_schedule_request has the wrong size");
    }
    if (request->months > XW_MONTHS_MOST ||
        request->month_capacity > XW_PLAN_COST_MOST ||
        request->day_capacity > XW_PLAN_COST_MOST) {
        return xw_fail(err, XW_E_ARG, "months or capacity is out of range");
    }
    return XW_OK;
}

xw_status
xw_plan_schedule(const xw_plan *plan, const xw_schedule_request *request,
                 xw_slot *slots, xw_schedule *out, xw_error *err)
{
    xw_status st = check_request(request, err);
    if (st) {
        return st;
    }
    filling f = {
        .plan = plan,
        .day_capacity =
            request->day_capacity ? request->day_capacity : 16 * XW_PLAN_ONE,
        .months = request->months ? request->months : MONTHS_USUAL,
        .open = xw_alloc_zeroed(plan->totals.sessions, sizeof *f.open),
    };
    if (!f.open) {
        return out_of_memory(err);
    }
    uint64_t least = least_days(&f, slots) * f.day_capacity;
    uint64_t capacity =
        request->month_capacity ? request->month_capacity : least;
    uint32_t unscheduled = place_all(&f, capacity, slots);
    *out = (xw_schedule){ .month_capacity = capacity,
                          .least_capacity = least,
                          .days = f.days,
                          .unscheduled = unscheduled };
    xw_alloc_free(f.open);
    return XW_OK;
}
