#include "tally.h"

#include "alloc.h"
#include "error.h"

#include <string.h>

xw_status
xw_tally_init(xw_tally *tally, size_t words, xw_error *err)
{
    *tally = (xw_tally){ .words = words };
    tally->rows = xw_alloc_zeroed(XW_TALLY_ROWS * words, sizeof *tally->rows);
    tally->planes =
        xw_alloc_zeroed(XW_TALLY_PLANES * words, sizeof *tally->planes);
    return tally->rows && tally->planes
               ? XW_OK
               : xw_fail(err, XW_E_NOMEM, "out of memory for an overlap");
}

void
xw_tally_clear(xw_tally *tally)
{
    xw_alloc_free(tally->rows);
    xw_alloc_free(tally->planes);
    *tally = (xw_tally){ 0 };
}

/* Add three digits of one weight: the sum into `*a`, the carry is returned. */
static inline uint64_t
add_digits(uint64_t *a, uint64_t b, uint64_t c)
{
    uint64_t half = *a ^ b;
    uint64_t carry = (*a & b) | (half & c);
    *a = half ^ c;
    return carry;
}

/* Eight rows onto the planes of one, two and four; what carries, for that of
 * eight, takes the place of the first row. */
static void
add_rows(xw_tally *tally)
{
    const size_t n = tally->words;
    uint64_t *rows = tally->rows;
    uint64_t *ones = tally->planes;
    uint64_t *twos = ones + n;
    uint64_t *fours = twos + n;
    for (size_t w = 0; w < n; ++w) {
        uint64_t *row = rows + w;
        uint64_t a = add_digits(&ones[w], row[0], row[n]);
        uint64_t b = add_digits(&ones[w], row[2 * n], row[3 * n]);
        uint64_t c = add_digits(&twos[w], a, b);
        a = add_digits(&ones[w], row[4 * n], row[5 * n]);
        b = add_digits(&ones[w], row[6 * n], row[7 * n]);
        uint64_t d = add_digits(&twos[w], a, b);
        row[0] = add_digits(&fours[w], c, d);
    }
}

static void
carry_on(xw_tally *tally)
{
    const size_t n = tally->words;
    uint64_t *carry = tally->rows;
    uint64_t any = 1;
    for (unsigned p = 3; p < XW_TALLY_PLANES && any; ++p) {
        uint64_t *plane = tally->planes + p * n;
        any = 0;
        for (size_t w = 0; w < n; ++w) {
            uint64_t next = plane[w] & carry[w];
            plane[w] ^= carry[w];
            carry[w] = next;
            any |= next;
        }
        tally->plane_count =
            p + 1 > tally->plane_count ? p + 1 : tally->plane_count;
    }
}

static void
count_rows(xw_tally *tally)
{
    add_rows(tally);
    carry_on(tally);
    memset(tally->rows, 0, XW_TALLY_ROWS * tally->words * sizeof(uint64_t));
    tally->row_count = 0;
}

uint64_t *
xw_tally_next(xw_tally *tally)
{
    if (tally->row_count == XW_TALLY_ROWS) {
        count_rows(tally);
    }
    return tally->rows + tally->words * tally->row_count++;
}

void
xw_tally_drop(xw_tally *tally)
{
    --tally->row_count;
    memset(tally->rows + tally->words * tally->row_count, 0,
           tally->words * sizeof(uint64_t));
}

/* Eight bits, each to the lowest bit of a byte of its own. */
static uint64_t
spread_bits(unsigned byte)
{
    /* A copy of the byte for each bit, of which that bit is kept. */
    uint64_t kept =
        byte * UINT64_C(0x0101010101010101) & UINT64_C(0x8040201008040201);
    return (kept + UINT64_C(0x7F7F7F7F7F7F7F7F)) >> 7 &
           UINT64_C(0x0101010101010101);
}

/* Eight counters, those of byte `at` of the planes. */
static void
read_eight(const xw_tally *tally, size_t at, uint32_t out[8])
{
    for (unsigned i = 0; i < 8; ++i) {
        out[i] = 0;
    }
    for (unsigned base = 0; base < tally->plane_count; base += 8) {
        uint64_t digits = 0;
        for (unsigned p = base; p < base + 8 && p < tally->plane_count; ++p) {
            uint64_t word = tally->planes[p * tally->words + at / 8];
            digits += spread_bits(word >> (at % 8 * 8) & 0xFFU) << (p - base);
        }
        for (unsigned i = 0; i < 8; ++i) {
            out[i] += (uint32_t)(digits >> (8 * i) & 0xFFU) << base;
        }
    }
}

void
xw_tally_read(xw_tally *tally, uint32_t *out, size_t count)
{
    count_rows(tally);
    for (size_t first = 0; first < count; first += 8) {
        uint32_t eight[8];
        read_eight(tally, first / 8, eight);
        for (size_t i = first; i < count && i < first + 8; ++i) {
            out[i] = eight[i - first];
        }
    }
    memset(tally->planes, 0,
           tally->plane_count * tally->words * sizeof *tally->planes);
    tally->plane_count = 0;
}
