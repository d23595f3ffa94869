#include "memo.h"

#include "words.h"

#include <string.h>

/* Ids of one kind differ at their ends; words in their lengths and beginnings. */
static size_t
slot_of(uint32_t within, xw_string text)
{
    unsigned last = (unsigned char)text.bytes[text.len - 1];
    unsigned first = (unsigned char)text.bytes[0];
    return (last + first + text.len + within) % XW_MEMO_SLOTS;
}

bool
xw_memo_find(const xw_memo *memo, uint32_t within, xw_string text, uint32_t *id)
{
    if (!text.len) {
        return false;
    }
    const xw_memo_slot *slot = &memo->slots[slot_of(within, text)];
    if (slot->len != text.len || slot->within != within ||
        !xw_same_bytes(slot->text, text.bytes, text.len)) {
        return false;
    }
    *id = slot->id;
    return true;
}

void
xw_memo_keep(xw_memo *memo, uint32_t within, xw_string text, uint32_t id)
{
    if (!text.len || text.len > XW_MEMO_TEXT) {
        return;
    }
    xw_memo_slot *slot = &memo->slots[slot_of(within, text)];
    memcpy(slot->text, text.bytes, text.len);
    slot->len = text.len;
    slot->within = within;
    slot->id = id;
}
