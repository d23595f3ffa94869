/* import_support.h - what the tests of importers share: hearing diagnostics,
 * and seeing what a graph came to. */
#ifndef XW_TESTS_IMPORT_SUPPORT_H
#define XW_TESTS_IMPORT_SUPPORT_H

#include "support.h"

#include <xw/import.h>
#include <xw/query.h>

enum { HEARD_MOST = 64 };

/** What a listener heard. */
typedef struct heard {
    xw_severity severities[HEARD_MOST];
    xw_error errors[HEARD_MOST];
    size_t count;
    size_t wanted; /**< to be told no more after so many; 0: all */
} heard;

/** An xw_diag_fn whose payload is a `heard`. */
bool hear(void *payload, xw_severity severity, const xw_error *where);

/** Whether exactly these were heard, in this order: each "5:12 XW-107 error",
 *  or "/a/0 XW-202 error" for what has no line, and "XW-401 warning" for what
 *  has no place at all.  Prints both if not. */
#define assert_heard(h, ...)                                             \
    check_heard(h, (const char *const[]){ __VA_ARGS__, NULL }, __FILE__, \
                __LINE__)
#define assert_heard_nothing(h) \
    check_heard(h, (const char *const[]){ NULL }, __FILE__, __LINE__)
void check_heard(const heard *h, const char *const *wanted, const char *file,
                 int line);

/** Import `text` under this name, freeze it, and give the graph as text, to be
 *  freed.  NULL, and the status in `h`, when the import fails. */
char *import_text(const char *name, const char *text, heard *h);

/** The same with options, whose `diag` is set to hear. */
char *import_text_with(xw_import_options options, const char *text, heard *h);

/** A document that is wrong, and what is heard of it first. */
typedef struct bad_document {
    const char *text, *heard;
} bad_document;

/** Import each of these under one name, and assert what is heard. */
void assert_bad(const char *name, const bad_document *documents, size_t count);

/** Import the text that `state` is, for sweep_allocations(). */
xw_status import_text_once(void *state);

/** Import a text, and assert that the graph as text has `wanted` in it. */
void assert_import_says(const char *name, const char *text, const char *wanted);

/** All that is in a graph, one line each. */
char *graph_text(const xw_graph *graph);

/** Assert what import_text gives, and that nothing was heard. */
void assert_import(const char *name, const char *text, const char *wanted);

#endif
