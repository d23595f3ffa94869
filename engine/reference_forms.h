/* reference_forms.h - the forms in which references are compared: natural
 * order of versions, folded framework names, and the structured normal form of
 * control ids, one table of PCRE2 patterns by framework family. */
#ifndef XW_ENGINE_REFERENCE_FORMS_H
#define XW_ENGINE_REFERENCE_FORMS_H

#include <xw/xw.h>

/** Room for the normal form of the longest id that has one. */
enum { XW_FORM_SIZE = 320 };

/** Compiled patterns, each compiled when first needed.  For one thread. */
typedef struct xw_forms xw_forms;

xw_status xw_forms_new(xw_forms **out);
void xw_forms_free(xw_forms *forms);

/** Write the normal form, NUL-terminated, of a control id of a framework of
 *  `family` ("nist-sp-800-53", or "").  Two ids of one framework with equal
 *  normal forms are spellings of one control.
 *
 *  @retval XW_NOT_FOUND  No pattern of the family takes the id, or its form
 *                        does not fit: `out` is undefined.
 *  @retval XW_E_NOMEM */
xw_status xw_forms_normal(xw_forms *forms, const char *family, xw_string id,
                          char *out, size_t size);

/** `id` without the blanks around it, no-break ones among them, and without
 *  commas, semicolons and full stops at its end.  May leave nothing. */
xw_string xw_id_trim(xw_string id);

/** Write a trimmed id with each run of blanks inside it as one, NUL-terminated,
 *  and give its length; 0 when `size` is too small. */
size_t xw_id_clean(xw_string id, char *out, size_t size);

/** As strcmp, but runs of digits compare as numbers: "2.10" after "2.9". */
int xw_natural_compare(const char *a, const char *b);

/** Write a framework name without case, blanks, - _ / : and "ISO/IEC",
 *  NUL-terminated; longer ones are cut.  `size` is at least 1. */
void xw_framework_name_fold(xw_string name, char *out, size_t size);

#endif
