#include "progress.h"

#include "terminal.h"

#include <stdio.h>

enum { BAR_COLUMNS = 40, UNDRAWN = 101 };

struct progress
progress_begin(const char *label)
{
    return (struct progress){ .label = label,
                              .is_shown = terminal_has_progress(),
                              .percent = UNDRAWN };
}

static unsigned
percent_of(uint64_t done, uint64_t total)
{
    if (total == 0 || done >= total) {
        return 100;
    }
    return (unsigned)((double)done * 100.0 / (double)total);
}

void
progress_update(void *payload, uint64_t done, uint64_t total)
{
    struct progress *progress = payload;
    unsigned percent = percent_of(done, total);
    if (!progress->is_shown || percent == progress->percent) {
        return;
    }
    char bar[BAR_COLUMNS + 1];
    for (unsigned i = 0; i < BAR_COLUMNS; ++i) {
        bar[i] = i * 100 < percent * BAR_COLUMNS ? '#' : '.';
    }
    bar[BAR_COLUMNS] = '\0';
    fprintf(stderr, "\r%s [%s] %3u%%", progress->label, bar, percent);
    progress->percent = percent;
    progress->is_drawn = true;
}

void
progress_clear(struct progress *progress)
{
    if (progress->is_drawn) {
        fputs("\r\033[K", stderr);
        progress->is_drawn = false;
        progress->percent = UNDRAWN;
    }
}
