/* diff_changes.h - what one graph says and another does not. */
#ifndef XW_CLI_DIFF_CHANGES_H
#define XW_CLI_DIFF_CHANGES_H

#include "diff_match.h"

enum diff_kind {
    DIFF_FRAMEWORK,
    DIFF_CONTROL,
    DIFF_SCOPE,
    DIFF_SET,
    DIFF_MAPPING,
    DIFF_GAP,
    DIFF_KINDS
};

enum diff_change { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED, DIFF_CHANGE_COUNT };

/** Two frameworks between which something changed that walks take, and how many
 *  of their hops that costs: 1, or 0 for the hierarchy of one. */
struct diff_touch {
    uint32_t from, to; /* numbers of a match */
    uint32_t hops;
};

struct diff_changes {
    struct diff_match *match;
    uint64_t counts[DIFF_KINDS][DIFF_CHANGE_COUNT]; /* of things */
    json_t *rows;            /* a row for each thing, or each of its fields */
    uint64_t limit, omitted; /* rows */
    struct diff_touch *touches; /* [touch_count], maybe several times */
    size_t touch_count, touch_room;
};

extern const char *const diff_kind_names[DIFF_KINDS];
extern const char *const diff_change_names[DIFF_CHANGE_COUNT];

/** Find all changes, and list the first `limit`.  Free it in any case. */
void diff_changes_find(struct diff_match *match, uint64_t limit,
                       struct diff_changes *out);
void diff_changes_free(struct diff_changes *changes);

bool diff_changes_is_empty(const struct diff_changes *changes);

/* ---- For those that find changes of one kind -------------------------------- */

/** A change of a thing, as its rows have it; texts that are NULL are null. */
struct diff_row {
    enum diff_kind kind;
    enum diff_change change;
    const char *id, *field, *old_value, *new_value;
    const char *source, *target, *set; /* of a mapping or a gap */
};

/** Count a thing, and list it or its fields. */
void diff_changes_count(struct diff_changes *changes, enum diff_kind kind,
                        enum diff_change change);
void diff_changes_list(struct diff_changes *changes,
                       const struct diff_row *row);

/** Say that answers may change because of what is between two frameworks. */
void diff_changes_touch(struct diff_changes *changes, uint32_t from,
                        uint32_t to, uint32_t hops);

/** Mappings and gaps. */
void diff_mappings_find(struct diff_changes *changes);

#endif
