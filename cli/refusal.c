#include "refusal.h"

#include <stdarg.h>
#include <stdio.h>

bool
refuse(struct refusal *refusal, enum refusal_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(refusal->message, sizeof refusal->message, format,
                    arguments);
    va_end(arguments);
    refusal->code = code;
    refusal->near = NULL;
    refusal->resolver = NULL;
    return false;
}

static enum refusal_code
code_of(xw_status status)
{
    switch (status) {
    case XW_NOT_FOUND: return REFUSED_REFERENCE;
    case XW_E_GRAPH: return REFUSED_GRAPH;
    case XW_E_NOMEM: return REFUSED_MEMORY;
    case XW_OK:
    case XW_E_ARG:
    case XW_E_IO:
    case XW_E_SYNTAX:
    case XW_E_DATA:
    case XW_E_LIMIT: break;
    }
    return REFUSED_VALUE;
}

bool
refuse_failure(struct refusal *refusal, const xw_error *err,
               const xw_resolver *resolver)
{
    (void)refuse(refusal, code_of(err->status), "%s", err->message);
    refusal->resolver = err->status == XW_NOT_FOUND ? resolver : NULL;
    return false;
}

static const char *
nearest(const struct refusal *refusal, size_t index)
{
    if (refusal->resolver) {
        return xw_resolver_nearest(refusal->resolver, index);
    }
    return index ? NULL : refusal->near;
}

static void
write_message(const struct refusal *refusal, struct writer *out)
{
    const char *near = nearest(refusal, 0);
    struct text message = { 0 };
    text_add(&message, refusal->message);
    if (near) {
        text_printf(&message, "; did you mean '%s'?", near);
    }
    writer_text(out, "message", text_get(&message));
    text_free(&message);
}

static void
write_nearest(const struct refusal *refusal, struct writer *out)
{
    const char *near = NULL;
    writer_open_array(out, "nearest");
    for (size_t i = 0; (near = nearest(refusal, i)) != NULL; ++i) {
        writer_text(out, NULL, near);
    }
    writer_close_array(out);
}

void
refusal_write(const struct refusal *refusal, struct writer *out,
              const char *key)
{
    char code[sizeof "XW-nnn"];
    (void)snprintf(code, sizeof code, "XW-%03u",
                   (unsigned)refusal->code % 1000);
    writer_open_object(out, key);
    writer_text(out, "code", code);
    write_message(refusal, out);
    if (nearest(refusal, 0)) {
        write_nearest(refusal, out);
    }
    writer_close_object(out);
}
