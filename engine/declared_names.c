#include "declared_names.h"

#include "alloc.h"
#include "sorted_names.h"

#include <string.h>

struct xw_declared_names {
    const xw_declared_name *names;
    size_t count;
    const char *family;
    xw_forms *forms;
    xw_sorted_names ids, normal, aliases; /* their numbers index `names` */
    bool has_normal;
};

static xw_status
sort_names(xw_declared_names *names)
{
    for (size_t i = 0; i < names->count; ++i) {
        const xw_declared_name *name = &names->names[i];
        xw_status st =
            xw_sorted_names_add(name->is_alias ? &names->aliases : &names->ids,
                                name->name, (uint32_t)i);
        if (st) {
            return st;
        }
    }
    xw_sorted_names_sort(&names->ids);
    xw_sorted_names_sort(&names->aliases);
    return XW_OK;
}

xw_status
xw_declared_names_new(const xw_declared_name *names, size_t count,
                      const char *family, xw_forms *forms,
                      xw_declared_names **out)
{
    if (count > UINT32_MAX) {
        return XW_E_LIMIT;
    }
    xw_declared_names *made = xw_alloc_zeroed(1, sizeof *made);
    if (!made) {
        return XW_E_NOMEM;
    }
    made->names = names;
    made->count = count;
    made->family = family;
    made->forms = forms;
    xw_status st = sort_names(made);
    if (st) {
        xw_declared_names_free(made);
        return st;
    }
    *out = made;
    return XW_OK;
}

void
xw_declared_names_free(xw_declared_names *names)
{
    if (names) {
        xw_sorted_names_clear(&names->ids);
        xw_sorted_names_clear(&names->normal);
        xw_sorted_names_clear(&names->aliases);
        xw_alloc_free(names);
    }
}

static xw_status
add_normal_forms(xw_declared_names *names)
{
    for (size_t i = 0; i < names->count; ++i) {
        char form[XW_FORM_SIZE];
        const xw_declared_name *name = &names->names[i];
        xw_status st = name->is_alias
                           ? XW_NOT_FOUND
                           : xw_forms_normal(names->forms, names->family,
                                             name->name, form, sizeof form);
        if (!st) {
            st = xw_sorted_names_add(
                &names->normal, (xw_string){ form, strlen(form) }, (uint32_t)i);
        }
        if (st && st != XW_NOT_FOUND) {
            xw_sorted_names_clear(&names->normal);
            return st;
        }
    }
    xw_sorted_names_sort(&names->normal);
    names->has_normal = true;
    return XW_OK;
}

static bool
is_spelled(const xw_declared_name *name, xw_string id)
{
    return name->name.len == id.len &&
           memcmp(name->name.bytes, id.bytes, id.len) == 0;
}

/* The one control of all that `sorted` has under `key`; where case sets several
 * apart, the one that `id` spells. */
static xw_status
find_one(const xw_declared_names *names, const xw_sorted_names *sorted,
         xw_string key, xw_string id, uint32_t *number)
{
    size_t count;
    const xw_sorted_name *found = xw_sorted_names_find(sorted, key, &count);
    bool same = count != 0;
    for (size_t i = 0; i < count; ++i) {
        const xw_declared_name *name = &names->names[found[i].number];
        if (is_spelled(name, id)) {
            *number = name->number;
            return XW_OK;
        }
        same = same && name->number == names->names[found->number].number;
    }
    if (!same) {
        return XW_NOT_FOUND;
    }
    *number = names->names[found->number].number;
    return XW_OK;
}

static xw_status
find_normal(xw_declared_names *names, xw_string id, uint32_t *number)
{
    char form[XW_FORM_SIZE];
    xw_status st = names->has_normal ? XW_OK : add_normal_forms(names);
    if (st || (st = xw_forms_normal(names->forms, names->family, id, form,
                                    sizeof form))) {
        return st;
    }
    return find_one(names, &names->normal, (xw_string){ form, strlen(form) },
                    id, number);
}

xw_status
xw_declared_names_find(xw_declared_names *names, xw_string id, uint32_t *number)
{
    id = xw_id_trim(id);
    xw_status st = find_one(names, &names->ids, id, id, number);
    if (st == XW_NOT_FOUND) {
        st = find_normal(names, id, number);
    }
    if (st == XW_NOT_FOUND) {
        st = find_one(names, &names->aliases, id, id, number);
    }
    return st;
}
