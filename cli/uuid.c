#include "uuid.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* SHA-1 as FIPS 180-4 has it, which version 5 is defined by; nothing here is
 * kept secret by it. */
enum { BLOCK = 64, WORDS = 5, ROUNDS = 80, LENGTH_BYTES = 8 };

struct sha1 {
    uint32_t state[WORDS];
    unsigned char block[BLOCK];
    size_t used; /* of the block */
    uint64_t bytes;
};

static uint32_t
rotate(uint32_t word, unsigned by)
{
    return word << by | word >> (32 - by);
}

static void
expand(const unsigned char block[BLOCK], uint32_t words[ROUNDS])
{
    for (size_t i = 0; i < BLOCK / 4; ++i) {
        const unsigned char *at = block + 4 * i;
        words[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
                   (uint32_t)at[2] << 8 | at[3];
    }
    for (size_t i = BLOCK / 4; i < ROUNDS; ++i) {
        words[i] = rotate(
            words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
}

/* What round `i` mixes of the three middle words, with its constant. */
static uint32_t
mix(size_t i, const uint32_t w[WORDS])
{
    if (i < 20) {
        return ((w[1] & w[2]) | (~w[1] & w[3])) + 0x5A827999;
    }
    if (i < 40) {
        return (w[1] ^ w[2] ^ w[3]) + 0x6ED9EBA1;
    }
    if (i < 60) {
        return ((w[1] & w[2]) | (w[1] & w[3]) | (w[2] & w[3])) + 0x8F1BBCDC;
    }
    return (w[1] ^ w[2] ^ w[3]) + 0xCA62C1D6;
}

static void
digest_block(struct sha1 *sha)
{
    uint32_t words[ROUNDS], w[WORDS];
    expand(sha->block, words);
    memcpy(w, sha->state, sizeof w);
    for (size_t i = 0; i < ROUNDS; ++i) {
        uint32_t first = rotate(w[0], 5) + mix(i, w) + w[4] + words[i];
        w[4] = w[3];
        w[3] = w[2];
        w[2] = rotate(w[1], 30);
        w[1] = w[0];
        w[0] = first;
    }
    for (size_t i = 0; i < WORDS; ++i) {
        sha->state[i] += w[i];
    }
    sha->used = 0;
}

static void
add(struct sha1 *sha, const void *bytes, size_t len)
{
    const unsigned char *from = bytes;
    for (size_t i = 0; i < len; ++i) {
        sha->block[sha->used++] = from[i];
        if (sha->used == BLOCK) {
            digest_block(sha);
        }
    }
    sha->bytes += len;
}

static void
finish(struct sha1 *sha)
{
    uint64_t bits = 8 * sha->bytes;
    unsigned char length[LENGTH_BYTES];
    for (size_t i = 0; i < LENGTH_BYTES; ++i) {
        length[i] = (unsigned char)(bits >> (56 - 8 * i) & 0xFF);
    }
    add(sha, "\x80", 1);
    while (sha->used != BLOCK - LENGTH_BYTES) {
        add(sha, "", 1);
    }
    add(sha, length, sizeof length);
}

void
uuid_of(const char *name, size_t len, char out[UUID_ROOM])
{
    /* Of "urn:x-crosswalk" in the namespace of URLs. */
    static const unsigned char namespace[] = { 0x06, 0x78, 0x22, 0x85,
                                               0xB6, 0x0D, 0x56, 0xB8,
                                               0xB8, 0x1F, 0x79, 0x22,
                                               0x41, 0x9A, 0x26, 0x22 };
    struct sha1 sha = { .state = { 0x67452301, 0xEFCDAB89, 0x98BADCFE,
                                   0x10325476, 0xC3D2E1F0 } };
    unsigned char id[16];
    add(&sha, namespace, sizeof namespace);
    add(&sha, name, len);
    finish(&sha);
    for (size_t i = 0; i < sizeof id; ++i) {
        id[i] = (unsigned char)(sha.state[i / 4] >> (24 - 8 * (i % 4)) & 0xFF);
    }
    id[6] = (unsigned char)((id[6] & 0x0F) | 0x50); /* version 5 */
    id[8] = (unsigned char)((id[8] & 0x3F) | 0x80); /* of RFC 9562 */
    char *to = out;
    for (size_t i = 0; i < sizeof id; ++i) {
        to += sprintf(to,
                      i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
                      (unsigned)id[i]);
    }
}
