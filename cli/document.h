/* document.h - JSON values to print, made with jansson.
 *
 * Memory is taken from memory.h, so no value is ever NULL for want of it, and
 * members keep the order in which they were set. */
#ifndef XW_CLI_DOCUMENT_H
#define XW_CLI_DOCUMENT_H

#include "writer.h"

#include <jansson.h>

/** Have jansson take its memory from memory.h; before anything else here. */
void document_use_memory(void);

/** A string; bytes that are no UTF-8 become U+FFFD. */
json_t *document_text(const char *text);

/** The same, but null for "". */
json_t *document_text_or_null(const char *text);

/** The value that `json`, of a writer, says; frees the text. */
json_t *document_take(struct text *json);

/** Set a member; takes the value. */
void document_set(json_t *object, const char *key, json_t *value);

/** A member that is a string; "" when it is none. */
const char *document_string(const json_t *object, const char *key);

/** A member that is a number or a truth; 0 or false when it is none. */
json_int_t document_integer(const json_t *object, const char *key);
double document_number(const json_t *object, const char *key);
bool document_flag(const json_t *object, const char *key);

/** Add the strings of an array, with `mark` between. */
void document_join(struct text *out, const json_t *array, const char *mark);

/** Add to an array; takes the value. */
void document_add(json_t *array, json_t *value);

/** Print to stdout, indented, and end the line. */
void document_print(const json_t *document);

/** Write it as a value; takes it. */
void document_write(json_t *document, struct writer *out);

#endif
