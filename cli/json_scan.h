/* json_scan.h - JSON read where it lies: no tree, no memory, and what was
 * written can be given back as it was.
 *
 * The text ends in NUL and is UTF-8; it is RFC 8259 that is read, of at most
 * 64 levels. */
#ifndef XW_CLI_JSON_SCAN_H
#define XW_CLI_JSON_SCAN_H

#include <xw/xw.h>

enum json_kind {
    JSON_KIND_STRING,
    JSON_KIND_NUMBER,
    JSON_KIND_FLAG,
    JSON_KIND_NULL,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT
};

/** A value where it lies, from its first byte to its last: a string with its
 *  quotes. */
struct json_span {
    char *bytes;
    size_t len;
    enum json_kind kind;
};

struct json_scan {
    char *at;          /* the next byte */
    const char *fault; /* what is wrong there, or NULL */
    bool is_after;     /* a member or item: a comma comes next */
};

/** Whether an object begins here. */
bool json_scan_begins(const struct json_scan *scan, char bracket);

/** Begin to read the members of the object, or the items of the array, that
 *  begins here. */
void json_scan_enter(struct json_scan *scan);

/** The next member of an object, or item of an array.  False at its end, or
 *  with `fault` set. */
bool json_scan_member(struct json_scan *scan, struct json_span *key,
                      struct json_span *value);
bool json_scan_item(struct json_scan *scan, struct json_span *value);

/** Whether nothing but blanks is left. */
bool json_scan_is_done(struct json_scan *scan);

/** The text of a string, which ends in NUL, made where the string lies.  False
 *  for text that no string of ours can be: a NUL, half a surrogate pair. */
bool json_scan_text(struct json_span span, xw_string *out);

#endif
