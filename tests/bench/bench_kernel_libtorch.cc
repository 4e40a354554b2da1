/*
 * libtorch behind the bench's interface: the operators that nn.BatchNorm2d calls, without autograd.
 *
 * They make their results anew at each call.  So that this does not cost them fresh pages each time, which it does in a program
 * that does not ask, malloc is told to keep its memory.
 */
#include "bench_kernel.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace
{

at::TensorOptions floats()
{
    return at::TensorOptions().dtype(at::kFloat);
}

/* libtorch's interface takes what it only reads as writable too. */
at::Tensor of_channels(const kernel_case &which, const float *values)
{
    return at::from_blob(const_cast<float *>(values), {(int64_t)which.shape.channels}, floats());
}

at::Tensor of_tensor(const kernel_case &which, const float *values)
{
    int64_t batch = (int64_t)which.shape.batch, channels = (int64_t)which.shape.channels, spatial = (int64_t)which.shape.spatial;
    float *data = const_cast<float *>(values);
    if (spatial == 1)
        return at::from_blob(data, {batch, channels}, floats());
    /* One row of pixels: neither pass looks at the sides of an image. */
    if (which.shape.layout == BATCHNORM_CHANNELS_LAST)
        return at::from_blob(data, {batch, channels, 1, spatial}, {spatial * channels, 1, spatial * channels, channels}, floats());
    return at::from_blob(data, {batch, channels, 1, spatial}, floats());
}

at::Tensor run_and_return(const kernel_case &which, const kernel_buffers *b)
{
    at::set_num_threads(kernel_case_threads(&which));
    at::Tensor x = of_tensor(which, b->x), gamma = of_channels(which, b->gamma);
    if (which.pass == PASS_BACKWARD) {
        at::Tensor inverse = at::rsqrt(of_channels(which, b->var_float) + (double)BENCH_EPSILON);
        return std::get<0>(at::native_batch_norm_backward(of_tensor(which, b->dy), x, gamma, {}, {},
                                                          of_channels(which, b->mean_float), inverse, true, (double)BENCH_EPSILON,
                                                          {true, true, true}));
    }
    return std::get<0>(at::native_batch_norm(x, gamma, of_channels(which, b->beta), of_channels(which, b->running_mean),
                                             of_channels(which, b->running_var), which.pass == PASS_TRAINING,
                                             (double)BENCH_MOMENTUM, (double)BENCH_EPSILON));
}

void *prepare(const kernel_case *which)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 2000000000);
#endif
    return new kernel_case(*which);
}

void run(void *state, const kernel_buffers *buffers)
{
    c10::InferenceMode guard;
    run_and_return(*static_cast<kernel_case *>(state), buffers);
}

void run_and_copy(void *state, const kernel_buffers *buffers)
{
    c10::InferenceMode guard;
    const kernel_case &which = *static_cast<kernel_case *>(state);
    of_tensor(which, buffers->out).copy_(run_and_return(which, buffers));
}

void release(void *state)
{
    delete static_cast<kernel_case *>(state);
}

} // namespace

const contender contender_libtorch = {"libtorch", prepare, run, release};
const contender contender_libtorch_last = {"libtorch NHWC", prepare, run, release};
const contender contender_libtorch_copied = {"libtorch", prepare, run_and_copy, release};
