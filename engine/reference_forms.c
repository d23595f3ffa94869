#include "reference_forms.h"

#include "alloc.h"
#include "ascii.h"
#include "reference_form_rules.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <assert.h>
#include <string.h>

enum {
    RULES_MOST = 64,     /* bits of a rule set */
    ID_MOST = 256,       /* longer ids have no normal form, NUL included */
    FAMILY_MOST = 128,   /* of a longer name of a family the start counts */
    MATCH_LIMIT = 10000, /* steps; an id of a catalogue takes some hundred */
};

_Static_assert((int)XW_FORM_SIZE >= (int)ID_MOST + 32, "forms fit");

struct xw_forms {
    pcre2_general_context *memory;
    pcre2_compile_context *compile;
    pcre2_match_context *limits;
    pcre2_match_data *match;
    pcre2_code **families, **ids; /* [xw_form_rule_count] or NULL */
    char family[FAMILY_MOST];
    uint64_t rules; /* bit for each rule of `family`; 0 before first use */
};

/* ---- Making one --------------------------------------------------------- */

static void *
take_memory(size_t size, void *unused)
{
    (void)unused;
    return xw_alloc_array(NULL, size, 1);
}

static void
give_memory(void *memory, void *unused)
{
    (void)unused;
    xw_alloc_free(memory);
}

static xw_status
make(xw_forms *forms)
{
    forms->memory =
        pcre2_general_context_create(take_memory, give_memory, NULL);
    if (!forms->memory) {
        return XW_E_NOMEM;
    }
    forms->compile = pcre2_compile_context_create(forms->memory);
    forms->limits = pcre2_match_context_create(forms->memory);
    forms->match = pcre2_match_data_create(XW_FORM_GROUPS + 1, forms->memory);
    forms->families = xw_alloc_zeroed(xw_form_rule_count, sizeof(pcre2_code *));
    forms->ids = xw_alloc_zeroed(xw_form_rule_count, sizeof(pcre2_code *));
    if (!forms->compile || !forms->limits || !forms->match ||
        !forms->families || !forms->ids) {
        return XW_E_NOMEM;
    }
    (void)pcre2_set_match_limit(forms->limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(forms->limits, MATCH_LIMIT);
    return XW_OK;
}

xw_status
xw_forms_new(xw_forms **out)
{
    assert(xw_form_rule_count <= RULES_MOST);
    xw_forms *forms = xw_alloc_zeroed(1, sizeof *forms);
    if (!forms) {
        return XW_E_NOMEM;
    }
    xw_status st = make(forms);
    if (st) {
        xw_forms_free(forms);
        return st;
    }
    *out = forms;
    return XW_OK;
}

static void
free_codes(pcre2_code **codes)
{
    for (size_t i = 0; codes && i < xw_form_rule_count; ++i) {
        pcre2_code_free(codes[i]);
    }
    xw_alloc_free((void *)codes);
}

void
xw_forms_free(xw_forms *forms)
{
    if (!forms) {
        return;
    }
    free_codes(forms->families);
    free_codes(forms->ids);
    pcre2_match_data_free(forms->match);
    pcre2_match_context_free(forms->limits);
    pcre2_compile_context_free(forms->compile);
    pcre2_general_context_free(forms->memory);
    xw_alloc_free(forms);
}

/* ---- Matching ----------------------------------------------------------- */

/* Compile once, on first use. */
static xw_status
compile(xw_forms *forms, const char *pattern, uint32_t options,
        pcre2_code **code)
{
    if (*code) {
        return XW_OK;
    }
    int error;
    size_t offset;
    options |= PCRE2_CASELESS | PCRE2_UTF;
    *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options,
                          &error, &offset, forms->compile);
    return *code ? XW_OK : XW_E_NOMEM; /* a test compiles every pattern */
}

/* What is no UTF-8, or takes too many steps, does not match. */
static xw_status
match(xw_forms *forms, const pcre2_code *code, const char *text, size_t len)
{
    int found = pcre2_match(code, (PCRE2_SPTR)text, len, 0, 0, forms->match,
                            forms->limits);
    if (found == PCRE2_ERROR_NOMEMORY) {
        return XW_E_NOMEM;
    }
    return found > 0 ? XW_OK : XW_NOT_FOUND;
}

static xw_status
is_family_of(xw_forms *forms, size_t rule, const char *family)
{
    pcre2_code **code = &forms->families[rule];
    xw_status st = compile(forms, xw_form_rules[rule].family, 0, code);
    return st ? st : match(forms, *code, family, strlen(family));
}

/* Sets forms->rules. */
static xw_status
choose_rules(xw_forms *forms, const char *family)
{
    char name[FAMILY_MOST];
    size_t len = strlen(family);
    len = len < sizeof name ? len : sizeof name - 1;
    memcpy(name, family, len);
    name[len] = '\0';
    if (forms->rules && strcmp(name, forms->family) == 0) {
        return XW_OK;
    }
    uint64_t rules = 0;
    for (size_t i = 0; i < xw_form_rule_count; ++i) {
        xw_status st = is_family_of(forms, i, name);
        if (st == XW_E_NOMEM) {
            return st;
        }
        rules |= (uint64_t)(st == XW_OK) << i;
    }
    memcpy(forms->family, name, len + 1);
    forms->rules = rules;
    return XW_OK;
}

/* ---- Writing the form --------------------------------------------------- */

typedef struct form {
    char *out;
    size_t size, len; /* at `size` it does not fit */
} form;

static void
put(form *f, char c)
{
    if (f->len < f->size) {
        f->out[f->len++] = c;
    }
}

static bool
in_item(char c)
{
    return xw_ascii_digit(c) || xw_ascii_letter(c) || (unsigned char)c >= 0x80;
}

/* See xw_form_rule. */
static void
put_items(form *f, xw_string text)
{
    bool begun = false, apart = false, zeros = true;
    for (size_t i = 0; i < text.len; ++i) {
        char c = text.bytes[i];
        if (!in_item(c)) {
            apart = true;
            zeros = true;
            continue;
        }
        if (begun && apart) {
            put(f, '.');
        }
        begun = true;
        apart = false;
        bool padding = zeros && c == '0' && i + 1 < text.len &&
                       xw_ascii_digit(text.bytes[i + 1]);
        if (!padding) {
            put(f, xw_ascii_lower(c));
        }
        zeros = padding || !xw_ascii_digit(c);
    }
}

static void
put_lower(form *f, xw_string text)
{
    for (size_t i = 0; i < text.len; ++i) {
        put(f, xw_ascii_lower(text.bytes[i]));
    }
}

/* What the last match has in a group, or nothing. */
static xw_string
group(const xw_forms *forms, const char *id, size_t number)
{
    const size_t *ends = pcre2_get_ovector_pointer(forms->match) + 2 * number;
    if (ends[0] == PCRE2_UNSET) {
        return (xw_string){ id, 0 };
    }
    return (xw_string){ id + ends[0], ends[1] - ends[0] };
}

static xw_status
write_form(const xw_forms *forms, const char *id, const char *rule, form *f)
{
    for (; *rule; ++rule) {
        if (*rule != '$') {
            put(f, *rule);
            continue;
        }
        size_t number = (size_t)(*++rule - '0');
        xw_string text = group(forms, id, number);
        if (number) {
            put_items(f, text);
        } else {
            put_lower(f, text);
        }
    }
    put(f, '\0');
    return f->out[f->len - 1] == '\0' ? XW_OK : XW_NOT_FOUND;
}

static xw_status
apply_rule(xw_forms *forms, size_t rule, xw_string id, form *f)
{
    pcre2_code **code = &forms->ids[rule];
    xw_status st = compile(forms, xw_form_rules[rule].id,
                           PCRE2_ANCHORED | PCRE2_ENDANCHORED, code);
    if (st || (st = match(forms, *code, id.bytes, id.len))) {
        return st;
    }
    return write_form(forms, id.bytes, xw_form_rules[rule].form, f);
}

xw_status
xw_forms_normal(xw_forms *forms, const char *family, xw_string id, char *out,
                size_t size)
{
    char clean[ID_MOST];
    size_t len = xw_id_clean(id, clean, sizeof clean);
    if (!len) {
        return XW_NOT_FOUND;
    }
    xw_status st = choose_rules(forms, family);
    if (st) {
        return st;
    }
    form f = { .size = size };
    f.out = out; /* above, clang-tidy would have it const */
    st = XW_NOT_FOUND;
    for (size_t i = 0; st == XW_NOT_FOUND && i < xw_form_rule_count; ++i) {
        if (forms->rules >> i & 1) {
            f.len = 0;
            st = apply_rule(forms, i, (xw_string){ clean, len }, &f);
        }
    }
    return st;
}
