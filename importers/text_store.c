#include "text_store.h"

#include <xw/build.h>

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 1 << 14 };

struct xw_text_block {
    struct xw_text_block *older;
    size_t len, cap;
    char bytes[];
};

static struct xw_text_block *
add_block(xw_text_store *store, size_t len)
{
    size_t cap = len > BLOCK_BYTES ? len : BLOCK_BYTES;
    struct xw_text_block *block = malloc(sizeof *block + cap);
    if (block) {
        block->older = store->blocks;
        block->len = 0;
        block->cap = cap;
        store->blocks = block;
    }
    return block;
}

char *
xw_text_store_room(xw_text_store *store, size_t len)
{
    struct xw_text_block *block = store->blocks;
    if (!block || block->cap - block->len < len) {
        block = add_block(store, len);
    }
    if (!block) {
        return NULL;
    }
    char *room = block->bytes + block->len;
    block->len += len;
    return room;
}

bool
xw_text_store_copy(xw_text_store *store, xw_string text, xw_string *out)
{
    char *bytes = xw_text_store_room(store, text.len);
    if (bytes && text.len) {
        memcpy(bytes, text.bytes, text.len);
    }
    *out = (xw_string){ bytes, bytes ? text.len : 0 };
    return bytes != NULL;
}

bool
xw_text_store_lower(xw_text_store *store, xw_string text, xw_string *out)
{
    char *bytes = xw_text_store_room(store, text.len);
    for (size_t i = 0; bytes && i < text.len; ++i) {
        char c = text.bytes[i];
        bytes[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    *out = (xw_string){ bytes, bytes ? text.len : 0 };
    return bytes != NULL;
}

bool
xw_text_store_slug(xw_text_store *store, xw_string text, xw_string *out)
{
    size_t len = xw_framework_slug(text, NULL, 0);
    char *bytes = xw_text_store_room(store, len + 1);
    if (bytes) {
        (void)xw_framework_slug(text, bytes, len + 1);
    }
    *out = (xw_string){ bytes, bytes ? len : 0 };
    return bytes != NULL;
}

void
xw_text_store_free(xw_text_store *store)
{
    while (store->blocks) {
        struct xw_text_block *older = store->blocks->older;
        free(store->blocks);
        store->blocks = older;
    }
}
