/* 32-byte vectors: AVX2 and FMA. */
#include "batchnorm/kernel.h"

#if BATCHNORM_HAS_VECTORS && defined __x86_64__
#include <immintrin.h>

#if defined __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma,tune=haswell")
#endif

#define BATCHNORM_VECTOR_BYTES 32
#define KERNEL_NAME "avx2"
#define KERNEL_TABLE batchnorm_kernel_avx2
#include "batchnorm/kernel_template.inc"

#if defined __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
