/* memo.h - the ids that a few texts had last.  Rows name the same frameworks, set
 * and often control as those before, and looking one up costs more than seeing
 * that it is the same. */
#ifndef XW_IMPORTERS_MEMO_H
#define XW_IMPORTERS_MEMO_H

#include <xw/xw.h>

enum { XW_MEMO_SLOTS = 16, XW_MEMO_TEXT = 112 /* bytes of the longest kept */ };

typedef struct xw_memo_slot {
    char text[XW_MEMO_TEXT];
    size_t len; /**< 0 for none */
    uint32_t within, id;
} xw_memo_slot;

/** Start from zeroes.  Texts of the same slot replace each other. */
typedef struct xw_memo {
    xw_memo_slot slots[XW_MEMO_SLOTS];
} xw_memo;

/** Whether an id of `text` is kept, as `within` something that the caller
 *  numbers; never of no text. */
bool xw_memo_find(const xw_memo *memo, uint32_t within, xw_string text,
                  uint32_t *id);

/** Keep an id, unless the text is too long. */
void xw_memo_keep(xw_memo *memo, uint32_t within, xw_string text, uint32_t id);

#endif
