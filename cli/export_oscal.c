#include "export_oscal.h"

#include "exit_code.h"
#include "export_json.h"
#include "memory.h"
#include "output.h"
#include "rationale.h"
#include "uuid.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define OWN_NAMESPACE "urn:x-crosswalk:oscal"

/* One mapping of the model: what a set says from one framework to another.
 * Maps stand in this order. */
struct item {
    uint32_t set, source, target; /* frameworks */
    uint32_t mapping;
};

struct collection {
    struct exported *exported;
    struct view *view;
    struct writer out;
    struct sink *sink;
    struct item *items; /* [count] */
    size_t count;
};

/* ---- Values ----------------------------------------------------------------- */

static void
begin_line(struct collection *c)
{
    if (c->out.is_after) {
        text_add_char(&c->sink->text, ',');
        c->out.is_after = false;
    }
    sink_end_line(c->sink);
}

/* The UUID of a thing of a kind. */
static void
put_uuid(struct collection *c, const char *key, const char *kind,
         const char *name)
{
    struct text text = { 0 };
    char uuid[UUID_ROOM];
    text_printf(&text, "%s\n%s", kind, name);
    uuid_of(text_get(&text), text.len, uuid);
    writer_text(&c->out, key, uuid);
    text_free(&text);
}

/* "#uuid", which a resource of the back matter has. */
static void
put_href(struct collection *c, const char *kind, const char *name)
{
    struct text text = { 0 };
    char uuid[UUID_ROOM];
    text_printf(&text, "%s\n%s", kind, name);
    uuid_of(text_get(&text), text.len, uuid);
    writer_pair(&c->out, "href", "", '#', uuid);
    text_free(&text);
}

/* Whether a StringDatatype can be this. */
static bool
is_string(const char *value)
{
    size_t len = strlen(value);
    return len && !strpbrk(value, "\r\n\t") && value[0] != ' ' &&
           value[len - 1] != ' ';
}

static void
open_prop(struct collection *c, const char *name, const char *value)
{
    writer_open_object(&c->out, NULL);
    writer_text(&c->out, "name", name);
    writer_text(&c->out, "ns", OWN_NAMESPACE);
    if (is_string(value)) {
        writer_text(&c->out, "value", value);
    } else {
        writer_text(&c->out, "value", "see remarks");
        writer_text(&c->out, "remarks", value);
    }
}

static void
put_prop(struct collection *c, const char *name, const char *value)
{
    if (*value) {
        open_prop(c, name, value);
        writer_close_object(&c->out);
    }
}

static void
put_word(struct collection *c, const char *key, const char *word,
         const char *const *words)
{
    for (; *words; ++words) {
        if (strcmp(word, *words) == 0) {
            writer_text(&c->out, key, word);
        }
    }
}

static const char *const methods[] = { "human", "automation", "hybrid", NULL };
static const char *const states[] = { "complete",   "not-complete", "draft",
                                      "deprecated", "superseded",   NULL };

static const char *
framework_id(struct collection *c, uint32_t framework)
{
    return view_framework(c->view, (xw_framework){ framework }).id;
}

/* ---- Maps ------------------------------------------------------------------- */

/* What is said of the whole of a map. */
static xw_rule_info
whole_map(struct collection *c, const xw_mapping_info *info)
{
    if (info->rule < c->exported->rule_count) {
        return exported_rule(c->exported, info->rule);
    }
    return (xw_rule_info){ .sources = &info->source.i,
                           .targets = &info->target.i,
                           .source_count = 1,
                           .target_count = 1,
                           .set = info->set };
}

static void
add_members(struct collection *c, struct text *name, const uint32_t *controls,
            size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        xw_control_info info =
            view_control(c->view, (xw_control){ controls[i] });
        text_printf(name, "%s:%s\n", framework_id(c, info.framework.i),
                    info.id);
    }
}

/* The same map has the same UUID in every export that has it. */
static void
put_map_uuid(struct collection *c, const xw_mapping_info *info,
             const xw_rule_info *map)
{
    struct text name = { 0 };
    text_printf(&name, "%s\n", view_set(c->view, info->set).id);
    add_members(c, &name, map->sources, map->source_count);
    text_printf(&name, "%s\n", xw_relationship_name(info->relationship));
    add_members(c, &name, map->targets, map->target_count);
    if (info->rule < c->exported->rule_count) {
        text_printf(&name, "%u", c->exported->rule_numbers[info->rule]);
    }
    put_uuid(c, "uuid", "map", text_get(&name));
    text_free(&name);
}

static const char *
word_for(xw_relationship relationship)
{
    switch (relationship) {
    case XW_EQUAL: return "equal-to";
    case XW_SUBSET_OF: return "subset-of";
    case XW_SUPERSET_OF: return "superset-of";
    case XW_INTERSECTS_WITH: return "intersects-with";
    case XW_NO_RELATIONSHIP: return "no-relationship";
    case XW_RELATED:
    case XW_RELATIONSHIP_COUNT: break;
    }
    return "related";
}

static void
put_side(struct collection *c, const char *key, const uint32_t *controls,
         size_t count, uint32_t framework)
{
    writer_open_array(&c->out, key);
    for (size_t i = 0; i < count; ++i) {
        xw_control_info info =
            view_control(c->view, (xw_control){ controls[i] });
        writer_open_object(&c->out, NULL);
        writer_text(&c->out, "type", "control");
        writer_text(&c->out, "id-ref", info.id);
        if (info.framework.i != framework) { /* the map is of several */
            writer_open_array(&c->out, "props");
            put_prop(c, "framework", framework_id(c, info.framework.i));
            writer_close_array(&c->out);
        }
        writer_close_object(&c->out);
    }
    writer_close_array(&c->out);
}

static void
put_map_props(struct collection *c, const xw_mapping_info *info)
{
    char strength[4] = "";
    const char *words = view_text(c->view, info->rationale_text);
    bool has_words = info->rationale == XW_RATIONALE_NONE && *words;
    if (info->strength <= XW_STRENGTH_MOST) {
        (void)snprintf(strength, sizeof strength, "%u",
                       (unsigned)info->strength);
    }
    if (*strength || has_words) {
        writer_open_array(&c->out, "props");
        put_prop(c, "strength", strength);
        put_prop(c, "rationale", has_words ? words : "");
        writer_close_array(&c->out);
    }
}

static void
put_map(struct collection *c, const struct item *item)
{
    xw_mapping_info info = view_mapping(c->view, (xw_mapping){ item->mapping });
    xw_rule_info map = whole_map(c, &info);
    const char *rationale = rationale_name(info.rationale);
    begin_line(c);
    writer_open_object(&c->out, NULL);
    put_map_uuid(c, &info, &map);
    if (info.relationship == XW_RELATED) { /* no word of the model's */
        writer_text(&c->out, "ns", OWN_NAMESPACE);
    }
    if (rationale) {
        writer_text(&c->out, "matching-rationale", rationale);
    }
    writer_text(&c->out, "relationship", word_for(info.relationship));
    put_side(c, "sources", map.sources, map.source_count, item->source);
    put_side(c, "targets", map.targets, map.target_count, item->target);
    put_map_props(c, &info);
    const char *note = view_text(c->view, info.note);
    if (*note) {
        writer_text(&c->out, "remarks", note);
    }
    writer_close_object(&c->out);
}

/* ---- Gaps ------------------------------------------------------------------- */

/* Whether a TokenDatatype can be this; letters other than ASCII's are left to
 * patterns, which match themselves. */
static bool
is_token(const char *id)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz_";
    static const char others[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz_0123456789.-";
    return *id && strchr(letters, *id) && id[strspn(id, others)] == '\0';
}

/* A gap that the item's set has of one framework in another; false for any
 * other. */
static bool
is_gap(struct collection *c, const struct item *item, uint32_t index,
       uint32_t of, uint32_t in, xw_control_info *out)
{
    xw_gap_info gap;
    if (!exported_gap(c->exported, index, &gap) || gap.set.i != item->set ||
        gap.other.i != in) {
        return false;
    }
    *out = view_control(c->view, gap.control);
    return out->framework.i == of;
}

static void
put_gap_id(struct collection *c, const char *id, bool as_token)
{
    if (as_token) {
        writer_text(&c->out, NULL, id);
    } else {
        writer_open_object(&c->out, NULL);
        writer_text(&c->out, "pattern", id);
        writer_close_object(&c->out);
    }
}

/* Ids that are tokens, or the others as patterns. */
static void
put_gap_ids(struct collection *c, const struct item *item, uint32_t of,
            uint32_t in, bool as_tokens)
{
    bool is_open = false;
    for (uint32_t g = 0; g < c->exported->stats.gaps; ++g) {
        xw_control_info info;
        if (!is_gap(c, item, g, of, in, &info) ||
            is_token(info.id) != as_tokens) {
            continue;
        }
        if (!is_open) {
            writer_open_array(&c->out, as_tokens ? "with-ids" : "matching");
            is_open = true;
        }
        put_gap_id(c, info.id, as_tokens);
    }
    if (is_open) {
        writer_close_array(&c->out);
    }
}

static bool
has_gap(struct collection *c, const struct item *item, uint32_t of, uint32_t in)
{
    xw_control_info info;
    uint32_t g = 0;
    while (g < c->exported->stats.gaps && !is_gap(c, item, g, of, in, &info)) {
        ++g;
    }
    return g < c->exported->stats.gaps;
}

/* What `of` has and `in` has not, for those who read no props; those are in the
 * set's resource, with their notes. */
static void
put_gap_summary(struct collection *c, const struct item *item, const char *key,
                uint32_t of, uint32_t in)
{
    if (!has_gap(c, item, of, in)) {
        return;
    }
    struct text name = { 0 };
    text_printf(&name, "%s\n%s\n%s",
                view_set(c->view, (xw_set){ item->set }).id,
                framework_id(c, of), framework_id(c, in));
    begin_line(c);
    writer_open_object(&c->out, key);
    put_uuid(c, "uuid", "gaps", text_get(&name));
    writer_open_array(&c->out, "unmapped-controls");
    writer_open_object(&c->out, NULL);
    put_gap_ids(c, item, of, in, true);
    put_gap_ids(c, item, of, in, false);
    writer_close_object(&c->out);
    writer_close_array(&c->out);
    writer_close_object(&c->out);
    text_free(&name);
}

/* ---- Mappings --------------------------------------------------------------- */

static int
by_order(const void *a, const void *b)
{
    const struct item *x = a;
    const struct item *y = b;
    const uint32_t keys[][2] = { { x->set, y->set },
                                 { x->source, y->source },
                                 { x->target, y->target },
                                 { x->mapping, y->mapping } };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k) {
        if (keys[k][0] != keys[k][1]) {
            return keys[k][0] < keys[k][1] ? -1 : 1;
        }
    }
    return 0;
}

static bool
is_same_mapping(const struct item *a, const struct item *b)
{
    return a->set == b->set && a->source == b->source && a->target == b->target;
}

static uint32_t
framework_of(struct collection *c, uint32_t control)
{
    return view_control(c->view, (xw_control){ control }).framework.i;
}

static void
list_items(struct collection *c)
{
    const struct exported *exported = c->exported;
    c->items = memory_array((size_t)exported->stats.mappings, sizeof *c->items);
    for (uint32_t m = 0; m < exported->stats.mappings; ++m) {
        xw_mapping_info info = view_mapping(c->view, (xw_mapping){ m });
        bool is_whole = info.rule >= exported->rule_count ||
                        exported->rule_mappings[info.rule] == m;
        if (is_whole && exported_has_mapping(exported, &info)) {
            xw_rule_info map = whole_map(c, &info);
            c->items[c->count++] =
                (struct item){ .set = info.set.i,
                               .source = framework_of(c, map.sources[0]),
                               .target = framework_of(c, map.targets[0]),
                               .mapping = m };
        }
    }
    if (c->count) {
        qsort(c->items, c->count, sizeof *c->items, by_order);
    }
}

static void
put_resource_reference(struct collection *c, const char *key,
                       uint32_t framework)
{
    writer_open_object(&c->out, key);
    writer_text(&c->out, "type", "catalog");
    put_href(c, "framework", framework_id(c, framework));
    writer_close_object(&c->out);
}

/* The maps of one mapping, from `start`; gives how many. */
static size_t
put_mapping(struct collection *c, size_t start)
{
    const struct item *item = &c->items[start];
    xw_set_info set = view_set(c->view, (xw_set){ item->set });
    struct text name = { 0 };
    size_t count = 0;
    text_printf(&name, "%s\n%s\n%s", set.id, framework_id(c, item->source),
                framework_id(c, item->target));
    begin_line(c);
    writer_open_object(&c->out, NULL);
    put_uuid(c, "uuid", "mapping", text_get(&name));
    put_word(c, "method", set.method, methods);
    put_word(c, "status", set.status, states);
    put_resource_reference(c, "source-resource", item->source);
    put_resource_reference(c, "target-resource", item->target);
    writer_open_array(&c->out, "props");
    put_prop(c, "set", set.id);
    writer_close_array(&c->out);
    writer_open_array(&c->out, "links");
    writer_open_object(&c->out, NULL);
    put_href(c, "set", set.id);
    writer_text(&c->out, "rel", "reference");
    writer_close_object(&c->out);
    writer_close_array(&c->out);
    writer_open_array(&c->out, "maps");
    for (; start + count < c->count &&
           is_same_mapping(item, &c->items[start + count]);
         ++count) {
        put_map(c, &c->items[start + count]);
    }
    writer_close_array(&c->out);
    put_gap_summary(c, item, "source-gap-summary", item->source, item->target);
    put_gap_summary(c, item, "target-gap-summary", item->target, item->source);
    writer_close_object(&c->out);
    text_free(&name);
    return count;
}

/* ---- Back matter ------------------------------------------------------------ */

static void
add_base64(struct text *out, const char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; ++k) {
            bits = bits << 8 | (k < left ? (unsigned char)bytes[i + k] : 0U);
        }
        for (size_t k = 0; k < 4; ++k) {
            const char *digit = &digits[bits >> (18 - 6 * k) & 63];
            text_add_bytes(out, k <= left ? digit : "=", 1);
        }
    }
}

/* The whole of a framework as a native JSON document.  Its lines are written
 * to a text, not to a file. */
static void
put_catalogue(struct collection *c, xw_framework framework)
{
    struct sink own = { .to = NULL };
    struct writer json = { .out = &own.text };
    struct text encoded = { 0 };
    writer_open_object(&json, NULL);
    writer_open_array(&json, "frameworks");
    export_json_framework(c->exported, framework, &json, &own);
    writer_close_array(&json);
    writer_close_object(&json);
    add_base64(&encoded, text_get(&own.text), own.text.len);
    writer_open_object(&c->out, "base64");
    writer_text(&c->out, "filename", "framework.json");
    writer_text(&c->out, "media-type", "application/json");
    writer_text(&c->out, "value", text_get(&encoded));
    writer_close_object(&c->out);
    text_free(&own.text);
    text_free(&encoded);
}

static void
put_framework(struct collection *c, xw_framework framework)
{
    xw_framework_info info = view_framework(c->view, framework);
    begin_line(c);
    writer_open_object(&c->out, NULL);
    put_uuid(c, "uuid", "framework", info.id);
    writer_text(&c->out, "title", *info.name ? info.name : info.id);
    writer_open_array(&c->out, "props");
    put_prop(c, "framework", info.id);
    put_prop(c, "version", info.version);
    put_prop(c, "publisher", info.publisher);
    put_prop(c, "source", info.source);
    writer_close_array(&c->out);
    if (export_json_is_declared(c->exported, &info)) {
        put_catalogue(c, framework);
    }
    writer_close_object(&c->out);
}

static void
put_gaps(struct collection *c, uint32_t set)
{
    for (uint32_t g = 0; g < c->exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (!exported_gap(c->exported, g, &gap) || gap.set.i != set) {
            continue;
        }
        xw_control_info info = view_control(c->view, gap.control);
        const char *note = view_text(c->view, gap.note);
        struct text value = { 0 };
        text_printf(&value, "%s %s:%s", framework_id(c, gap.other.i),
                    framework_id(c, info.framework.i), info.id);
        begin_line(c);
        open_prop(c, "gap", text_get(&value));
        if (*note) {
            writer_text(&c->out, "remarks", note);
        }
        writer_close_object(&c->out);
        text_free(&value);
    }
}

static void
put_set_props(struct collection *c, const xw_set_info *info)
{
    struct text related = { 0 }, trust = { 0 }, precedence = { 0 };
    exported_related(&related, info);
    if (info->trust >= 0) {
        exported_real(&trust, info->trust);
    }
    if (info->precedence) {
        text_printf(&precedence, "%" PRId32, info->precedence);
    }
    put_prop(c, "name", *info->name ? info->name : info->id);
    put_prop(c, "publisher", info->publisher);
    put_prop(c, "version", info->version);
    put_prop(c, "date", info->date);
    put_prop(c, "method", info->method);
    put_prop(c, "claim", info->claim == XW_CLAIM_TOPIC ? "topic" : "");
    put_prop(c, "related", text_get(&related));
    put_prop(c, "trust", text_get(&trust));
    put_prop(c, "precedence", text_get(&precedence));
    put_prop(c, "status", info->status);
    put_prop(c, "license", info->license);
    put_prop(c, "source", info->source);
    text_free(&related);
    text_free(&trust);
    text_free(&precedence);
}

static void
put_set(struct collection *c, uint32_t set)
{
    xw_set_info info = view_set(c->view, (xw_set){ set });
    begin_line(c);
    writer_open_object(&c->out, NULL);
    put_uuid(c, "uuid", "set", info.id);
    writer_text(&c->out, "title", *info.name ? info.name : info.id);
    writer_open_array(&c->out, "props");
    put_prop(c, "set", info.id);
    if (exported_is_declared(c->exported, set)) {
        put_set_props(c, &info);
    }
    put_gaps(c, set);
    writer_close_array(&c->out);
    writer_close_object(&c->out);
}

static void
put_back_matter(struct collection *c)
{
    writer_open_object(&c->out, "back-matter");
    writer_open_array(&c->out, "resources");
    for (uint32_t f = 0; f < c->exported->stats.frameworks; ++f) {
        if (c->exported->frameworks[f]) {
            put_framework(c, (xw_framework){ f });
        }
    }
    for (uint32_t s = 0; s < c->exported->stats.sets; ++s) {
        if (c->exported->sets[s]) {
            put_set(c, s);
        }
    }
    writer_close_array(&c->out);
    writer_close_object(&c->out);
}

/* ---- The collection --------------------------------------------------------- */

static unsigned
number_at(const char *digits, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; ++i) {
        if (digits[i] < '0' || digits[i] > '9') {
            return 0;
        }
        number = 10 * number + (unsigned)(digits[i] - '0');
    }
    return number;
}

/* Whether `date` begins with a day of the calendar: "2026-11-22". */
static bool
is_day(const char *date)
{
    enum { LENGTH = 10, FIRST_YEAR = 1900, LAST_YEAR = 2999 };
    static const unsigned days[] = { 31, 28, 31, 30, 31, 30,
                                     31, 31, 30, 31, 30, 31 };
    if (strlen(date) < LENGTH || date[4] != '-' || date[7] != '-') {
        return false;
    }
    unsigned year = number_at(date, 4);
    unsigned month = number_at(date + 5, 2);
    unsigned day = number_at(date + 8, 2);
    return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 &&
           month <= 12 && day >= 1 && day <= days[month - 1];
}

/* Equal graphs give equal bytes, so the time is that of the newest set. */
static void
put_last_modified(struct collection *c)
{
    char newest[sizeof "1970-01-01T00:00:00Z"] = "1970-01-01T00:00:00Z";
    for (uint32_t s = 0; s < c->exported->stats.sets; ++s) {
        const char *date = view_set(c->view, (xw_set){ s }).date;
        if (c->exported->sets[s] && is_day(date) &&
            strncmp(date, newest, 10) > 0) {
            memcpy(newest, date, 10);
        }
    }
    writer_text(&c->out, "last-modified", newest);
}

/* The word that all sets have, or `otherwise`. */
static const char *
common_word(struct collection *c, bool is_method, const char *otherwise)
{
    const char *common = NULL;
    for (size_t i = 0; i < c->count; ++i) {
        xw_set_info set = view_set(c->view, (xw_set){ c->items[i].set });
        const char *word = is_method ? set.method : set.status;
        if (common && strcmp(common, word) != 0) {
            return otherwise;
        }
        common = word;
    }
    const char *const *words = is_method ? methods : states;
    while (common && *words && strcmp(common, *words) != 0) {
        ++words;
    }
    return common && *words ? common : otherwise;
}

static void
put_head(struct collection *c)
{
    struct writer *out = &c->out;
    const char *checksum = xw_graph_checksum(c->view->graph);
    put_uuid(c, "uuid", "collection", checksum);
    writer_open_object(out, "metadata");
    writer_text(out, "title", "Mappings between frameworks");
    put_last_modified(c);
    writer_text(out, "version", checksum);
    writer_text(out, "oscal-version", "1.2.1");
    writer_open_array(out, "props");
    put_prop(c, "graph", checksum);
    writer_close_array(out);
    writer_close_object(out);
    writer_open_object(out, "provenance");
    writer_text(out, "method", common_word(c, true, "hybrid"));
    writer_text(out, "matching-rationale", "semantic");
    writer_text(out, "status", common_word(c, false, "not-complete"));
    writer_text(out, "mapping-description",
                "Published by several, as the resource of each mapping set in "
                "the back matter says. A map without a matching-rationale has "
                "none that its publisher gave.");
    writer_close_object(out);
}

static void
put_collection(struct collection *c)
{
    writer_open_object(&c->out, NULL);
    writer_open_object(&c->out, "mapping-collection");
    put_head(c);
    writer_open_array(&c->out, "mappings");
    for (size_t i = 0; i < c->count;) {
        i += put_mapping(c, i);
    }
    writer_close_array(&c->out);
    put_back_matter(c);
    writer_close_object(&c->out);
    writer_close_object(&c->out);
    sink_end_line(c->sink);
}

int
export_oscal(struct exported *exported, struct sink *sink)
{
    struct collection c = { .exported = exported,
                            .view = exported->view,
                            .out = { .out = &sink->text },
                            .sink = sink };
    int code = EXIT_OK;
    list_items(&c);
    if (c.count) {
        put_collection(&c);
    } else {
        output_error("export: an OSCAL mapping collection needs a mapping, and "
                     "there is none");
        code = EXIT_NEGATIVE;
    }
    free(c.items);
    return code;
}
