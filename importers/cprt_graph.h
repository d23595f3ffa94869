/* cprt_graph.h - how the elements of a CPRT file hang together, which its
 * relationships say one by one. */
#ifndef XW_IMPORTERS_CPRT_GRAPH_H
#define XW_IMPORTERS_CPRT_GRAPH_H

#include "json_record.h"

typedef struct xw_cprt_element {
    xw_string document, id; /**< borrowed from the file */
    xw_string parent;       /**< a control of the same document, or of len 0 */
    xw_string life;         /**< "incorporated_into PR.AA-01", a line each */
    bool control, withdrawn;
    size_t place; /* in the file */
} xw_cprt_element;

/** Start from zeroes. */
typedef struct xw_cprt_graph {
    xw_cprt_element *elements; /* [count] sorted, each once */
    size_t count;
    xw_string document; /* of what names none: the only one, or of len 0 */
} xw_cprt_graph;

/** Whether elements of a type are controls: what sorts them, who they are meant
 *  for, and literature, are not. */
bool xw_cprt_is_control(xw_string type);

/** Whether relationships of a kind say where an element stands, or what became
 *  of it. */
bool xw_cprt_is_structure(xw_string kind);

/** Look at all of a file.  `store` keeps the texts made.  False when out of
 *  memory, and then there is nothing to free.  O(n log n). */
bool xw_cprt_graph_make(xw_cprt_graph *graph, const json_t *lists,
                        xw_text_store *store);
void xw_cprt_graph_free(xw_cprt_graph *graph);

/** NULL when there is none.  O(log n). */
xw_cprt_element *xw_cprt_find(const xw_cprt_graph *graph, xw_string document,
                              xw_string id);

/** The document that a member names, or else the only one. */
xw_string xw_cprt_document_of(const xw_cprt_graph *graph, const json_t *json,
                              const char *member);

#endif
