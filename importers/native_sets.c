#include "native_sets.h"

#include "values.h"

static bool
read_claim(xw_native *native, const xw_native_row *row, xw_set_def *def)
{
    static const char *const claims[] = { "requirement", "topic", NULL };
    size_t claim = XW_CLAIM_REQUIREMENT;
    bool good = xw_native_word(native, row, XW_FIELD_CLAIM, claims,
                               XW_DIAG_CLAIM, &claim);
    def->claim = (xw_claim)claim;
    return good;
}

/* One of the words of a mask: "equal", as a relationship, or "eq" for short. */
static bool
take_relation(xw_string word, xw_relation *mask)
{
    static const char *const names[] = {
        "eq", "sub", "sup", "int", "dis", NULL
    };
    size_t index;
    xw_relationship relationship;
    if (xw_parse_word(word, names, &index)) {
        *mask |= (xw_relation)(1U << index);
        return true;
    }
    if (xw_relationship_parse(word.bytes, word.len, &relationship) !=
        XW_TOKEN_RELATIONSHIP) {
        return false;
    }
    *mask |= xw_relation_of(relationship);
    return true;
}

static bool
parse_mask(xw_string text, xw_relation *out)
{
    xw_relation mask = 0;
    xw_string word;
    while (xw_split(&text, ",;|+", &word)) {
        if (!take_relation(word, &mask)) {
            return false;
        }
    }
    *out = mask;
    return xw_relation_is_closed(mask);
}

static bool
read_related(xw_native *native, const xw_native_row *row, xw_set_def *def)
{
    static const char *const words[] = { "overlap", "ignore", "all", NULL };
    static const xw_relation masks[] = { XW_OVERLAP, 0, XW_ALL };
    xw_string text = row->cells[XW_FIELD_RELATED];
    size_t index;
    if (!text.len) {
        return true;
    }
    if (xw_parse_word(text, words, &index)) {
        def->related = masks[index];
        def->ignore_related = !masks[index];
        return true;
    }
    if (!parse_mask(text, &def->related)) {
        xw_native_fault(native, row, XW_FIELD_RELATED, XW_DIAG_RELATED);
        return false;
    }
    return true;
}

static bool
read_ranks(xw_native *native, const xw_native_row *row, xw_set_def *def)
{
    xw_string trust = row->cells[XW_FIELD_TRUST];
    xw_string precedence = row->cells[XW_FIELD_PRECEDENCE];
    bool good = true;
    def->trust = -1; /* not given */
    if (trust.len && (!xw_parse_number(trust, &def->trust) ||
                      !(def->trust >= 0 && def->trust <= 1))) {
        xw_native_fault(native, row, XW_FIELD_TRUST, XW_DIAG_TRUST);
        good = false;
    }
    if (precedence.len && !xw_parse_integer(precedence, &def->precedence)) {
        xw_native_fault(native, row, XW_FIELD_PRECEDENCE, XW_DIAG_PRECEDENCE);
        good = false;
    }
    return good;
}

static bool
read_set(xw_native *native, const xw_native_row *row, xw_set_def *def)
{
    const xw_string *cells = row->cells;
    *def = (xw_set_def){ .size = sizeof *def,
                         .id = cells[XW_FIELD_SET_ID],
                         .name = cells[XW_FIELD_NAME],
                         .publisher = cells[XW_FIELD_PUBLISHER],
                         .version = cells[XW_FIELD_VERSION],
                         .date = cells[XW_FIELD_DATE],
                         .method = cells[XW_FIELD_METHOD],
                         .status = cells[XW_FIELD_STATUS],
                         .license = cells[XW_FIELD_LICENSE],
                         .source = cells[XW_FIELD_SOURCE] };
    bool good = xw_native_need_id(native, row, XW_FIELD_SET_ID);
    good = xw_native_need(native, row, XW_FIELD_NAME) && good;
    good = read_claim(native, row, def) && good;
    good = read_related(native, row, def) && good;
    return read_ranks(native, row, def) && good;
}

xw_status
xw_native_set(xw_native *native, const xw_native_row *row)
{
    xw_set_def def;
    if (!read_set(native, row, &def)) {
        return native->stop;
    }
    xw_builder_set set;
    xw_merge merge;
    if (xw_builder_declare_set(native->builder, &def, &set, &merge,
                               &native->err)) {
        xw_native_refused(native, row);
    } else if (merge == XW_MERGE_DISAGREES) {
        xw_native_count(&native->differing, row, XW_FIELD_SET_ID);
    }
    return native->stop;
}
