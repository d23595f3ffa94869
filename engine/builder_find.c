/* builder_find.c - which declared framework a name means, before there is a
 * graph.  The rules are those of reference_framework.c but for families, as of
 * the newest member of one nothing can be said while more may be declared. */
#include "builder_records.h"
#include "reference_forms.h"

#include <string.h>

enum { FOLDED = 512 }; /* longer names have no folded form, NUL included */

/* The one framework that a name means, so far as it was looked for. */
typedef struct found {
    uint32_t framework;
    bool any, several;
} found;

static void
add(found *f, uint32_t framework)
{
    f->several = f->several || (f->any && f->framework != framework);
    f->framework = framework;
    f->any = true;
}

static bool
folds_to(const xw_builder *builder, uint32_t text, const char *folded)
{
    char own[FOLDED];
    const char *name = xw_intern_text(&builder->texts, text);
    xw_framework_name_fold((xw_string){ name, strlen(name) }, own, sizeof own);
    return strcmp(own, folded) == 0;
}

/* By name, or by name and version in one: "NIST CSF 2.0". */
static bool
name_folds_to(const xw_builder *builder, const xw_built_framework *record,
              const char *folded)
{
    char own[FOLDED];
    const char *name = xw_intern_text(&builder->texts, record->name);
    xw_framework_name_fold((xw_string){ name, strlen(name) }, own, sizeof own);
    size_t len = strlen(own);
    return len && strncmp(own, folded, len) == 0 &&
           (!folded[len] || folds_to(builder, record->version, folded + len));
}

static found
find_folded(const xw_builder *builder, const char *folded)
{
    found out = { 0 };
    for (uint32_t i = 0; i < builder->framework_ids.count; ++i) {
        const xw_built_framework *record = &builder->frameworks[i];
        if (record->declared && (folds_to(builder, record->id, folded) ||
                                 name_folds_to(builder, record, folded))) {
            add(&out, i);
        }
    }
    for (size_t i = 0; i < builder->framework_alias_count; ++i) {
        const xw_built_alias *alias = &builder->framework_aliases[i];
        if (folds_to(builder, alias->text, folded)) {
            add(&out, alias->owner);
        }
    }
    return out;
}

xw_status
xw_builder_find_framework(const xw_builder *builder, xw_string name,
                          xw_builder_framework *out)
{
    uint32_t exact;
    char folded[FOLDED];
    name = xw_id_trim(name);
    if (!name.len || name.len >= sizeof folded) {
        return XW_NOT_FOUND;
    }
    if (!xw_intern_find(&builder->framework_ids, name.bytes, name.len,
                        &exact) &&
        builder->frameworks[exact].declared) {
        out->i = exact;
        return XW_OK;
    }
    xw_framework_name_fold(name, folded, sizeof folded);
    const found one = find_folded(builder, folded);
    if (!*folded || !one.any || one.several) {
        return XW_NOT_FOUND;
    }
    out->i = one.framework;
    return XW_OK;
}

const char *
xw_builder_framework_id(const xw_builder *builder,
                        xw_builder_framework framework)
{
    return framework.i < builder->framework_ids.count
               ? xw_intern_text(&builder->texts,
                                builder->frameworks[framework.i].id)
               : "";
}
