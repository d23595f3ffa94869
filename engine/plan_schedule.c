/* plan_schedule.c - sessions spread over months and days. */
#include "alloc.h"
#include "error.h"
#include "plan.h"

enum { MONTHS_USUAL = 12 };

/* What has been filled so far. */
typedef struct filling {
    uint64_t month_capacity, day_capacity;
    uint32_t month;
    uint64_t month_used;
    uint32_t day; /* of the month */
    uint64_t day_used;
    uint32_t days; /* of all months */
} filling;

static uint64_t
days_of(uint64_t cost, uint64_t capacity)
{
    return (cost + capacity - 1) / capacity;
}

static void
next_month(filling *f)
{
    f->month++;
    f->month_used = f->day_used = 0;
    f->day = 0;
}

static void
next_day(filling *f)
{
    f->day++;
    f->day_used = 0;
}

/* Place one session in the month in hand or the one after it; false when it is
 * too much for any. */
static bool
place(filling *f, uint64_t cost, xw_slot *out)
{
    if (cost > f->month_capacity) {
        *out = (xw_slot){ .month = XW_NONE };
        return false;
    }
    if (f->month_used + cost > f->month_capacity) {
        next_month(f);
    }
    if (f->day_used && f->day_used + cost > f->day_capacity) {
        next_day(f);
    }
    f->days += !f->day_used;
    *out = (xw_slot){ .month = f->month, .day = f->day, .before = f->day_used };
    f->month_used += cost;
    f->day_used += cost;
    for (uint64_t more = days_of(cost, f->day_capacity); more > 1; --more) {
        next_day(f);
        f->days++;
        f->day_used = f->day_capacity;
    }
    return true;
}

/* Months that all sessions take; UINT32_MAX when some is too much for one. */
static uint32_t
months_taken(const xw_plan *plan, uint64_t month_capacity,
             uint64_t day_capacity)
{
    filling f = { .month_capacity = month_capacity,
                  .day_capacity = day_capacity };
    for (uint32_t s = 0; s < plan->totals.sessions; ++s) {
        xw_slot slot;
        if (!place(&f, plan->sessions[s].cost, &slot)) {
            return UINT32_MAX;
        }
    }
    return f.month + 1;
}

/* More room never takes more months: sessions keep their order, and each month
 * takes as many as it can. */
static uint64_t
least_capacity(const xw_plan *plan, uint32_t months, uint64_t day_capacity)
{
    uint64_t low = 1, high = plan->totals.total ? plan->totals.total : 1;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (months_taken(plan, middle, day_capacity) <= months) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static xw_status
check_request(const xw_schedule_request *request, xw_error *err)
{
    if (request->size != sizeof *request) {
        return xw_fail(err, XW_E_ARG, "xw_schedule_request has the wrong size");
    }
    if (request->months > XW_MONTHS_MOST) {
        return xw_fail(err, XW_E_ARG, "more than %u months", XW_MONTHS_MOST);
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
    uint32_t months = request->months ? request->months : MONTHS_USUAL;
    filling f = { .day_capacity = request->day_capacity ? request->day_capacity
                                                        : 16 * XW_PLAN_ONE };
    uint64_t least = least_capacity(plan, months, f.day_capacity);
    f.month_capacity =
        request->month_capacity ? request->month_capacity : least;
    xw_schedule schedule = { .month_capacity = f.month_capacity,
                             .least_capacity = least };
    for (uint32_t s = 0; s < plan->totals.sessions; ++s) {
        filling before = f;
        bool fit = place(&f, plan->sessions[s].cost, &slots[s]);
        if (fit && slots[s].month >= months) {
            f = before;
            slots[s] = (xw_slot){ .month = XW_NONE };
            fit = false;
        }
        schedule.unscheduled += !fit;
    }
    schedule.days = f.days;
    *out = schedule;
    return XW_OK;
}
