#include "document.h"

#include "values.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 1 << 16 }; /* enough for the header of any table */

static bool
begins_with(xw_string text, const char *bytes, size_t len)
{
    return text.len >= len && memcmp(text.bytes, bytes, len) == 0;
}

static bool
contains(xw_string text, const char *bytes, size_t len)
{
    for (size_t i = 0; i + len <= text.len; ++i) {
        if (memcmp(text.bytes + i, bytes, len) == 0) {
            return true;
        }
    }
    return false;
}

/* A ZIP archive with sheets in it: its parts are named where they begin, and
 * all of them once more at its end. */
static bool
is_workbook(xw_string text)
{
    xw_string head = text, tail = text;
    if (text.len > HEAD_BYTES) {
        head.len = HEAD_BYTES;
        tail = (xw_string){ text.bytes + text.len - HEAD_BYTES, HEAD_BYTES };
    }
    return contains(head, "xl/", 3) || contains(tail, "xl/", 3) ||
           contains(head, "opendocument.spreadsheet", 24);
}

/* Why these bytes are no text that we read, or XW_DIAG_NONE. */
static xw_diagnostic
find_fault(xw_string text)
{
    if (begins_with(text, "PK\x03\x04", 4)) {
        return is_workbook(text) ? XW_DIAG_WORKBOOK : XW_DIAG_ARCHIVE;
    }
    if (begins_with(text, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return XW_DIAG_WORKBOOK; /* as spreadsheets were before 2007 */
    }
    if (begins_with(text, "\x1F\x8B", 2) ||
        begins_with(text, "\x28\xB5\x2F\xFD", 4)) {
        return XW_DIAG_ARCHIVE; /* gzip, zstd */
    }
    if (begins_with(text, "\xFF\xFE", 2) || begins_with(text, "\xFE\xFF", 2)) {
        return XW_DIAG_UTF16;
    }
    return XW_DIAG_NONE;
}

/* ---- The header of a table -------------------------------------------------- */

static bool
copy_fields(xw_document *document, const xw_csv_record *record)
{
    xw_string *fields = malloc(record->count * sizeof *fields);
    if (!fields) {
        return false;
    }
    document->fields = fields;
    for (size_t i = 0; i < record->count; ++i) {
        xw_string field = record->fields[i];
        fields[i].len = field.len;
        if (!xw_buffer_append(&document->field_text, field.bytes, field.len)) {
            return false;
        }
    }
    const char *bytes = document->field_text.bytes;
    for (size_t i = 0; i < record->count; ++i) {
        fields[i].bytes = bytes;
        bytes += fields[i].len;
    }
    return true;
}

static xw_status
on_header(void *payload, const xw_csv_record *record)
{
    xw_document *document = payload;
    if (!copy_fields(document, record)) {
        return XW_E_NOMEM;
    }
    document->header = *record;
    document->header.fields = document->fields;
    return XW_NOT_FOUND; /* one is enough */
}

/* A header that is not CSV leaves no header: the reader will say why. */
static xw_status
read_header(xw_document *document)
{
    xw_diagnostics silent = { .source = "" };
    xw_string head = document->text;
    head.len = head.len < HEAD_BYTES ? head.len : HEAD_BYTES;
    xw_status st = xw_csv_read(head, &silent, on_header, document);
    return st == XW_E_NOMEM ? st : XW_OK;
}

/* ---- Any input -------------------------------------------------------------- */

static xw_string
body_of(xw_string text)
{
    if (begins_with(text, "\xEF\xBB\xBF", 3)) {
        text = (xw_string){ text.bytes + 3, text.len - 3 };
    }
    return xw_trim(text);
}

xw_status
xw_document_open(xw_document *document, const char *name, xw_string text)
{
    *document = (xw_document){ .name = name, .text = text };
    document->fault = find_fault(text);
    if (document->fault) {
        return XW_OK;
    }
    xw_string body = body_of(text);
    if (!body.len) {
        document->fault = XW_DIAG_EMPTY_INPUT;
        return XW_OK;
    }
    if (body.bytes[0] == '{' || body.bytes[0] == '[') {
        document->syntax = XW_SYNTAX_JSON;
        return XW_OK;
    }
    if (xw_yaml_begins(body)) {
        document->syntax = XW_SYNTAX_YAML;
        return XW_OK;
    }
    document->syntax = XW_SYNTAX_CSV;
    xw_status st = read_header(document);
    if (st) {
        xw_document_close(document);
    }
    return st;
}

void
xw_document_close(xw_document *document)
{
    json_decref(document->json);
    xw_yaml_free(document->yaml);
    free(document->fields);
    xw_buffer_free(&document->field_text);
    *document = (xw_document){ 0 };
}
