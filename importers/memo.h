/* memo.h - the id that a text had last.  Rows name the same framework, set and
 * often control as the row before, and looking it up costs more than seeing
 * that it is the same. */
#ifndef XW_IMPORTERS_MEMO_H
#define XW_IMPORTERS_MEMO_H

#include <xw/xw.h>

/** Start from zeroes. */
typedef struct xw_memo {
    char text[128];
    size_t len;
    uint32_t id;
} xw_memo;

/** Whether `text` is what was kept last; never of no text. */
bool xw_memo_has(const xw_memo *memo, xw_string text);

/** Keep an id; a text that is too long makes it forget. */
void xw_memo_keep(xw_memo *memo, xw_string text, uint32_t id);

#endif
