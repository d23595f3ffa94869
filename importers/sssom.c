#include "sssom.h"

#include "curie.h"
#include "native_mappings.h"
#include "native_sets.h"
#include "sheet.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIXES_MOST = 512 }; /* each identifier is looked for among all */

/* The columns, the needed ones first. */
enum {
    SUBJECT,
    PREDICATE,
    OBJECT,
    NEEDED,
    MODIFIER = NEEDED,
    JUSTIFICATION,
    COMMENT,
    SUBJECT_SOURCE,
    OBJECT_SOURCE,
    MAPPING_SOURCE,
    OWN_RELATIONSHIP, /* what xw export writes besides */
    OWN_STRENGTH,
    OWN_RATIONALE,
    OWN_MAP,
    SUBJECT_LABEL, /* known, and not read */
    OBJECT_LABEL,
    CONFIDENCE,
    COLUMN_COUNT
};

static const char *const column_names[] = { "subject_id",
                                            "predicate_id",
                                            "object_id",
                                            "predicate_modifier",
                                            "mapping_justification",
                                            "comment",
                                            "subject_source",
                                            "object_source",
                                            "mapping_source",
                                            "ext_relationship",
                                            "ext_strength",
                                            "ext_rationale",
                                            "ext_map",
                                            "subject_label",
                                            "object_label",
                                            "confidence" };

/* ---- Where the table begins ------------------------------------------------- */

static size_t
mark_length(xw_string text)
{
    bool marked = text.len >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0;
    return marked ? 3 : 0;
}

/* Past the byte-order mark and the lines of metadata. */
static xw_position
find_table(xw_string text)
{
    xw_position at = XW_POSITION_START;
    xw_line_finder lines = XW_LINE_FINDER_START;
    at.offset = mark_length(text);
    while (at.offset < text.len && text.bytes[at.offset] == '#') {
        at.offset =
            xw_line_end(&lines, text.bytes, text.len, (size_t)at.offset);
        ++at.line;
    }
    return at;
}

static char
find_delimiter(xw_string text, xw_position at)
{
    xw_line_finder lines = XW_LINE_FINDER_START;
    size_t begin = (size_t)at.offset;
    size_t end = xw_line_end(&lines, text.bytes, text.len, begin);
    bool tabs = begin < end && memchr(text.bytes + begin, '\t', end - begin);
    return tabs ? '\t' : ',';
}

static xw_status
count_columns(void *payload, const xw_csv_record *record)
{
    size_t *found = payload;
    *found = xw_columns_found(record, column_names, NEEDED);
    return XW_NOT_FOUND;
}

unsigned
xw_sssom_detect(const xw_document *document)
{
    xw_diagnostics silent = { .source = "", .keep_going = true };
    xw_position at = find_table(document->text);
    size_t found = 0;
    xw_line_finder lines = XW_LINE_FINDER_START;
    if (at.offset >= document->text.len) {
        return 0;
    }
    const xw_string head = {
        document->text.bytes, xw_line_end(&lines, document->text.bytes,
                                          document->text.len, (size_t)at.offset)
    };
    (void)xw_csv_read_from(head, at, find_delimiter(head, at), &silent,
                           count_columns, &found);
    return found == NEEDED ? 95 : 0;
}

/* The reading of one file. */
typedef struct mappings {
    xw_sheet sheet;
    xw_yaml *yaml;    /* metadata, or NULL */
    xw_yaml_node map; /* of prefixes */
    xw_columns columns;
    xw_string set;
    xw_string subject_source, object_source; /* where rows do not say */
} mappings;

static xw_status
stopped(const mappings *m)
{
    return m->sheet.native.stop;
}

/* ---- Names of our own -------------------------------------------------------- */

#define URN "urn:x-crosswalk:"

/* Whether `text` begins with `urn`, or with a prefix that stands for it; `*out`
 * is what follows. */
static bool
take_urn(const mappings *m, xw_string text, const char *urn, xw_string *out)
{
    size_t len = strlen(urn);
    if (text.len > len && memcmp(text.bytes, urn, len) == 0) {
        *out = (xw_string){ text.bytes + len, text.len - len };
        return true;
    }
    const xw_curie curie = xw_curie_split(text, m->map);
    for (size_t i = 0; curie.prefix.len && i < xw_yaml_pair_count(m->map);
         ++i) {
        if (xw_equal(xw_yaml_text(xw_yaml_pair_key(m->map, i)), curie.prefix) &&
            xw_equal(xw_yaml_text(xw_yaml_pair_value(m->map, i)),
                     xw_text(urn))) {
            *out = curie.local;
            return true;
        }
    }
    return false;
}

/* ---- Metadata --------------------------------------------------------------- */

static void
declare_set(mappings *m, xw_yaml_node root)
{
    static const struct {
        const char *key;
        xw_native_field field;
    } slots[] = { { "mapping_set_id", XW_FIELD_SET_ID },
                  { "mapping_set_title", XW_FIELD_NAME },
                  { "mapping_set_version", XW_FIELD_VERSION },
                  { "mapping_date", XW_FIELD_DATE },
                  { "publication_date", XW_FIELD_DATE },
                  { "mapping_provider", XW_FIELD_PUBLISHER },
                  { "license", XW_FIELD_LICENSE },
                  { "mapping_set_source", XW_FIELD_SOURCE } };
    xw_string *cells = m->sheet.row.cells;
    xw_string graph;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; ++i) {
        xw_string said = xw_yaml_text(xw_yaml_get(root, slots[i].key));
        if (said.len) {
            cells[slots[i].field] = said;
        }
    }
    xw_string *id = &cells[XW_FIELD_SET_ID];
    bool own = take_urn(m, *id, URN "set:", id);
    if (take_urn(m, *id, URN "graph:", &graph)) {
        return; /* of many sets, which its rows name */
    }
    if (!id->len) {
        *id = m->set;
    }
    m->set = cells[XW_FIELD_SET_ID];
    if (own && !cells[XW_FIELD_NAME].len) {
        return; /* nothing is known of it but its id */
    }
    if (!cells[XW_FIELD_NAME].len) {
        cells[XW_FIELD_NAME] = m->set;
    }
    (void)xw_native_set(&m->sheet.native, &m->sheet.row);
}

/* The lines of metadata are YAML, with blanks where each has its mark; so what
 * is wrong with them stands where it is said to. */
static void
read_metadata(mappings *m, xw_string text, xw_position table)
{
    size_t from = mark_length(text);
    size_t len = (size_t)table.offset - from;
    if (!len) {
        return;
    }
    char *lines = malloc(len);
    if (!lines) {
        (void)xw_sheet_stored(&m->sheet, false);
        return;
    }
    bool begins = true;
    for (size_t i = 0; i < len; ++i) {
        char c = text.bytes[from + i];
        lines[i] = (char)(begins && c == '#' ? ' ' : c);
        begins = c == '\n' || c == '\r';
    }
    m->sheet.native.stop = xw_yaml_read((xw_string){ lines, len },
                                        m->sheet.native.diagnostics, &m->yaml);
    free(lines);
    xw_yaml_node root = xw_yaml_root(m->yaml);
    m->map = xw_yaml_get(root, "curie_map");
    m->subject_source = xw_yaml_text(xw_yaml_get(root, "subject_source"));
    m->object_source = xw_yaml_text(xw_yaml_get(root, "object_source"));
    if (xw_yaml_pair_count(m->map) > PREFIXES_MOST) {
        const xw_finding finding = { .what = XW_DIAG_PREFIXES,
                                     .at = xw_yaml_position(m->map),
                                     .count = PREFIXES_MOST };
        m->map = (xw_yaml_node){ NULL, 0 };
        m->sheet.native.stop =
            xw_diagnostics_report(m->sheet.native.diagnostics, &finding);
    }
    if (root.id && !stopped(m)) {
        declare_set(m, root);
    }
}

/* ---- Words ------------------------------------------------------------------ */

/* What follows the prefix of "skos:exactMatch", or the path of a URI. */
static xw_string
local_name(xw_string text)
{
    size_t at = text.len;
    while (at && !strchr(":#/", text.bytes[at - 1])) {
        --at;
    }
    return at ? (xw_string){ text.bytes + at, text.len - at } : text;
}

/* Subject and object are the two sides of a relationship: what has a broader
 * match is a part of it.  Anything else is for native mappings to judge. */
static xw_string
relationship_of(xw_string predicate, xw_string modifier)
{
    static const char *const matches[] = {
        "exactMatch", "equivalentClass", "sameAs",     "broadMatch",
        "subClassOf", "narrowMatch",     "closeMatch", "relatedMatch",
        "hasDbXref",  "seeAlso",         NULL
    };
    static const char *const meanings[] = {
        "equal",       "equal",   "equal",   "subset_of", "subset_of",
        "superset_of", "related", "related", "related",   "related"
    };
    size_t index;
    xw_string local = local_name(predicate);
    if (xw_equal_folded(modifier, "not")) {
        return xw_text("no_relationship");
    }
    return local.len && xw_parse_word(local, matches, &index)
               ? xw_text(meanings[index])
               : local;
}

/* The class of how a mapping was found, where it has one. */
static xw_string
rationale_of(xw_string justification)
{
    static const char *const ways[] = { "LexicalMatching",
                                        "LexicalSimilarityThresholdMatching",
                                        "SemanticSimilarityThresholdMatching",
                                        "LogicalReasoning",
                                        "UnspecifiedMatching",
                                        NULL };
    static const char *const classes[] = { "syntactic", "syntactic", "semantic",
                                           "semantic", "" };
    size_t index;
    xw_string local = local_name(justification);
    return local.len && xw_parse_word(local, ways, &index)
               ? xw_text(classes[index])
               : justification;
}

/* ---- Rows ------------------------------------------------------------------- */

static xw_string
cell(const mappings *m, size_t column)
{
    return xw_columns_cell(&m->columns, m->sheet.record, column);
}

/* One side of a row. */
typedef struct side {
    size_t id, source; /* columns */
    xw_native_field framework, control;
} side;

static const side subject_side = { SUBJECT, SUBJECT_SOURCE,
                                   XW_FIELD_SOURCE_FRAMEWORK,
                                   XW_FIELD_SOURCE_CONTROL };
static const side object_side = { OBJECT, OBJECT_SOURCE,
                                  XW_FIELD_TARGET_FRAMEWORK,
                                  XW_FIELD_TARGET_CONTROL };

/* Whose an identifier without a prefix is. */
static xw_string
default_source(const mappings *m, const side *s)
{
    const xw_import_job *job = m->sheet.job;
    bool subject = s == &subject_side;
    xw_string said = cell(m, s->source);
    xw_string option = subject ? job->source_framework : job->target_framework;
    if (said.len) {
        (void)take_urn(m, said, URN "framework:", &said);
        return said;
    }
    return option.len ? option : subject ? m->subject_source : m->object_source;
}

static bool
is_no_term(xw_string id)
{
    return xw_equal_folded(id, "sssom:NoTermFound");
}

/* Only in a URI do percent signs stand for what cannot stand there. */
static bool
is_uri(xw_string text)
{
    return (text.len > 7 && memcmp(text.bytes, "http://", 7) == 0) ||
           (text.len > 8 && memcmp(text.bytes, "https://", 8) == 0);
}

static bool
decode(xw_sheet *sheet, xw_string *text)
{
    char *bytes = xw_text_store_room(&sheet->store, text->len);
    if (bytes) {
        *text = (xw_string){ bytes, xw_curie_decode(*text, bytes) };
    }
    return xw_sheet_stored(sheet, bytes != NULL);
}

static bool
read_side(mappings *m, const side *s)
{
    xw_sheet *sheet = &m->sheet;
    xw_string text = cell(m, s->id);
    xw_curie curie = { 0 };
    sheet->column_of[s->control] = m->columns.index[s->id];
    sheet->column_of[s->framework] = m->columns.index[s->id];
    if (!is_no_term(text)) {
        curie = xw_curie_split(text, m->map);
    }
    sheet->row.cells[s->control] = curie.local;
    if (is_uri(text) && !decode(sheet, &sheet->row.cells[s->control])) {
        return false;
    }
    xw_string name = curie.prefix.len ? curie.prefix : default_source(m, s);
    if (!name.len) {
        xw_native_fault_at(
            &sheet->native, &sheet->row, s->control, 0,
            &(xw_finding){ .what = XW_DIAG_CURIE, .subject = text });
        return false;
    }
    return xw_sheet_framework(sheet, name, &sheet->row.cells[s->framework]);
}

/* Nothing that corresponds was found. */
static void
add_gap(mappings *m, xw_native_field framework, xw_native_field control,
        xw_native_field other)
{
    xw_native_row *row = &m->sheet.row;
    row->cells[XW_FIELD_FRAMEWORK_ID] = row->cells[framework];
    row->cells[XW_FIELD_CONTROL_ID] = row->cells[control];
    row->cells[XW_FIELD_OTHER_FRAMEWORK] = row->cells[other];
    (void)xw_native_gap(&m->sheet.native, row);
}

static void
read_words(mappings *m)
{
    xw_sheet *sheet = &m->sheet;
    xw_string *cells = sheet->row.cells;
    xw_string origin = cell(m, MAPPING_SOURCE);
    const size_t *columns = m->columns.index;
    (void)take_urn(m, origin, URN "set:", &origin);
    xw_sheet_take(sheet, XW_FIELD_NOTE, columns[COMMENT]);
    xw_sheet_take(sheet, XW_FIELD_STRENGTH, columns[OWN_STRENGTH]);
    xw_sheet_take(sheet, XW_FIELD_MAP_ID, columns[OWN_MAP]);
    xw_sheet_take(sheet, XW_FIELD_RATIONALE, columns[OWN_RATIONALE]);
    if (columns[OWN_RATIONALE] == SIZE_MAX) {
        cells[XW_FIELD_RATIONALE] = rationale_of(cell(m, JUSTIFICATION));
    }
    xw_sheet_take(sheet, XW_FIELD_RELATIONSHIP, columns[OWN_RELATIONSHIP]);
    if (!cells[XW_FIELD_RELATIONSHIP].len) {
        cells[XW_FIELD_RELATIONSHIP] =
            relationship_of(cell(m, PREDICATE), cell(m, MODIFIER));
        sheet->column_of[XW_FIELD_RELATIONSHIP] = columns[PREDICATE];
    }
    cells[XW_FIELD_ORIGIN] = origin.len ? origin : m->set;
}

static xw_status
read_row(mappings *m, const xw_csv_record *record)
{
    bool usable;
    xw_sheet *sheet = &m->sheet;
    xw_status st = xw_columns_check_row(&m->columns, record,
                                        sheet->native.diagnostics, &usable);
    if (st || !usable) {
        return st;
    }
    xw_sheet_row(sheet, record);
    bool good = read_side(m, &subject_side);
    if (!read_side(m, &object_side) || !good || stopped(m)) {
        return stopped(m);
    }
    read_words(m);
    if (is_no_term(cell(m, OBJECT))) {
        add_gap(m, XW_FIELD_SOURCE_FRAMEWORK, XW_FIELD_SOURCE_CONTROL,
                XW_FIELD_TARGET_FRAMEWORK);
    } else if (is_no_term(cell(m, SUBJECT))) {
        add_gap(m, XW_FIELD_TARGET_FRAMEWORK, XW_FIELD_TARGET_CONTROL,
                XW_FIELD_SOURCE_FRAMEWORK);
    } else {
        (void)xw_native_mapping(&sheet->native, &sheet->row);
    }
    return stopped(m);
}

static xw_status
read_header(mappings *m, const xw_csv_record *record)
{
    bool usable;
    m->columns.count = COLUMN_COUNT;
    m->columns.needed = NEEDED;
    memcpy(m->columns.names, column_names, sizeof column_names);
    xw_status st = xw_columns_find(&m->columns, record,
                                   m->sheet.native.diagnostics, &usable);
    return st || usable ? st : XW_NOT_FOUND;
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    mappings *m = payload;
    return m->columns.count ? read_row(m, record) : read_header(m, record);
}

xw_status
xw_sssom_read(xw_import_job *job, const xw_document *document)
{
    mappings m = { 0 };
    xw_string text = document->text;
    xw_position table = find_table(text);
    xw_status st = xw_sheet_begin(&m.sheet, job, document->name);
    m.set = m.sheet.native.default_origin;
    if (!st) {
        read_metadata(&m, text, table);
        st = stopped(&m);
    }
    if (!st) {
        st = xw_csv_read_from(text, table, find_delimiter(text, table),
                              &job->diagnostics, on_record, &m);
    }
    if (!st && m.columns.count) {
        st = xw_columns_finish(&m.columns, &job->diagnostics);
    }
    m.sheet.native.stop = st;
    st = xw_sheet_end(&m.sheet);
    xw_yaml_free(m.yaml);
    return st;
}
