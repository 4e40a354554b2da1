/*
 * Every kernel that this machine can run, so that each is tested and not only the one that is chosen by default.
 *
 * A process chooses its kernel once, so a variant is begun in a process that has not called libbatchnorm: as a checked fixture,
 * which Check runs in the child of each test.
 */
#ifndef TESTS_BATCHNORM_VARIANTS_H
#define TESTS_BATCHNORM_VARIANTS_H

#include <check.h>
#include <stdbool.h>

enum { BATCHNORM_VARIANTS_MAX = 4 };

struct batchnorm_variant {
    const char *name;    /* as batchnorm_implementation() says it */
    void (*begin)(void); /* makes this process use it */
};

/* Fills `found` and returns how many there are, at least 1; prints which ones the machine lacks. */
size_t batchnorm_variants(struct batchnorm_variant found[BATCHNORM_VARIANTS_MAX]);

/* Names kernel `index` (0..BATCHNORM_VARIANTS_MAX-1), and tells whether this machine can run it.  To be asked before the process
 * has chosen its own. */
bool batchnorm_variant_is_here(size_t index, const char **name);

#endif
