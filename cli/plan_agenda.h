/* plan_agenda.h - when the sessions of a plan are held: days and times. */
#ifndef XW_CLI_PLAN_AGENDA_H
#define XW_CLI_PLAN_AGENDA_H

#include "calendar.h"
#include "plan_question.h"

/** Start from zeroes. */
struct plan_agenda {
    xw_schedule schedule;
    xw_slot *slots; /* [sessions] */
    uint64_t day_capacity;
    bool has_start;
    int32_t start;
};

/** Spread the sessions of a plan.  Free it in any case. */
xw_status plan_agenda_make(const xw_plan *plan,
                           const struct plan_question *question,
                           struct plan_agenda *out, xw_error *err);
void plan_agenda_free(struct plan_agenda *agenda);

/** When a scheduled session begins and ends; days are dates only if the agenda
 *  has a start. */
struct calendar_time plan_agenda_begin(const struct plan_agenda *agenda,
                                       size_t session);
struct calendar_time plan_agenda_end(const struct plan_agenda *agenda,
                                     size_t session, uint64_t cost);

#endif
