#include "export_oscal.h"

#include "exit_code.h"
#include "export_oscal_parts.h"
#include "memory.h"
#include "output.h"
#include "rationale.h"

#include <stdlib.h>
#include <string.h>

static void
put_word(struct oscal_collection *c, const char *key, const char *word,
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

/* ---- Maps ------------------------------------------------------------------- */

/* What is said of the whole of a map. */
static xw_rule_info
whole_map(struct oscal_collection *c, const xw_mapping_info *info)
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
add_members(struct oscal_collection *c, struct text *name,
            const uint32_t *controls, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        xw_control_info info =
            view_control(c->view, (xw_control){ controls[i] });
        text_printf(name, "%s:%s\n", oscal_framework_id(c, info.framework.i),
                    info.id);
    }
}

/* The same map has the same UUID in every export that has it. */
static void
put_map_uuid(struct oscal_collection *c, const xw_mapping_info *info,
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
    oscal_put_uuid(c, "uuid", "map", text_get(&name));
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
put_side(struct oscal_collection *c, const char *key, const uint32_t *controls,
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
            oscal_put_prop(c, "framework",
                           oscal_framework_id(c, info.framework.i));
            writer_close_array(&c->out);
        }
        writer_close_object(&c->out);
    }
    writer_close_array(&c->out);
}

static void
put_map_props(struct oscal_collection *c, const xw_mapping_info *info)
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
        oscal_put_prop(c, "strength", strength);
        oscal_put_prop(c, "rationale", has_words ? words : "");
        writer_close_array(&c->out);
    }
}

static void
put_map(struct oscal_collection *c, const struct oscal_item *item)
{
    xw_mapping_info info = view_mapping(c->view, (xw_mapping){ item->mapping });
    xw_rule_info map = whole_map(c, &info);
    const char *rationale = rationale_name(info.rationale);
    oscal_begin_line(c);
    writer_open_object(&c->out, NULL);
    put_map_uuid(c, &info, &map);
    if (info.relationship == XW_RELATED) { /* no word of the model's */
        writer_text(&c->out, "ns", OSCAL_NAMESPACE);
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
is_gap(struct oscal_collection *c, const struct oscal_item *item,
       uint32_t index, uint32_t of, uint32_t in, xw_control_info *out)
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
put_gap_id(struct oscal_collection *c, const char *id, bool as_token)
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
put_gap_ids(struct oscal_collection *c, const struct oscal_item *item,
            uint32_t of, uint32_t in, bool as_tokens)
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
has_gap(struct oscal_collection *c, const struct oscal_item *item, uint32_t of,
        uint32_t in)
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
put_gap_summary(struct oscal_collection *c, const struct oscal_item *item,
                const char *key, uint32_t of, uint32_t in)
{
    if (!has_gap(c, item, of, in)) {
        return;
    }
    struct text name = { 0 };
    text_printf(&name, "%s\n%s\n%s",
                view_set(c->view, (xw_set){ item->set }).id,
                oscal_framework_id(c, of), oscal_framework_id(c, in));
    oscal_begin_line(c);
    writer_open_object(&c->out, key);
    oscal_put_uuid(c, "uuid", "gaps", text_get(&name));
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
    const struct oscal_item *x = a;
    const struct oscal_item *y = b;
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
is_same_mapping(const struct oscal_item *a, const struct oscal_item *b)
{
    return a->set == b->set && a->source == b->source && a->target == b->target;
}

static uint32_t
framework_of(struct oscal_collection *c, uint32_t control)
{
    return view_control(c->view, (xw_control){ control }).framework.i;
}

static void
list_items(struct oscal_collection *c)
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
                (struct oscal_item){ .set = info.set.i,
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
put_resource_reference(struct oscal_collection *c, const char *key,
                       uint32_t framework)
{
    writer_open_object(&c->out, key);
    writer_text(&c->out, "type", "catalog");
    oscal_put_href(c, "framework", oscal_framework_id(c, framework));
    writer_close_object(&c->out);
}

/* The maps of one mapping, from `start`; gives how many. */
static size_t
put_mapping(struct oscal_collection *c, size_t start)
{
    const struct oscal_item *item = &c->items[start];
    xw_set_info set = view_set(c->view, (xw_set){ item->set });
    struct text name = { 0 };
    size_t count = 0;
    text_printf(&name, "%s\n%s\n%s", set.id,
                oscal_framework_id(c, item->source),
                oscal_framework_id(c, item->target));
    oscal_begin_line(c);
    writer_open_object(&c->out, NULL);
    oscal_put_uuid(c, "uuid", "mapping", text_get(&name));
    put_word(c, "method", set.method, methods);
    put_word(c, "status", set.status, states);
    put_resource_reference(c, "source-resource", item->source);
    put_resource_reference(c, "target-resource", item->target);
    writer_open_array(&c->out, "props");
    oscal_put_prop(c, "set", set.id);
    writer_close_array(&c->out);
    writer_open_array(&c->out, "links");
    writer_open_object(&c->out, NULL);
    oscal_put_href(c, "set", set.id);
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
put_last_modified(struct oscal_collection *c)
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
common_word(struct oscal_collection *c, bool is_method, const char *otherwise)
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
put_head(struct oscal_collection *c)
{
    struct writer *out = &c->out;
    const char *checksum = xw_graph_checksum(c->view->graph);
    oscal_put_uuid(c, "uuid", "collection", checksum);
    writer_open_object(out, "metadata");
    writer_text(out, "title", "Mappings between frameworks");
    put_last_modified(c);
    writer_text(out, "version", checksum);
    writer_text(out, "oscal-version", "1.2.1");
    writer_open_array(out, "props");
    oscal_put_prop(c, "graph", checksum);
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
put_collection(struct oscal_collection *c)
{
    writer_open_object(&c->out, NULL);
    writer_open_object(&c->out, "mapping-collection");
    put_head(c);
    writer_open_array(&c->out, "mappings");
    for (size_t i = 0; i < c->count;) {
        i += put_mapping(c, i);
    }
    writer_close_array(&c->out);
    oscal_put_back_matter(c);
    writer_close_object(&c->out);
    writer_close_object(&c->out);
    sink_end_line(c->sink);
}

int
export_oscal(struct exported *exported, struct sink *sink)
{
    struct oscal_collection c = { .exported = exported,
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
