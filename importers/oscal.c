#include "oscal.h"

#include "values.h"

#include <string.h>

/* ---- Titles ----------------------------------------------------------------- */

static bool
append_word(xw_buffer *text, xw_string word)
{
    return xw_buffer_append(text, " ", text->len ? 1 : 0) &&
           xw_buffer_append(text, word.bytes, word.len);
}

static xw_string
leading_digits(xw_string word)
{
    size_t len = 0;
    while (len < word.len && word.bytes[len] >= '0' && word.bytes[len] <= '9') {
        ++len;
    }
    return (xw_string){ word.bytes, len };
}

/* Take "Revision 5.1.1" from `rest`, of which a framework is called by the
 * first number: errata and updates keep its controls' ids. */
static bool
take_revision(xw_string word, xw_string *rest, xw_string *out)
{
    xw_string after = *rest, number;
    if ((!xw_equal_folded(word, "revision") && !xw_equal_folded(word, "rev")) ||
        !xw_split(&after, " ", &number)) {
        return false;
    }
    *out = leading_digits(number);
    if (!out->len) {
        return false;
    }
    *rest = after;
    return true;
}

/* Write the name in `title` up to its revision, and leave what follows. */
static bool
write_name(xw_string *title, xw_buffer *out, bool *has_revision)
{
    xw_string word, number;
    bool good = true;
    *has_revision = false;
    while (good && !*has_revision && xw_split(title, " ", &word)) {
        if (take_revision(word, title, &number)) {
            *has_revision = true;
            good = append_word(out, (xw_string){ "rev", 3 }) &&
                   xw_buffer_append(out, number.bytes, number.len);
        } else if (xw_equal_folded(word, "special")) {
            good = append_word(out, (xw_string){ "sp", 2 });
        } else if (!xw_equal_folded(word, "publication")) {
            good = append_word(out, word);
        }
    }
    return good;
}

static bool
write_scope(xw_string rest, xw_buffer *out)
{
    static const char *const noise[] = { "impact", "baseline", "profile",
                                         NULL };
    xw_string word;
    size_t index;
    bool good = true;
    while (good && xw_split(&rest, " ", &word)) {
        good = xw_parse_word(word, noise, &index) || append_word(out, word);
    }
    return good;
}

static xw_string
before_colon(xw_string text)
{
    xw_string out = { NULL, 0 };
    (void)xw_split(&text, ":", &out);
    return out;
}

bool
xw_oscal_name_of(xw_json_reading *reading, xw_string title, xw_oscal_name *out)
{
    xw_buffer name = { 0 }, scope = { 0 };
    xw_text_store *store = &reading->store;
    xw_string rest = before_colon(title);
    *out = (xw_oscal_name){ 0 };
    bool good = write_name(&rest, &name, &out->has_revision) &&
                write_scope(rest, &scope) &&
                xw_text_store_slug(store, (xw_string){ name.bytes, name.len },
                                   &out->framework) &&
                xw_text_store_slug(store, (xw_string){ scope.bytes, scope.len },
                                   &out->scope);
    size_t named = (size_t)(rest.bytes ? rest.bytes - title.bytes : 0);
    out->title = xw_trim((xw_string){ title.bytes, named });
    xw_buffer_free(&name);
    xw_buffer_free(&scope);
    return xw_json_reading_stored(reading, good);
}

bool
xw_oscal_versioned(xw_json_reading *reading, xw_string name, xw_string version,
                   xw_string *out)
{
    xw_buffer text = { 0 };
    bool good = append_word(&text, name) && append_word(&text, version) &&
                xw_text_store_slug(&reading->store,
                                   (xw_string){ text.bytes, text.len }, out);
    xw_buffer_free(&text);
    return xw_json_reading_stored(reading, good);
}

/* ---- Props and links -------------------------------------------------------- */

static bool
member_is(const json_t *json, const char *member, const char *wanted)
{
    const char *text = json_string_value(json_object_get(json, member));
    return wanted ? text && strcmp(text, wanted) == 0 : !text;
}

xw_string
xw_oscal_prop(const json_t *json, const char *name, const char *prop_class)
{
    size_t index;
    json_t *prop;
    json_array_foreach(json_object_get(json, "props"), index, prop)
    {
        if (member_is(prop, "name", name) &&
            member_is(prop, "class", prop_class)) {
            return xw_json_text(prop, "value");
        }
    }
    return (xw_string){ NULL, 0 };
}

bool
xw_oscal_has_link(const json_t *json, const char *rel)
{
    size_t index;
    json_t *link;
    json_array_foreach(json_object_get(json, "links"), index, link)
    {
        if (member_is(link, "rel", rel)) {
            return true;
        }
    }
    return false;
}

/* ---- Back matter ------------------------------------------------------------ */

xw_string
xw_oscal_resource_title(const json_t *model, xw_string href)
{
    const xw_string none = { NULL, 0 };
    if (!href.len || href.bytes[0] != '#') {
        return none;
    }
    const xw_string uuid = { href.bytes + 1, href.len - 1 };
    const json_t *resources =
        json_object_get(json_object_get(model, "back-matter"), "resources");
    for (size_t i = 0; i < json_array_size(resources); ++i) {
        const json_t *resource = json_array_get(resources, i);
        if (xw_equal(xw_json_text(resource, "uuid"), uuid)) {
            xw_string title = xw_json_text(resource, "title");
            return title.len ? title : xw_json_text(resource, "description");
        }
    }
    return none;
}

static void
take_id(const xw_json_record *above, const xw_json_node *node,
        xw_status (*take)(xw_native *native, const xw_native_row *row))
{
    xw_json_record record = *above;
    record.node = node;
    record.row.payload = &record;
    if (!json_is_string(node->json)) {
        xw_json_reading_fault(record.reading, &node->path, XW_DIAG_JSON_TYPE,
                              xw_text("a string"));
        return;
    }
    record.row.cells[XW_FIELD_CONTROL_ID] = xw_trim((xw_string){
        json_string_value(node->json), json_string_length(node->json) });
    (void)take(&record.reading->native, &record.row);
}

void
xw_oscal_take_ids(const xw_json_record *record, const xw_json_list *ids,
                  xw_status (*take)(xw_native *native,
                                    const xw_native_row *row))
{
    for (size_t i = 0; i < ids->count && !record->reading->native.stop; ++i) {
        const xw_json_node node = xw_json_element(ids, i);
        take_id(record, &node, take);
    }
}
