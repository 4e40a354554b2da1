/* 16-byte vectors: SSE2 on x86-64, NEON on AArch64, elsewhere what the compiler makes of them. */
#include "batchnorm/kernel.h"

#if BATCHNORM_HAS_VECTORS
#if defined __SSE2__
#include <emmintrin.h>
#define KERNEL_NAME "sse2"
#elif defined __aarch64__
#include <arm_neon.h>
#define KERNEL_NAME "neon"
#else
#define KERNEL_NAME "vector16"
#endif

#define BATCHNORM_VECTOR_BYTES 16
#define KERNEL_TABLE batchnorm_kernel_vector16
#include "batchnorm/kernel_template.inc"
#endif
