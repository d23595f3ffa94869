/* tally.h - how often each of many bits is set in rows of them.
 *
 * Counters stand on end: a plane holds one binary digit of all of them, so that
 * adding a row is a few word operations for 64 counters (Harley and Seal's
 * counting; Warren, "Hacker's Delight", 2nd ed. 2012, 5-1). */
#ifndef XW_ENGINE_TALLY_H
#define XW_ENGINE_TALLY_H

#include <xw/xw.h>

enum { XW_TALLY_ROWS = 8, XW_TALLY_PLANES = 32 };

typedef struct xw_tally {
    size_t words;
    uint64_t *rows;   /**< [XW_TALLY_ROWS * words] not counted yet */
    uint64_t *planes; /**< [XW_TALLY_PLANES * words] */
    unsigned row_count, plane_count;
} xw_tally;

/** Room for rows of so many words.  @retval XW_E_NOMEM */
xw_status xw_tally_init(xw_tally *tally, size_t words, xw_error *err);
void xw_tally_clear(xw_tally *tally);

/** The next row, all zero, to be filled before the next call of anything. */
uint64_t *xw_tally_next(xw_tally *tally);

/** Give up the row last got, as if it had not been. */
void xw_tally_drop(xw_tally *tally);

/** Write the counters [count], and begin anew. */
void xw_tally_read(xw_tally *tally, uint32_t *out, size_t count);

#endif
