#include "buffer.h"
#include "ciso_library.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

/* ---- Sets that are the inverse of another ------------------------------------ */

/* A mapping with what must agree for another to be its inverse. */
typedef struct pair {
    xw_string parts[5]; /* source, target, relationship, strength, rationale */
} pair;

static int
compare_exactly(xw_string s, xw_string t)
{
    size_t len = s.len < t.len ? s.len : t.len;
    int order = len ? memcmp(s.bytes, t.bytes, len) : 0;
    return order ? order : (s.len > t.len) - (s.len < t.len);
}

static unsigned char
lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* As URNs compare. */
static int
compare_urns(xw_string s, xw_string t)
{
    for (size_t i = 0; i < s.len && i < t.len; ++i) {
        if (lower(s.bytes[i]) != lower(t.bytes[i])) {
            return lower(s.bytes[i]) < lower(t.bytes[i]) ? -1 : 1;
        }
    }
    return (s.len > t.len) - (s.len < t.len);
}

static int
compare_pairs(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    int order = 0;
    for (size_t i = 0; !order && i < 5; ++i) {
        order = i < 2 ? compare_urns(x->parts[i], y->parts[i])
                      : compare_exactly(x->parts[i], y->parts[i]);
    }
    return order;
}

static xw_string
inverse_of(xw_string relationship)
{
    if (xw_equal_folded(relationship, "subset")) {
        return xw_text("superset");
    }
    return xw_equal_folded(relationship, "superset") ? xw_text("subset")
                                                     : relationship;
}

static pair
pair_of(xw_yaml_node mapping, bool turned)
{
    static const char *const keys[] = {
        "source_requirement_urn", "target_requirement_urn", "relationship",
        "strength_of_relationship", "rationale"
    };
    pair out;
    for (size_t i = 0; i < 5; ++i) {
        size_t at = turned && i < 2 ? 1 - i : i;
        out.parts[at] = xw_yaml_text(xw_yaml_get(mapping, keys[i]));
    }
    out.parts[2] = turned ? inverse_of(out.parts[2]) : out.parts[2];
    return out;
}

/* The mappings of a set in order, each turned round or not; NULL when out of
 * memory. */
static pair *
sorted_pairs(xw_yaml_node mappings, size_t count, bool turned)
{
    pair *out = calloc(count + 1, sizeof *out);
    for (size_t i = 0; out && i < count; ++i) {
        out[i] = pair_of(xw_yaml_element(mappings, i), turned);
    }
    if (out) {
        qsort(out, count, sizeof *out, compare_pairs);
    }
    return out;
}

static bool
same_urn(xw_yaml_node a, const char *key, xw_yaml_node b, const char *other)
{
    return !compare_urns(xw_yaml_text(xw_yaml_get(a, key)),
                         xw_yaml_text(xw_yaml_get(b, other)));
}

/* Whether `set` says exactly what `other` does, the other way round. */
static bool
is_inverse(xw_ciso_library *library, xw_yaml_node set, xw_yaml_node other)
{
    static const char source[] = "source_framework_urn";
    static const char target[] = "target_framework_urn";
    xw_yaml_node turned = xw_yaml_get(set, "requirement_mappings");
    xw_yaml_node mappings = xw_yaml_get(other, "requirement_mappings");
    size_t count = xw_yaml_count(mappings);
    if (!count || xw_yaml_count(turned) != count ||
        !same_urn(set, source, other, target) ||
        !same_urn(set, target, other, source)) {
        return false;
    }
    pair *a = sorted_pairs(turned, count, true);
    pair *b = sorted_pairs(mappings, count, false);
    bool same = a && b;
    (void)xw_yaml_reading_stored(&library->reading, same);
    for (size_t i = 0; same && i < count; ++i) {
        same = compare_pairs(&a[i], &b[i]) == 0;
    }
    free(a);
    free(b);
    return same;
}

/* ---- Mappings --------------------------------------------------------------- */

/* The mapping set in hand. */
typedef struct set {
    xw_ciso_library *library;
    xw_string id, source, target; /* the latter framework ids */
    uint64_t divided;             /* strengths of 100 */
    xw_yaml_node first_divided;
} set;

static const char *const tenths[] = { "0", "1", "2", "3", "4", "5",
                                      "6", "7", "8", "9", "10" };

/* A strength is of 10; what is said of 100 is divided, and counted. */
static void
read_strength(set *s, xw_yaml_record *record)
{
    xw_string *cell = &record->row.cells[XW_FIELD_STRENGTH];
    double strength;
    if (xw_parse_number(*cell, &strength) && strength >= 0 && strength <= 100) {
        if (strength > 10) {
            strength /= 10;
            s->first_divided = s->divided++ ? s->first_divided
                                            : record->values[XW_FIELD_STRENGTH];
        }
        *cell = xw_text(tenths[(size_t)(strength + 0.5)]);
    }
}

static void
read_mapping(set *s, xw_yaml_node node)
{
    xw_yaml_record record;
    xw_yaml_record_begin(&record, &s->library->reading, node);
    xw_ciso_take_lower(&record, XW_FIELD_SOURCE_CONTROL,
                       "source_requirement_urn");
    xw_ciso_take_lower(&record, XW_FIELD_TARGET_CONTROL,
                       "target_requirement_urn");
    xw_yaml_record_take(&record, XW_FIELD_RELATIONSHIP, "relationship");
    xw_yaml_record_take(&record, XW_FIELD_STRENGTH, "strength_of_relationship");
    xw_yaml_record_take(&record, XW_FIELD_RATIONALE, "rationale");
    record.row.cells[XW_FIELD_SOURCE_FRAMEWORK] = s->source;
    record.row.cells[XW_FIELD_TARGET_FRAMEWORK] = s->target;
    record.row.cells[XW_FIELD_ORIGIN] = s->id;
    if (record.good) {
        read_strength(s, &record);
        (void)xw_native_mapping(&s->library->reading.native, &record.row);
    }
}

static void
read_mappings(set *s, xw_yaml_node node)
{
    xw_yaml_reading *reading = &s->library->reading;
    xw_yaml_node mappings = xw_yaml_get(node, "requirement_mappings");
    size_t count = xw_yaml_count(mappings);
    for (size_t i = 0; i < count && !reading->native.stop; ++i) {
        read_mapping(s, xw_yaml_element(mappings, i));
    }
    if (s->divided) {
        xw_finding finding = { .what = XW_DIAG_STRENGTH_OF_100,
                               .count = s->divided };
        xw_yaml_reading_report(reading, s->first_divided, &finding);
    }
}

/* ---- The set ---------------------------------------------------------------- */

static bool
declare(set *s, xw_yaml_node node)
{
    xw_yaml_record record;
    xw_native *native = &s->library->reading.native;
    uint64_t errors = native->diagnostics->errors;
    xw_yaml_record_begin(&record, &s->library->reading, node);
    xw_ciso_take_lower(&record, XW_FIELD_SET_ID, "urn");
    xw_ciso_take_lower(&record, XW_FIELD_SOURCE_FRAMEWORK,
                       "source_framework_urn");
    xw_ciso_take_lower(&record, XW_FIELD_TARGET_FRAMEWORK,
                       "target_framework_urn");
    xw_yaml_record_take(&record, XW_FIELD_NAME, "name");
    xw_string *cells = record.row.cells;
    if (!record.good || !xw_native_need(native, &record.row, XW_FIELD_SET_ID) ||
        !xw_native_need(native, &record.row, XW_FIELD_SOURCE_FRAMEWORK) ||
        !xw_native_need(native, &record.row, XW_FIELD_TARGET_FRAMEWORK) ||
        !xw_ciso_framework_id(s->library, cells[XW_FIELD_SOURCE_FRAMEWORK],
                              &s->source) ||
        !xw_ciso_framework_id(s->library, cells[XW_FIELD_TARGET_FRAMEWORK],
                              &s->target)) {
        return false;
    }
    s->id = xw_ciso_tail(cells[XW_FIELD_SET_ID]);
    cells[XW_FIELD_SET_ID] = s->id;
    if (!cells[XW_FIELD_NAME].len) {
        cells[XW_FIELD_NAME] = s->id;
    }
    cells[XW_FIELD_PUBLISHER] =
        xw_yaml_text(xw_yaml_get(s->library->root, "provider"));
    return !xw_native_set(native, &record.row) &&
           native->diagnostics->errors == errors;
}

/* The sets read so far. */
typedef struct sets {
    xw_ciso_library *library;
    xw_buffer nodes; /* of xw_yaml_node */
} sets;

static bool
fold_inverse(sets *all, xw_yaml_node node)
{
    const xw_yaml_node *nodes = (const void *)all->nodes.bytes;
    for (size_t i = 0; i < all->nodes.len / sizeof *nodes; ++i) {
        if (is_inverse(all->library, node, nodes[i])) {
            xw_finding finding = {
                .what = XW_DIAG_INVERSE_SET,
                .subject = xw_yaml_text(xw_yaml_get(node, "urn")),
                .second = xw_yaml_text(xw_yaml_get(nodes[i], "urn")),
                .count =
                    xw_yaml_count(xw_yaml_get(node, "requirement_mappings"))
            };
            xw_yaml_reading_report(&all->library->reading, node, &finding);
            return true;
        }
    }
    return false;
}

static void
read_set(void *payload, xw_yaml_node node)
{
    sets *all = payload;
    set s = { .library = all->library };
    if (!fold_inverse(all, node) && declare(&s, node) &&
        xw_yaml_reading_stored(
            &all->library->reading,
            xw_buffer_append(&all->nodes, &node, sizeof node))) {
        read_mappings(&s, node);
    }
}

void
xw_ciso_sets(xw_ciso_library *library)
{
    sets all = { .library = library };
    xw_ciso_each(library, "requirement_mapping_set", "requirement_mapping_sets",
                 read_set, &all);
    xw_buffer_free(&all.nodes);
}
