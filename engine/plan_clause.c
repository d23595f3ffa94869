#include "plan_clause.h"

#include "ascii.h"

#include <string.h>

/* Titles in our own words, since each standard puts its discipline into them. */
static const xw_clause clauses[] = {
    { "4.1", "Context" },
    { "4.2", "Interested parties" },
    { "4.3", "Scope" },
    { "4.4", "Management system and its processes" },
    { "5.1", "Leadership and commitment" },
    { "5.2", "Policy" },
    { "5.3", "Roles, responsibilities and authorities" },
    { "6.1", "Risks and opportunities" },
    { "6.2", "Objectives and plans to achieve them" },
    { "6.3", "Planning of changes" },
    { "7.1", "Resources" },
    { "7.2", "Competence" },
    { "7.3", "Awareness" },
    { "7.4", "Communication" },
    { "7.5", "Documented information" },
    { "8.1", "Operational planning and control" },
    { "9.1", "Monitoring, measurement, analysis and evaluation" },
    { "9.2", "Internal audit" },
    { "9.3", "Management review" },
    { "10", "Improvement" }, /* its parts changed numbers over the years */
};

enum {
    CLAUSE_COUNT = sizeof clauses / sizeof *clauses,
    /* Not in every edition of the structure. */
    CLAUSE_SYSTEM = 4,
    CLAUSE_CHANGES = 10
};

const xw_clause *
xw_clause_get(uint8_t clause)
{
    return &clauses[clause - 1];
}

/* ---- Numbers ----------------------------------------------------------------- */

/* Reads "6.1.2", of "6.1.2" or "6.1.2.a" or "6.1.2 (a)", into 16 bits each;
 * false when it does not begin like that. */
static bool
read_number(const char *id, uint64_t *out)
{
    enum { MOST_ITEMS = 4 };
    uint64_t number = 0;
    unsigned items = 0;
    const char *at = id;
    while (items < MOST_ITEMS && xw_ascii_digit(*at)) {
        unsigned value = 0;
        while (xw_ascii_digit(*at) && value < 1000) {
            value = 10 * value + (unsigned)(*at++ - '0');
        }
        number |= (uint64_t)value << (48 - 16 * items++);
        if (*at != '.') {
            break;
        }
        ++at;
    }
    *out = number;
    bool is_whole = items && (at[-1] == '.' || !xw_ascii_letter(*at));
    return is_whole && !xw_ascii_digit(*at);
}

static uint8_t
find_clause(uint64_t number)
{
    for (unsigned c = 0; c < CLAUSE_COUNT; ++c) {
        uint64_t wanted;
        bool is_short = !strchr(clauses[c].number, '.');
        unsigned bits = is_short ? 48 : 32;
        if (read_number(clauses[c].number, &wanted) &&
            wanted >> bits == number >> bits) {
            return (uint8_t)(c + 1);
        }
    }
    return 0;
}

xw_clause_place
xw_clause_read(const char *id)
{
    xw_clause_place place = { 0 };
    if (read_number(id, &place.number)) {
        place.clause = find_clause(place.number);
    }
    return place;
}

/* ---- Standards ------------------------------------------------------------------ */

/* "ISO", "ISO/IEC", but not "Isolde". */
static bool
is_of_iso(const char *text)
{
    return xw_ascii_lower(text[0]) == 'i' && xw_ascii_lower(text[1]) == 's' &&
           xw_ascii_lower(text[2]) == 'o' && !xw_ascii_letter(text[3]);
}

bool
xw_clause_is_shared(const xw_graph *graph, uint32_t framework)
{
    const xw_file_framework *record = &graph->frameworks[framework];
    xw_framework_info info;
    if (xw_graph_framework(graph, (xw_framework){ framework }, &info, NULL) ||
        (!is_of_iso(info.id) && !is_of_iso(info.publisher))) {
        return false;
    }
    uint32_t seen = 1U << (CLAUSE_SYSTEM - 1) | 1U << (CLAUSE_CHANGES - 1);
    for (uint32_t i = 0; i < record->count; ++i) {
        const char *id =
            xw_graph_text(graph, graph->control_ids[record->first + i]);
        xw_clause_place place = xw_clause_read(id);
        seen |= place.clause ? 1U << (place.clause - 1) : 0;
    }
    return seen == (1U << CLAUSE_COUNT) - 1;
}
