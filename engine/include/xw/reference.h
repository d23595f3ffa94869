/* xw/reference.h - FRAMEWORK:CONTROL to ids and back: public API.
 *
 * The framework part of a reference is the longest prefix ending before a colon
 * that resolves, so that "ISO/IEC 42001:2023:6.1.2" works.  A framework
 * resolves by exact id, alias, family (its newest version), or name with case,
 * blanks, - _ / : and "ISO/IEC" removed; an exact id wins before a last '@' is
 * read as a scope.  A control resolves by exact id, by a match but for case
 * that is the only one, by the normal form of its framework's family, by
 * alias.  Ids are never folded by stripping punctuation, nor read as numbers.
 * Outer blanks do not count. */
#ifndef XW_REFERENCE_H
#define XW_REFERENCE_H

#include <xw/query.h>
#include <xw/xw.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Resolves references in one graph.  For one thread at a time; compiles its
 *  patterns when first needed. */
typedef struct xw_resolver xw_resolver;

/** O(1). */
XW_API xw_status xw_resolver_new(const xw_graph *graph, xw_resolver **out,
                                 xw_error *err);
XW_API void xw_resolver_free(xw_resolver *resolver);

/** The framework or scope that `text` names.
 *
 *  @retval XW_NOT_FOUND  Unknown or ambiguous: the message says which, and
 *                        xw_resolver_nearest what is near.
 *  @retval XW_E_NOMEM
 *
 *  O(1) for an exact id, else O(frameworks). */
XW_API xw_status xw_resolve_framework(xw_resolver *resolver, xw_string text,
                                      xw_selection *out, xw_error *err);

/** The control that `text`, "FRAMEWORK:CONTROL", names.
 *  @retval XW_NOT_FOUND  As above.
 *
 *  O(text.len) for an exact id, else O(controls of the framework). */
XW_API xw_status xw_resolve_control(xw_resolver *resolver, xw_string text,
                                    xw_control *out, xw_error *err);

/** The control of `framework` that `id` names.  As above. */
XW_API xw_status xw_resolve_control_in(xw_resolver *resolver,
                                       xw_framework framework, xw_string id,
                                       xw_control *out, xw_error *err);

/** What the last XW_NOT_FOUND may have meant, nearest first: number `index` of
 *  at most 8, as whole references.  NULL when there are no more.  Borrowed
 *  until the next call of the resolver. */
XW_API const char *xw_resolver_nearest(const xw_resolver *resolver,
                                       size_t index);

/** Write "iso-42001-2023:6.1.2".  At most `size` bytes, NUL included; gives
 *  the length needed without NUL, as snprintf. */
XW_API xw_status xw_reference_write(const xw_graph *graph, xw_control control,
                                    char *out, size_t size, size_t *len,
                                    xw_error *err);

/** Its two parts, "iso-42001-2023" and "6.1.2", borrowed from the graph. */
XW_API xw_status xw_reference_parts(const xw_graph *graph, xw_control control,
                                    const char **framework_id,
                                    const char **control_id, xw_error *err);

#ifdef __cplusplus
}
#endif

#endif /* XW_REFERENCE_H */
