/*
 * Which kernel this process uses: the widest that machine, operating system and compiler have.
 *
 * BATCHNORM_DISABLE_CPU lists instruction sets to do without, such as "avx512,avx2", so that tests can run every kernel on one
 * machine; with all of them it is the scalar reference.  The choice is made at the first call and never changes.
 */
#include "batchnorm/kernel.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The scalar reference, so that a choice made can be told from none. */
static const struct batchnorm_kernel reference = {.name = "scalar"};

#if BATCHNORM_HAS_VECTORS
static bool listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    while (*list) {
        size_t item = strcspn(list, ", ");
        if (item == length && memcmp(list, name, length) == 0)
            return true;
        list += item + strspn(list + item, ", ");
    }
    return false;
}
#endif

static const struct batchnorm_kernel *choose(void)
{
#if BATCHNORM_HAS_VECTORS
    const char *disabled = getenv("BATCHNORM_DISABLE_CPU");
    if (!disabled)
        disabled = "";
#if defined __x86_64__
    /* These ask the operating system too, whether it saves the registers. */
    if (!listed(disabled, "avx512") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return &batchnorm_kernel_avx512;
    if (!listed(disabled, "avx2") && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &batchnorm_kernel_avx2;
#endif
    if (!listed(disabled, batchnorm_kernel_vector16.name))
        return &batchnorm_kernel_vector16;
#endif
    return &reference;
}

static const struct batchnorm_kernel *chosen(void)
{
    static _Atomic(const struct batchnorm_kernel *) choice;
    const struct batchnorm_kernel *kernel = atomic_load_explicit(&choice, memory_order_acquire);
    if (!kernel) {
        kernel = choose(); /* threads that meet here choose the same */
        atomic_store_explicit(&choice, kernel, memory_order_release);
    }
    return kernel;
}

const struct batchnorm_kernel *batchnorm_kernel(void)
{
    const struct batchnorm_kernel *kernel = chosen();
    return kernel == &reference ? NULL : kernel;
}

bool batchnorm_wants_pace(void)
{
#if BATCHNORM_HAS_VECTORS && defined __x86_64__
    return chosen() == &batchnorm_kernel_avx512 && __builtin_cpu_is("amd");
#else
    return false;
#endif
}

const char *batchnorm_implementation(void)
{
    return chosen()->name;
}
