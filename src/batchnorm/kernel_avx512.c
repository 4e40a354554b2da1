/* 64-byte vectors: the AVX-512 of Skylake and later. */
#include "batchnorm/kernel.h"

#if BATCHNORM_HAS_VECTORS && defined __x86_64__
#include <immintrin.h>

#if defined __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,fma,tune=skylake-avx512")
#endif

#define BATCHNORM_VECTOR_BYTES 64
#define KERNEL_NAME "avx512"
#define KERNEL_TABLE batchnorm_kernel_avx512
#include "batchnorm/kernel_template.inc"

#if defined __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
