/*
 * Which kernels of libbatchnorm the other programs can test on this machine.  One that is lacking is a skip that is counted, so
 * that nobody takes a green run here for a tested kernel.
 */
#include "batchnorm_variants.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
    for (size_t i = 0; i < BATCHNORM_VARIANTS_MAX; i++) {
        const char *name;
        if (batchnorm_variant_is_here(i, &name))
            printf("ok %zu - kernel %s\n", i + 1, name);
        else if (strcmp(name, "scalar") == 0)
            printf("not ok %zu - kernel scalar, which needs nothing\n", i + 1);
        else
            printf("ok %zu - kernel %s # SKIP this machine or this compiler lacks it\n", i + 1, name);
    }
    printf("1..%d\n", BATCHNORM_VARIANTS_MAX);
    return 0;
}
