#include "batchnorm_variants.h"

#include "batchnorm/batchnorm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void begin(const char *disabled, const char *name)
{
    setenv("BATCHNORM_DISABLE_CPU", disabled, 1);
    ck_assert_str_eq(batchnorm_implementation(), name);
}

static void begin_avx512(void)
{
    begin("", "avx512");
}

static void begin_avx2(void)
{
    begin("avx512", "avx2");
}

#if defined __aarch64__
#define NAME_16 "neon"
#elif defined __SSE2__
#define NAME_16 "sse2"
#else
#define NAME_16 "vector16"
#endif

static void begin_16(void)
{
    begin("avx512,avx2", NAME_16);
}

static void begin_scalar(void)
{
    begin("avx512,avx2," NAME_16, "scalar");
}

static const struct {
    struct batchnorm_variant variant;
    const char *disabled;
} all[BATCHNORM_VARIANTS_MAX] = {
    {{"avx512", begin_avx512}, ""},
    {{"avx2", begin_avx2}, "avx512"},
    {{NAME_16, begin_16}, "avx512,avx2"},
    {{"scalar", begin_scalar}, "avx512,avx2," NAME_16},
};

/* Asks a child, so that this process has not chosen yet. */
static bool is_here(const char *disabled, const char *name)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        setenv("BATCHNORM_DISABLE_CPU", disabled, 1);
        _exit(strcmp(batchnorm_implementation(), name) != 0);
    }
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

bool batchnorm_variant_is_here(size_t index, const char **name)
{
    *name = all[index].variant.name;
    return is_here(all[index].disabled, all[index].variant.name);
}

size_t batchnorm_variants(struct batchnorm_variant found[BATCHNORM_VARIANTS_MAX])
{
    const char *fork_mode = getenv("CK_FORK");
    bool one_process = fork_mode && strcmp(fork_mode, "no") == 0;
    size_t count = 0;
    for (size_t i = 0; i < BATCHNORM_VARIANTS_MAX; i++) {
        if (one_process && count > 0)
            printf("# kernel %s: not run, one process (CK_FORK=no) runs one kernel\n", all[i].variant.name);
        else if (is_here(all[i].disabled, all[i].variant.name))
            found[count++] = all[i].variant;
        else
            printf("# kernel %s: not run, see check_batchnorm_kernels\n", all[i].variant.name);
    }
    fflush(stdout);
    return count;
}
