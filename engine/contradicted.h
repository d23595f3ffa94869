/* contradicted.h - all pairs of controls of which two walks, of at most two
 * mappings each, contradict each other.
 *
 * Two such walks are a cycle of three or four half-edges.  What one says of its
 * ends is r;s, and the other t;u.  By the cycle law of relation algebras the
 * meet of r;s and t;u is empty just when that of r^;t and s;u^ is (r^: the
 * converse), which is what the two walks between the other corners say: so each
 * corner of the cycle contradicts the one across, or none does, and a cycle of
 * three contradicts all of its half-edges or none (tests/test_relation.c).
 *
 * So each cycle need be looked at from one corner only, that with the most
 * half-edges, which is by walks through corners with fewer: of hubs there are
 * few, and nearly all walks of two mappings go through them.  (Chiba and
 * Nishizeki, "Arboricity and subgraph listing algorithms", SIAM J. Comput. 14
 * (1985), count cycles of four so.) */
#ifndef XW_ENGINE_CONTRADICTED_H
#define XW_ENGINE_CONTRADICTED_H

#include "telling.h"

typedef struct xw_contradicted {
    uint32_t *rows;   /**< [control_count + 1] */
    uint32_t *others; /**< [rows[control_count]] each pair both ways, maybe more
                           than once, in no order */
    bool are_too_many; /**< and not listed */
} xw_contradicted;

/** Find those of a graph that `near` has looked at, without part links.
 *
 *  @retval XW_E_NOMEM
 *
 *  O(sum, over half-edges, of the mappings of the end that has fewer, + cycles
 *  that contradict themselves); these are too many when they are several times
 *  the half-edges. */
xw_status xw_contradicted_find(const xw_near *near,
                               const xw_mask_product *product, unsigned parts,
                               xw_contradicted *out, xw_error *err);
void xw_contradicted_clear(xw_contradicted *contradicted);

#endif
