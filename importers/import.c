#include "files.h"
#include "json_reader.h"
#include "registry.h"
#include "values.h"

#include <errno.h>
#include <string.h>

/* One call of the public interface. */
typedef struct run {
    xw_import_job job;
    bool late; /* all that declares something has been read */
    xw_column_map columns;
    uint64_t files;   /* read */
    uint64_t unknown; /* left out */
} run;

/* One input on its way to a reader; its path is the diagnostics' source. */
typedef struct input {
    const char *name; /* the last part of the path */
    xw_string text;
    bool named;    /* by the caller: not to know it is an error */
    bool *put_off; /* set when it is to be read again when it is late; NULL: it
                       is read now, as there is nothing else */
} input;

/* ---- One input -------------------------------------------------------------- */

/* It lies in a folder, and may well be no business of ours. */
static void
leave_out(run *r)
{
    r->unknown++;
    if (r->job.diagnostics.summary) {
        r->job.diagnostics.summary->unknown++;
    }
}

/* There is no text in it. */
static xw_status
refuse(run *r, const input *in, xw_diagnostic why)
{
    xw_finding finding = { .what = why, .at = XW_POSITION_START };
    if (in->named) {
        return xw_diagnostics_report(&r->job.diagnostics, &finding);
    }
    leave_out(r);
    return xw_diagnostics_report_as(
        &r->job.diagnostics, why == XW_DIAG_EMPTY_INPUT ? XW_NOTE : XW_WARNING,
        &finding);
}

static bool
is_called(const char *name, const char *extension)
{
    size_t len = strlen(name), end = strlen(extension);
    return len >= end &&
           xw_equal_folded((xw_string){ name + len - end, end }, extension);
}

/* Whether the input is meant to be of the syntax it begins like.  In a folder
 * it need not be. */
static bool
is_meant(const input *in, xw_syntax syntax)
{
    if (in->named || syntax != XW_SYNTAX_YAML) {
        return in->named || is_called(in->name, ".json");
    }
    return is_called(in->name, ".yaml") || is_called(in->name, ".yml");
}

/* Whether a file is of a kind that one would want to be read. */
static bool
looks_like_data(const char *name)
{
    static const char *const extensions[] = { ".csv",  ".tsv", ".json",
                                              ".yaml", ".yml", ".xml" };
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; ++i) {
        if (is_called(name, extensions[i])) {
            return true;
        }
    }
    return false;
}

/* Nothing knows it.  In a folder that is worth a warning if it may be data. */
static xw_status
leave_out_unknown(run *r, const input *in)
{
    leave_out(r);
    return xw_diagnostics_report_as(
        &r->job.diagnostics, looks_like_data(in->name) ? XW_WARNING : XW_NOTE,
        &(xw_finding){ .what = XW_DIAG_LEFT_OUT });
}

/* Let the document be a tree; `*out` tells whether it is one. */
static xw_status
parse(run *r, const input *in, xw_document *document, bool *out)
{
    xw_diagnostics silent = { .source = "", .keep_going = true };
    bool meant = is_meant(in, document->syntax);
    xw_diagnostics *diagnostics = meant ? &r->job.diagnostics : &silent;
    xw_status st = document->syntax == XW_SYNTAX_JSON
                       ? xw_json_read(in->text, diagnostics, &document->json)
                       : xw_yaml_read(in->text, diagnostics, &document->yaml);
    *out = document->json || document->yaml;
    bool unknown = !meant && !*out && st != XW_E_NOMEM;
    return unknown ? leave_out_unknown(r, in) : st;
}

static xw_status
read_with(run *r, const input *in, const xw_format *format,
          const xw_document *document)
{
    xw_import_summary *summary = r->job.diagnostics.summary;
    r->files++;
    if (summary) {
        summary->files++;
        summary->bytes += in->text.len;
    }
    return format->read(&r->job, document);
}

/* Some formats need to know all that others declare, and what is unknown may
 * turn out to be one of those. */
static bool
is_put_off(const run *r, const input *in, const xw_document *document,
           const xw_format *format)
{
    return in->put_off && !r->late &&
           (format ? format->late : document->syntax == XW_SYNTAX_CSV);
}

static xw_status
read_document(run *r, const input *in, xw_document *document)
{
    const xw_format *format = r->job.format;
    if (document->fault) {
        return refuse(r, in, document->fault);
    }
    if (format) {
        document->syntax = format->syntax;
    }
    if (document->syntax != XW_SYNTAX_CSV) {
        bool parsed;
        xw_status st = parse(r, in, document, &parsed);
        if (!parsed) {
            return st;
        }
    }
    document->map = &r->columns;
    document->known = r->late ? r->job.builder : NULL;
    format = format ? format : xw_format_of(document);
    if (is_put_off(r, in, document, format)) {
        *in->put_off = true;
        return XW_OK;
    }
    if (format) {
        return read_with(r, in, format, document);
    }
    if (in->named) {
        return refuse(r, in, XW_DIAG_UNKNOWN_FORMAT);
    }
    return leave_out_unknown(r, in);
}

static xw_status
read_input(run *r, const input *in)
{
    xw_document document;
    if (xw_document_open(&document, in->name, in->text)) {
        return xw_diagnostics_fail(&r->job.diagnostics,
                                   &(xw_finding){ .what = XW_DIAG_NO_MEMORY });
    }
    xw_status st = read_document(r, in, &document);
    xw_document_close(&document);
    if (!in->put_off || !*in->put_off) {
        xw_import_job_done(&r->job, in->text.len);
    }
    return st;
}

/* ---- Beginning and end ------------------------------------------------------ */

static const char *
text_or_none(const char *text)
{
    return text ? text : "";
}

static xw_status
begin(run *r, xw_builder *builder, const xw_import_options *options,
      xw_import_summary *summary, xw_error *err)
{
    *r = (run){ .job.builder = builder };
    xw_diagnostics *diagnostics = &r->job.diagnostics;
    xw_status st = xw_diagnostics_init(diagnostics, options, summary, err);
    if (st || !options) {
        return st;
    }
    r->job.source_framework = xw_text(text_or_none(options->source_framework));
    r->job.target_framework = xw_text(text_or_none(options->target_framework));
    r->job.subject = options->subject;
    r->job.threads = options->threads;
    r->job.progress = options->progress;
    r->job.progress_payload = options->progress_payload;
    if (options->format) {
        r->job.format = xw_format_named(options->format);
    }
    if (options->format && !r->job.format) {
        diagnostics->diag = NULL; /* no fault of the input's */
        return xw_diagnostics_fail(
            diagnostics, &(xw_finding){ .what = XW_DIAG_NO_SUCH_FORMAT,
                                        .subject = xw_text(options->format) });
    }
    return XW_OK;
}

/* What is wrong with the map is said as of any input. */
static xw_status
read_columns(run *r, const xw_import_options *options)
{
    xw_diagnostics *diagnostics = &r->job.diagnostics;
    r->job.columns = &r->columns;
    if (!options || !options->columns) {
        return XW_OK;
    }
    const char *source = diagnostics->source;
    xw_buffer text = { 0 };
    xw_status st = xw_file_read(options->columns, &text, diagnostics);
    if (!st && text.bytes) {
        diagnostics->source = options->columns;
        st = xw_column_map_read(
            &r->columns, (xw_string){ text.bytes, text.len }, diagnostics);
        diagnostics->source = source;
    }
    xw_buffer_free(&text);
    return st;
}

/* The result of a call that was begun, whatever made it stop. */
static xw_status
end(run *r, xw_status stopped)
{
    xw_column_map_free(&r->columns);
    return stopped ? stopped : r->job.diagnostics.status;
}

/* ---- Files ------------------------------------------------------------------ */

static xw_status
read_file(run *r, xw_file *file)
{
    xw_status st = xw_file_load(file, &r->job.diagnostics);
    if (file->loaded) {
        const input in = { .name = file->name,
                           .text = { file->bytes.bytes, file->bytes.len },
                           .named = file->named,
                           .put_off = r->late ? NULL : &file->put_off };
        r->job.diagnostics.source = file->path;
        st = read_input(r, &in);
        xw_file_unload(file);
    }
    return st;
}

static xw_status
read_files(run *r, xw_files *files)
{
    for (size_t i = 0; i < files->count; ++i) {
        r->job.total += files->items[i].size;
    }
    xw_status st = XW_OK;
    size_t end = 0;
    for (size_t i = 0; !st && i < files->count; i = end) {
        st = xw_files_run(files, i, &r->job.diagnostics, &end);
        for (; !st && i < end; ++i) {
            st = read_file(r, &files->items[i]);
        }
    }
    r->late = true;
    for (size_t i = 0; !st && i < files->count; ++i) {
        if (files->items[i].put_off) {
            st = read_file(r, &files->items[i]);
        }
    }
    return st;
}

static xw_status
find_files(run *r, const char *const *paths, size_t count, xw_files *files)
{
    xw_status st = XW_OK;
    for (size_t i = 0; !st && i < count; ++i) {
        st = xw_files_add(files, paths[i], &r->job.diagnostics);
    }
    return st ? st : xw_files_sort(files, &r->job.diagnostics);
}

/* Not one file was read, and nothing said why. */
static xw_status
report_nothing(run *r, const char *const *paths, size_t count)
{
    if (r->files || r->job.diagnostics.errors) {
        return XW_OK;
    }
    r->job.diagnostics.source = count ? paths[0] : "";
    return xw_diagnostics_report(
        &r->job.diagnostics, &(xw_finding){ .what = XW_DIAG_NOTHING_TO_READ });
}

xw_status
xw_import_paths(xw_builder *builder, const char *const *paths, size_t count,
                const xw_import_options *options, xw_import_summary *summary,
                xw_error *err)
{
    run r;
    xw_status st = begin(&r, builder, options, summary, err);
    if (st) {
        return st;
    }
    xw_files files = { .threads = r.job.threads };
    st = read_columns(&r, options);
    st = st ? st : find_files(&r, paths, count, &files);
    st = st ? st : read_files(&r, &files);
    st = st ? st : report_nothing(&r, paths, count);
    xw_files_free(&files);
    return end(&r, st);
}

/* ---- One open input --------------------------------------------------------- */

static const char *
base_name(const xw_import_options *options)
{
    const char *path = options && options->source ? options->source : "";
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static xw_status
read_bytes(run *r, const char *name, xw_string text)
{
    const input in = { .name = name, .text = text, .named = true };
    r->late = true;
    r->job.total = text.len;
    return end(r, read_input(r, &in));
}

xw_status
xw_import_bytes(xw_builder *builder, const char *bytes, size_t len,
                const xw_import_options *options, xw_import_summary *summary,
                xw_error *err)
{
    run r;
    xw_status st = begin(&r, builder, options, summary, err);
    if (st) {
        return st;
    }
    st = read_columns(&r, options);
    return st ? end(&r, st)
              : read_bytes(&r, base_name(options), (xw_string){ bytes, len });
}

xw_status
xw_import_stream(xw_builder *builder, FILE *in,
                 const xw_import_options *options, xw_import_summary *summary,
                 xw_error *err)
{
    run r;
    xw_status st = begin(&r, builder, options, summary, err);
    if (st) {
        return st;
    }
    st = read_columns(&r, options);
    if (st) {
        return end(&r, st);
    }
    xw_buffer text = { 0 };
    if (xw_read_stream(in, &text)) {
        st = read_bytes(&r, base_name(options),
                        (xw_string){ text.bytes, text.len });
    } else {
        bool memory = errno == ENOMEM;
        xw_column_map_free(&r.columns);
        st = xw_diagnostics_fail(
            &r.job.diagnostics,
            &(xw_finding){ .what =
                               memory ? XW_DIAG_NO_MEMORY : XW_DIAG_READ_FAILED,
                           .subject = xw_text(strerror(errno)) });
    }
    xw_buffer_free(&text);
    return st;
}
