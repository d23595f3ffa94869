#include "olir.h"

#include "native_mappings.h"
#include "native_sets.h"
#include "olir_header.h"
#include "sheet.h"
#include "values.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- Which sheet it is ------------------------------------------------------ */

typedef struct look {
    size_t rows;
    bool found;
} look;

static xw_status
look_at(void *payload, const xw_csv_record *record)
{
    look *l = payload;
    xw_olir_header header;
    l->found = xw_olir_header_read(record, &header);
    return l->found || ++l->rows == XW_OLIR_TITLE_ROWS ? XW_NOT_FOUND : XW_OK;
}

unsigned
xw_olir_detect(const xw_document *document)
{
    enum { HEAD_BYTES = 1 << 16 };
    xw_diagnostics silent = { .source = "", .keep_going = true };
    xw_string head = document->text;
    look l = { 0 };
    head.len = head.len < HEAD_BYTES ? head.len : HEAD_BYTES;
    (void)xw_csv_read(head, &silent, look_at, &l);
    return l.found ? 95 : 0;
}

/* One of the two documents, as "focal" and "reference" elements are of it. */
typedef struct side {
    const char *name;
    xw_olir_role document, element;
    xw_string framework; /* id */
} side;

/* The reading of one sheet. */
typedef struct mappings {
    xw_sheet sheet;
    xw_olir_header header;
    bool has_header;
    side focal, reference;
    bool by_reference;  /* the reference element is the subject */
    xw_string focal_id; /* of the row before */
    xw_native_tally unnamed, continued, relationless;
    uint64_t read[XW_RELATIONSHIP_COUNT]; /* mappings, of each relationship */
    xw_buffer references;                 /* of the row in hand */
} mappings;

static xw_status
stopped(const mappings *m)
{
    return m->sheet.native.stop;
}

/* ---- Which frameworks it maps ----------------------------------------------- */

/* Where `word` stands within a name, or SIZE_MAX. */
static size_t
find_within(xw_string name, xw_string word)
{
    for (size_t i = 1; i + word.len < name.len; ++i) {
        if (memcmp(name.bytes + i, word.bytes, word.len) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* "nist-csf-2.0-to-sp-800-53.csv" names both; `last` asks for the latter. */
static xw_string
name_in_file(xw_string stem, bool last)
{
    static const char *const words[] = { "--to--", "-to-", "_to_", " to ",
                                         "--" };
    for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
        const xw_string word = xw_text(words[i]);
        size_t at = find_within(stem, word);
        if (at != SIZE_MAX) {
            size_t after = at + word.len;
            return last ? (xw_string){ stem.bytes + after, stem.len - after }
                        : (xw_string){ stem.bytes, at };
        }
    }
    return (xw_string){ NULL, 0 };
}

static bool
name_side(mappings *m, side *s, xw_string option, bool last)
{
    xw_string name = option;
    if (!name.len && s->framework.len) {
        return true; /* the sheet said it */
    }
    if (!name.len && last && m->header.scf) {
        name = xw_text("scf");
    }
    if (!name.len) {
        name = name_in_file(m->sheet.native.default_origin, last);
    }
    return !name.len || xw_sheet_framework(&m->sheet, name, &s->framework);
}

static void
read_title(mappings *m, const xw_csv_record *record)
{
    xw_string focal = xw_olir_title(record, "focaldocument");
    xw_string reference = xw_olir_title(record, "referencedocument");
    if (focal.len) {
        (void)xw_sheet_framework(&m->sheet, focal, &m->focal.framework);
    }
    if (reference.len) {
        (void)xw_sheet_framework(&m->sheet, reference, &m->reference.framework);
    }
}

/* A side that nothing names, and no column does; whether there is none. */
static bool
check_named(mappings *m, const side *s)
{
    if (s->framework.len || m->header.columns[s->document] != SIZE_MAX) {
        return true;
    }
    xw_native *native = &m->sheet.native;
    const xw_finding finding = { .what = XW_DIAG_SHEET_FRAMEWORK,
                                 .at = xw_csv_field_position(
                                     m->sheet.record,
                                     m->header.columns[s->element]),
                                 .subject = xw_text(s->name) };
    xw_status st = xw_diagnostics_report(native->diagnostics, &finding);
    native->stop = native->stop ? native->stop : st;
    return false;
}

/* ---- The header ------------------------------------------------------------- */

static bool
declare_set(mappings *m)
{
    xw_native *native = &m->sheet.native;
    xw_string *cells = m->sheet.row.cells;
    xw_buffer method = { 0 };
    xw_string text = { NULL, 0 };
    const char *shape = m->header.strm ? "STRM" : "OLIR";
    const char *subject = m->by_reference ? "reference" : "focal";
    bool good =
        xw_buffer_append(&method, shape, strlen(shape)) &&
        xw_buffer_append(&method, " sheet, subject ", 16) &&
        xw_buffer_append(&method, subject, strlen(subject)) &&
        xw_text_store_copy(&m->sheet.store,
                           (xw_string){ method.bytes, method.len }, &text);
    xw_buffer_free(&method);
    if (!xw_sheet_stored(&m->sheet, good)) {
        return false;
    }
    cells[XW_FIELD_SET_ID] = native->default_origin;
    cells[XW_FIELD_NAME] = native->default_origin;
    cells[XW_FIELD_METHOD] = text;
    return !xw_native_set(native, &m->sheet.row);
}

static bool
is_known(const void *payload, const xw_csv_record *header, size_t index)
{
    return xw_olir_role_of(payload, header, index) != XW_OLIR_UNKNOWN;
}

static xw_status
read_header(mappings *m, const xw_csv_record *record)
{
    const xw_import_job *job = m->sheet.job;
    m->has_header = xw_olir_header_read(record, &m->header);
    if (!m->has_header) {
        read_title(m, record);
        return stopped(m);
    }
    m->by_reference = job->subject == XW_SUBJECT_REFERENCE ||
                      (job->subject == XW_SUBJECT_DEFAULT && !m->header.strm);
    xw_sheet_row(&m->sheet, record);
    bool good = name_side(m, &m->focal, job->source_framework, false) &&
                name_side(m, &m->reference, job->target_framework, true);
    good = good && check_named(m, &m->focal);
    good = check_named(m, &m->reference) && good;
    if (!good || !declare_set(m)) {
        return stopped(m) ? stopped(m) : XW_NOT_FOUND;
    }
    m->sheet.native.stop =
        xw_columns_report_unknown(record, m->header.width, is_known, &m->header,
                                  m->sheet.native.diagnostics);
    return stopped(m);
}

/* ---- Rows ------------------------------------------------------------------- */

/* The framework of a side, which a column may say row by row. */
static bool
framework_of(mappings *m, const side *s, xw_string *out)
{
    xw_string name =
        xw_sheet_cell(m->sheet.record, m->header.columns[s->document]);
    *out = s->framework;
    return !name.len || xw_sheet_framework(&m->sheet, name, out);
}

/* What a row goes on with has its focal element above; whether there is one. */
static bool
read_focal(mappings *m)
{
    xw_native_row *row = &m->sheet.row;
    xw_string id;
    if (!xw_sheet_only_id(&m->sheet, XW_FIELD_SOURCE_CONTROL, &id)) {
        return false;
    }
    if (id.len) {
        return xw_sheet_stored(
            &m->sheet, xw_text_store_copy(&m->sheet.store, id, &m->focal_id));
    }
    if (!m->focal_id.len) {
        xw_native_count(&m->unnamed, row, XW_FIELD_SOURCE_CONTROL);
        return false;
    }
    xw_native_count(&m->continued, row, XW_FIELD_SOURCE_CONTROL);
    return true;
}

static void
add_gap(mappings *m, xw_string focal, xw_string reference)
{
    xw_native_row *row = &m->sheet.row;
    row->cells[XW_FIELD_FRAMEWORK_ID] = focal;
    row->cells[XW_FIELD_CONTROL_ID] = m->focal_id;
    row->cells[XW_FIELD_OTHER_FRAMEWORK] = reference;
    (void)xw_native_gap(&m->sheet.native, row);
}

/* "5.0" is what a spreadsheet makes of 5. */
static void
read_strength(mappings *m)
{
    xw_string *cell = &m->sheet.row.cells[XW_FIELD_STRENGTH];
    size_t len = cell->len;
    if (xw_cell_is_void(*cell)) {
        cell->len = 0;
    } else if (len > 2 && memcmp(cell->bytes + len - 2, ".0", 2) == 0) {
        cell->len -= 2;
    }
}

/* A sheet without the column is a concept crosswalk: it says that there is a
 * relation, and not which. */
static void
read_relationship(mappings *m)
{
    xw_native_row *row = &m->sheet.row;
    xw_relationship relationship;
    xw_string *cell = &row->cells[XW_FIELD_RELATIONSHIP];
    if (m->header.columns[XW_OLIR_RELATIONSHIP] == SIZE_MAX) {
        *cell = xw_text("related");
        xw_native_count(&m->relationless, row, XW_FIELD_RELATIONSHIP);
    }
    if (xw_relationship_parse(cell->bytes, cell->len, &relationship) ==
        XW_TOKEN_RELATIONSHIP) {
        m->read[relationship]++;
    }
}

/* Rows of one group say one thing of one focal element together. */
static bool
read_group(mappings *m)
{
    xw_sheet *sheet = &m->sheet;
    xw_string *cell = &sheet->row.cells[XW_FIELD_MAP_ID];
    if (xw_cell_is_void(*cell)) {
        cell->len = 0;
        return true;
    }
    size_t len = m->focal_id.len + 1 + cell->len;
    char *bytes = xw_text_store_room(&sheet->store, len);
    if (bytes) {
        memcpy(bytes, m->focal_id.bytes, m->focal_id.len);
        bytes[m->focal_id.len] = ' ';
        memcpy(bytes + m->focal_id.len + 1, cell->bytes, cell->len);
        *cell = (xw_string){ bytes, len };
    }
    return xw_sheet_stored(sheet, bytes != NULL);
}

/* One of several ids in a cell; all together, unless they are of a group. */
static void
add_mapping(mappings *m, const xw_native_reference *references, size_t count,
            const xw_native_reference *focal)
{
    const xw_native_references of_focal = { focal, 1 };
    const xw_native_references of_references = { references, count };
    bool turned = m->by_reference;
    xw_sheet *sheet = &m->sheet;
    if (turned) { /* so that findings point at what they mean */
        size_t column = sheet->column_of[XW_FIELD_SOURCE_CONTROL];
        sheet->column_of[XW_FIELD_SOURCE_CONTROL] =
            sheet->column_of[XW_FIELD_TARGET_CONTROL];
        sheet->column_of[XW_FIELD_TARGET_CONTROL] = column;
    }
    (void)xw_native_map(&sheet->native, &sheet->row,
                        turned ? of_references : of_focal,
                        turned ? of_focal : of_references);
}

static bool
read_references(mappings *m, xw_string framework)
{
    xw_string rest = m->sheet.row.cells[XW_FIELD_TARGET_CONTROL];
    xw_native_reference reference = { .framework = framework };
    m->references.len = 0;
    while (xw_sheet_next_id(&rest, ";", &reference.control)) {
        if (!xw_sheet_stored(&m->sheet,
                             xw_buffer_append(&m->references, &reference,
                                              sizeof reference))) {
            return false;
        }
    }
    return true;
}

static void
add_mappings(mappings *m, xw_string focal_framework, xw_string framework)
{
    const xw_native_reference focal = { focal_framework, m->focal_id };
    read_relationship(m);
    read_strength(m);
    if (!read_group(m) || !read_references(m, framework)) {
        return;
    }
    const xw_native_reference *items = (const void *)m->references.bytes;
    size_t count = m->references.len / sizeof *items;
    if (!m->sheet.row.cells[XW_FIELD_MAP_ID].len) {
        add_mapping(m, items, count, &focal);
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        add_mapping(m, &items[i], 1, &focal);
    }
}

static xw_status
read_row(mappings *m, const xw_csv_record *record)
{
    static const struct {
        xw_olir_role role;
        xw_native_field field;
    } taken[] = { { XW_OLIR_FOCAL, XW_FIELD_SOURCE_CONTROL },
                  { XW_OLIR_REFERENCE, XW_FIELD_TARGET_CONTROL },
                  { XW_OLIR_RELATIONSHIP, XW_FIELD_RELATIONSHIP },
                  { XW_OLIR_RATIONALE, XW_FIELD_RATIONALE },
                  { XW_OLIR_STRENGTH, XW_FIELD_STRENGTH },
                  { XW_OLIR_GROUP, XW_FIELD_MAP_ID },
                  { XW_OLIR_NOTE, XW_FIELD_NOTE } };
    xw_sheet *sheet = &m->sheet;
    xw_string focal, reference;
    xw_sheet_row(sheet, record);
    if (!xw_sheet_fits(sheet, record, m->header.width)) {
        return stopped(m);
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; ++i) {
        xw_sheet_take(sheet, taken[i].field, m->header.columns[taken[i].role]);
    }
    sheet->row.cells[XW_FIELD_ORIGIN] = sheet->native.default_origin;
    if (!sheet->row.cells[XW_FIELD_SOURCE_CONTROL].len &&
        !sheet->row.cells[XW_FIELD_TARGET_CONTROL].len) {
        xw_native_count(&m->unnamed, &sheet->row, XW_FIELD_SOURCE_CONTROL);
        return stopped(m);
    }
    if (!read_focal(m) || !framework_of(m, &m->focal, &focal) ||
        !framework_of(m, &m->reference, &reference)) {
        return stopped(m);
    }
    if (xw_cell_is_void(sheet->row.cells[XW_FIELD_TARGET_CONTROL])) {
        add_gap(m, focal, reference);
    } else {
        add_mappings(m, focal, reference);
    }
    return stopped(m);
}

static xw_status
on_record(void *payload, const xw_csv_record *record)
{
    mappings *m = payload;
    return m->has_header ? read_row(m, record) : read_header(m, record);
}

/* ---- What is said of the whole sheet ---------------------------------------- */

static void
report_tally(mappings *m, xw_diagnostic what, const xw_native_tally *tally)
{
    xw_native *native = &m->sheet.native;
    if (tally->count && !native->stop) {
        native->stop = xw_diagnostics_report(
            native->diagnostics, &(xw_finding){ .what = what,
                                                .at = tally->at,
                                                .count = tally->count });
    }
}

/* Whoever reads a sheet the wrong way round turns every verdict of it, so both
 * readings are said: as a warning where the sheet's shape decided. */
static void
report_subject(mappings *m)
{
    xw_native *native = &m->sheet.native;
    uint64_t narrower = m->read[XW_SUBSET_OF], wider = m->read[XW_SUPERSET_OF];
    if (!narrower && !wider) {
        return;
    }
    const side *subject = m->by_reference ? &m->reference : &m->focal;
    const side *other = m->by_reference ? &m->focal : &m->reference;
    char text[160];
    (void)snprintf(text, sizeof text,
                   "%s element: %" PRIu64 " subset and %" PRIu64
                   " superset rows; with --subject %s these would be %" PRIu64
                   " and %" PRIu64,
                   subject->name, narrower, wider, other->name, wider,
                   narrower);
    const xw_finding finding = { .what = XW_DIAG_SHEET_SUBJECT,
                                 .subject = xw_text(text) };
    bool chosen = m->sheet.job->subject != XW_SUBJECT_DEFAULT;
    native->stop = xw_diagnostics_report_as(
        native->diagnostics, chosen ? XW_NOTE : XW_WARNING, &finding);
}

static void
report_all(mappings *m)
{
    xw_native *native = &m->sheet.native;
    if (!m->has_header && !native->stop) {
        native->stop = xw_diagnostics_report(
            native->diagnostics, &(xw_finding){ .what = XW_DIAG_UNKNOWN_FORMAT,
                                                .at = XW_POSITION_START });
    }
    report_tally(m, XW_DIAG_SHEET_UNNAMED, &m->unnamed);
    report_tally(m, XW_DIAG_SHEET_CONTINUED, &m->continued);
    report_tally(m, XW_DIAG_SHEET_CROSSWALK, &m->relationless);
    if (!native->stop) {
        report_subject(m);
    }
}

xw_status
xw_olir_read(xw_import_job *job, const xw_document *document)
{
    mappings m = { .focal = { "focal",
                              XW_OLIR_FOCAL_DOCUMENT,
                              XW_OLIR_FOCAL,
                              { NULL, 0 } },
                   .reference = { "reference",
                                  XW_OLIR_REFERENCE_DOCUMENT,
                                  XW_OLIR_REFERENCE,
                                  { NULL, 0 } } };
    xw_status st = xw_sheet_begin(&m.sheet, job, document->name);
    if (!st) {
        st = xw_csv_read(document->text, &job->diagnostics, on_record, &m);
        m.sheet.native.stop = st;
        report_all(&m);
    }
    xw_buffer_free(&m.references);
    return xw_sheet_end(&m.sheet);
}
