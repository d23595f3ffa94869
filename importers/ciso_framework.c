#include "ciso_library.h"
#include "native_catalogue.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

/* A requirement node by its names. */
typedef struct named {
    xw_string urn; /* in lower case */
    xw_string id;
    size_t index; /* in the file */
} named;

/* The framework in hand. */
typedef struct framework {
    xw_ciso_library *library;
    xw_string id;
    xw_yaml_node nodes;
    named *by_urn; /* [count] sorted */
    size_t count;
    uint64_t repeats; /* of a ref_id */
    size_t first_repeat;
} framework;

/* ---- Names ------------------------------------------------------------------ */

static int
compare_text(xw_string a, xw_string b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.bytes, b.bytes, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int
compare_urns(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = compare_text(x->urn, y->urn);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static int
compare_ids(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = compare_text(x->id, y->id);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* What has no ref_id of its own is called "~" and its URN's tail. */
static bool
name_by_urn(framework *f, named *node)
{
    xw_string tail = xw_ciso_tail(node->urn);
    xw_text_store *store = &f->library->reading.store;
    char *bytes = xw_text_store_room(store, tail.len + 1);
    if (bytes) {
        bytes[0] = '~';
        memcpy(bytes + 1, tail.len ? tail.bytes : "", tail.len);
        node->id = (xw_string){ bytes, tail.len + 1 };
    }
    return bytes != NULL;
}

static bool
name_node(framework *f, size_t index)
{
    xw_yaml_node node = xw_yaml_element(f->nodes, index);
    named *out = &f->by_urn[index];
    out->index = index;
    out->id = xw_yaml_text(xw_yaml_get(node, "ref_id"));
    return xw_text_store_lower(&f->library->reading.store,
                               xw_yaml_text(xw_yaml_get(node, "urn")),
                               &out->urn) &&
           (out->id.len || !out->urn.len || name_by_urn(f, out));
}

/* Two nodes of one ref_id are two requirements: the later is called by its
 * URN. */
static bool
part_repeats(framework *f)
{
    qsort(f->by_urn, f->count, sizeof *f->by_urn, compare_ids);
    xw_string last = { NULL, 0 };
    bool good = true;
    for (size_t i = 0; good && i < f->count; ++i) {
        named *node = &f->by_urn[i];
        if (!node->id.len || !xw_equal(node->id, last)) {
            last = node->id;
        } else if (node->urn.len) {
            f->first_repeat = f->repeats++ ? f->first_repeat : node->index;
            good = name_by_urn(f, node);
        }
    }
    return good;
}

static bool
name_nodes(framework *f)
{
    f->count = xw_yaml_count(f->nodes);
    f->by_urn = calloc(f->count + 1, sizeof *f->by_urn);
    bool good = f->by_urn != NULL;
    for (size_t i = 0; good && i < f->count; ++i) {
        good = name_node(f, i);
    }
    good = good && part_repeats(f);
    if (good) {
        qsort(f->by_urn, f->count, sizeof *f->by_urn, compare_urns);
    }
    return xw_yaml_reading_stored(&f->library->reading, good);
}

/* The id of the node of a URN; the URN itself when there is none. */
static xw_string
id_of(const framework *f, xw_string urn)
{
    size_t from = 0, to = f->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare_text(f->by_urn[middle].urn, urn) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    bool found = from < f->count && xw_equal(f->by_urn[from].urn, urn);
    return found ? f->by_urn[from].id : urn;
}

/* ---- Nodes ------------------------------------------------------------------ */

static void
read_groups(framework *f, xw_yaml_record *record)
{
    xw_yaml_reading *reading = &f->library->reading;
    xw_yaml_node groups = xw_yaml_get(record->node, "implementation_groups");
    for (size_t i = 0; i < xw_yaml_count(groups); ++i) {
        xw_yaml_node group = xw_yaml_element(groups, i);
        record->values[XW_FIELD_SCOPE_ID] = group;
        if (!xw_yaml_reading_stored(
                reading,
                xw_text_store_slug(&reading->store, xw_yaml_text(group),
                                   &record->row.cells[XW_FIELD_SCOPE_ID])) ||
            xw_native_scope(&reading->native, &record->row)) {
            return;
        }
    }
}

static void
read_node(framework *f, xw_yaml_node node)
{
    xw_yaml_record record;
    xw_native *native = &f->library->reading.native;
    uint64_t errors = native->diagnostics->errors;
    xw_yaml_record_begin(&record, &f->library->reading, node);
    xw_ciso_take_lower(&record, XW_FIELD_CONTROL_ID, "urn");
    xw_ciso_take_lower(&record, XW_FIELD_PARENT_ID, "parent_urn");
    xw_yaml_record_take(&record, XW_FIELD_TITLE, "name");
    xw_yaml_record_take(&record, XW_FIELD_TEXT, "description");
    xw_yaml_record_take(&record, XW_FIELD_ASSESSABLE, "assessable");
    xw_string *cells = record.row.cells;
    xw_string urn = cells[XW_FIELD_CONTROL_ID];
    if (!record.good ||
        !xw_native_need(native, &record.row, XW_FIELD_CONTROL_ID)) {
        return;
    }
    cells[XW_FIELD_FRAMEWORK_ID] = f->id;
    cells[XW_FIELD_CONTROL_ID] = id_of(f, urn);
    if (cells[XW_FIELD_PARENT_ID].len) {
        cells[XW_FIELD_PARENT_ID] = id_of(f, cells[XW_FIELD_PARENT_ID]);
    }
    record.row.aliases = &urn;
    record.row.alias_count = 1;
    if (!xw_native_control(native, &record.row) &&
        native->diagnostics->errors == errors) {
        read_groups(f, &record);
    }
}

static void
read_nodes(framework *f)
{
    xw_yaml_reading *reading = &f->library->reading;
    for (size_t i = 0; i < f->count && !reading->native.stop; ++i) {
        read_node(f, xw_yaml_element(f->nodes, i));
    }
    if (f->repeats) {
        xw_yaml_node first = xw_yaml_element(f->nodes, f->first_repeat);
        xw_finding finding = { .what = XW_DIAG_REF_ID_TWICE,
                               .subject =
                                   xw_yaml_text(xw_yaml_get(first, "ref_id")),
                               .count = f->repeats };
        xw_yaml_reading_report(reading, first, &finding);
    }
}

/* ---- The framework ---------------------------------------------------------- */

/* A library of one framework says of itself what a framework does not. */
static void
take_from_library(xw_yaml_record *record, xw_yaml_node root)
{
    xw_yaml_node node = record->node;
    record->node = root;
    xw_yaml_record_take(record, XW_FIELD_VERSION, "version");
    xw_yaml_record_take(record, XW_FIELD_PUBLISHER, "provider");
    xw_yaml_record_take(record, XW_FIELD_LICENSE, "copyright");
    record->node = node;
}

static bool
declare(framework *f, xw_yaml_node node)
{
    xw_native *native = &f->library->reading.native;
    uint64_t errors = native->diagnostics->errors;
    xw_yaml_record record;
    xw_yaml_record_begin(&record, &f->library->reading, node);
    xw_ciso_take_lower(&record, XW_FIELD_FRAMEWORK_ID, "urn");
    xw_yaml_record_take(&record, XW_FIELD_NAME, "name");
    take_from_library(&record, f->library->root);
    xw_string *id = &record.row.cells[XW_FIELD_FRAMEWORK_ID];
    if (!record.good || !xw_ciso_framework_id(f->library, *id, &f->id)) {
        return false;
    }
    xw_string ref_id = xw_yaml_text(xw_yaml_get(node, "ref_id"));
    *id = f->id;
    if (!record.row.cells[XW_FIELD_NAME].len) {
        record.row.cells[XW_FIELD_NAME] = ref_id.len ? ref_id : f->id;
    }
    record.row.aliases = &ref_id;
    record.row.alias_count = ref_id.len && !xw_equal(ref_id, f->id);
    return !xw_native_framework(native, &record.row) &&
           native->diagnostics->errors == errors;
}

static void
read_framework(void *payload, xw_yaml_node node)
{
    framework f = { .library = payload,
                    .nodes = xw_yaml_get(node, "requirement_nodes") };
    if (declare(&f, node) && name_nodes(&f)) {
        read_nodes(&f);
    }
    free(f.by_urn);
}

void
xw_ciso_frameworks(xw_ciso_library *library)
{
    xw_ciso_each(library, "framework", "frameworks", read_framework, library);
}
