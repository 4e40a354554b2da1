/* SHA-1 (FIPS 180-4), for the checksums in Anki's collections; good for nothing that has to be safe. */
#ifndef EXCHANGE_SHA1_H
#define EXCHANGE_SHA1_H

#include <stddef.h>
#include <stdint.h>

/* The first 32 bits of the digest of `length` bytes. */
uint32_t sha1_first_word(const char *bytes, size_t length);

#endif
