#include "exchange/sha1.h"

#include <string.h>

enum { BLOCK = 64, ROUNDS = 80 };

static uint32_t rotate(uint32_t word, unsigned count)
{
    return word << count | word >> (32 - count);
}

/* FIPS 180-4, 6.1.2. */
static void add_block(uint32_t state[5], const unsigned char block[BLOCK])
{
    static const uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t schedule[ROUNDS], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (size_t i = 0; i < 16; i++)
        schedule[i] =
            (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = 16; i < ROUNDS; i++)
        schedule[i] = rotate(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t choice = i < 20 ? (b & c) ^ (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) ^ (b & d) ^ (c & d);
        uint32_t next = rotate(a, 5) + choice + e + constants[i / 20] + schedule[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

uint32_t sha1_first_word(const char *bytes, size_t length)
{
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char block[2 * BLOCK] = {0};
    size_t at = 0;
    for (; length - at >= BLOCK; at += BLOCK) {
        memcpy(block, bytes + at, BLOCK);
        add_block(state, block);
    }
    size_t rest = length - at, last = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    memset(block, 0, sizeof block);
    memcpy(block, bytes + at, rest);
    block[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        block[last - 1 - i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    for (size_t i = 0; i < last; i += BLOCK)
        add_block(state, block + i);
    return state[0];
}
