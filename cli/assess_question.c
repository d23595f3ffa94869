#define _POSIX_C_SOURCE 200809L /* for gmtime_r */

#include "assess_question.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool
is_stale(const struct assess_question *question, const xw_result_row *row)
{
    return question->max_age && row->day != XW_NO_DAY &&
           (int64_t)question->as_of - row->day > (int64_t)question->max_age;
}

void
assess_question_take(struct assess_question *question,
                     const xw_result_row *rows, size_t count)
{
    question->rows = memory_array(count + 1, sizeof *question->rows);
    question->stale = memory_array(count + 1, sizeof *question->stale);
    question->assessed = memory_array(count + 1, sizeof *question->assessed);
    for (size_t i = 0; i < count; ++i) {
        if (is_stale(question, &rows[i])) {
            question->stale[question->stale_count++] = rows[i];
            continue;
        }
        question->undated += question->max_age && rows[i].day == XW_NO_DAY;
        question->assessed[question->count] =
            (xw_assessed){ rows[i].control, rows[i].result };
        question->rows[question->count++] = rows[i];
    }
}

void
assess_question_set(struct assess_question *question)
{
    question->request.results = question->assessed;
    question->request.result_count = question->count;
    question->request.to = choice_of(&question->to);
}

bool
assess_question_date(struct assess_question *question, const char *date)
{
    time_t now = time(NULL);
    struct tm day;
    char *out = question->as_of_date;
    if (!date && gmtime_r(&now, &day) &&
        strftime(out, sizeof question->as_of_date, "%Y-%m-%d", &day)) {
        date = out;
    }
    if (!date || xw_day_parse(date, strlen(date), &question->as_of)) {
        return false;
    }
    if (date != out) {
        memcpy(out, date, sizeof question->as_of_date); /* as long as parsed */
    }
    return true;
}

void
assess_question_free(struct assess_question *question)
{
    choice_free(&question->to);
    free(question->rows);
    free(question->assessed);
    free(question->stale);
    xw_results_free(question->results);
    xw_results_free(question->existing);
}
