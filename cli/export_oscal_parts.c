#include "export_oscal_parts.h"

#include "export_json.h"
#include "uuid.h"

#include <string.h>

/* ---- Values ----------------------------------------------------------------- */

void
oscal_begin_line(struct oscal_collection *c)
{
    if (c->out.is_after) {
        text_add_char(&c->sink->text, ',');
        c->out.is_after = false;
    }
    sink_end_line(c->sink);
}

/* The UUID of a thing of a kind. */
void
oscal_put_uuid(struct oscal_collection *c, const char *key, const char *kind,
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
void
oscal_put_href(struct oscal_collection *c, const char *kind, const char *name)
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

void
oscal_open_prop(struct oscal_collection *c, const char *name, const char *value)
{
    writer_open_object(&c->out, NULL);
    writer_text(&c->out, "name", name);
    writer_text(&c->out, "ns", OSCAL_NAMESPACE);
    if (is_string(value)) {
        writer_text(&c->out, "value", value);
    } else {
        writer_text(&c->out, "value", "see remarks");
        writer_text(&c->out, "remarks", value);
    }
}

void
oscal_put_prop(struct oscal_collection *c, const char *name, const char *value)
{
    if (*value) {
        oscal_open_prop(c, name, value);
        writer_close_object(&c->out);
    }
}

const char *
oscal_framework_id(struct oscal_collection *c, uint32_t framework)
{
    return view_framework(c->view, (xw_framework){ framework }).id;
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
put_catalogue(struct oscal_collection *c, xw_framework framework)
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
put_framework(struct oscal_collection *c, xw_framework framework)
{
    xw_framework_info info = view_framework(c->view, framework);
    oscal_begin_line(c);
    writer_open_object(&c->out, NULL);
    oscal_put_uuid(c, "uuid", "framework", info.id);
    writer_text(&c->out, "title", *info.name ? info.name : info.id);
    writer_open_array(&c->out, "props");
    oscal_put_prop(c, "framework", info.id);
    oscal_put_prop(c, "version", info.version);
    oscal_put_prop(c, "publisher", info.publisher);
    oscal_put_prop(c, "source", info.source);
    writer_close_array(&c->out);
    if (export_json_is_declared(c->exported, &info)) {
        put_catalogue(c, framework);
    }
    writer_close_object(&c->out);
}

static void
put_gaps(struct oscal_collection *c, uint32_t set)
{
    for (uint32_t g = 0; g < c->exported->stats.gaps; ++g) {
        xw_gap_info gap;
        if (!exported_gap(c->exported, g, &gap) || gap.set.i != set) {
            continue;
        }
        xw_control_info info = view_control(c->view, gap.control);
        const char *note = view_text(c->view, gap.note);
        struct text value = { 0 };
        text_printf(&value, "%s %s:%s", oscal_framework_id(c, gap.other.i),
                    oscal_framework_id(c, info.framework.i), info.id);
        oscal_begin_line(c);
        oscal_open_prop(c, "gap", text_get(&value));
        if (*note) {
            writer_text(&c->out, "remarks", note);
        }
        writer_close_object(&c->out);
        text_free(&value);
    }
}

static void
put_set_props(struct oscal_collection *c, const xw_set_info *info)
{
    struct exported_policy policy;
    exported_policy_tell(&policy, info);
    oscal_put_prop(c, "name", *info->name ? info->name : info->id);
    oscal_put_prop(c, "publisher", info->publisher);
    oscal_put_prop(c, "version", info->version);
    oscal_put_prop(c, "date", info->date);
    oscal_put_prop(c, "method", info->method);
    oscal_put_prop(c, "claim", info->claim == XW_CLAIM_TOPIC ? "topic" : "");
    oscal_put_prop(c, "related", text_get(&policy.related));
    oscal_put_prop(c, "trust", text_get(&policy.trust));
    oscal_put_prop(c, "precedence", text_get(&policy.precedence));
    oscal_put_prop(c, "status", info->status);
    oscal_put_prop(c, "license", info->license);
    oscal_put_prop(c, "source", info->source);
    exported_policy_free(&policy);
}

static void
put_set(struct oscal_collection *c, uint32_t set)
{
    xw_set_info info = view_set(c->view, (xw_set){ set });
    oscal_begin_line(c);
    writer_open_object(&c->out, NULL);
    oscal_put_uuid(c, "uuid", "set", info.id);
    writer_text(&c->out, "title", *info.name ? info.name : info.id);
    writer_open_array(&c->out, "props");
    oscal_put_prop(c, "set", info.id);
    if (exported_is_declared(c->exported, set)) {
        put_set_props(c, &info);
    }
    put_gaps(c, set);
    writer_close_array(&c->out);
    writer_close_object(&c->out);
}

void
oscal_put_back_matter(struct oscal_collection *c)
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
