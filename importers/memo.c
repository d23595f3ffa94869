#include "memo.h"

#include <string.h>

bool
xw_memo_has(const xw_memo *memo, xw_string text)
{
    return memo->len && memo->len == text.len &&
           memcmp(memo->text, text.bytes, text.len) == 0;
}

void
xw_memo_keep(xw_memo *memo, xw_string text, uint32_t id)
{
    memo->len = 0;
    if (text.len && text.len <= sizeof memo->text) {
        memcpy(memo->text, text.bytes, text.len);
        memo->len = text.len;
        memo->id = id;
    }
}
