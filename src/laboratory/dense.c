#include "laboratory/dense.h"

#include <string.h>

size_t dense_stride(size_t columns)
{
    return (columns + DENSE_LANES - 1) / DENSE_LANES * DENSE_LANES;
}

void dense_forward(const struct dense *dense, const float *x, const float *weight, const float *bias, float *y)
{
    size_t from = dense_stride(dense->inputs), to = dense_stride(dense->outputs);
    for (size_t row = 0; row < dense->rows; row++, x += from, y += to) {
        for (size_t j = 0; j < to; j += DENSE_LANES) {
            float sum[DENSE_LANES];
            memcpy(sum, bias + j, sizeof sum);
            const float *w = weight + j;
            for (size_t i = 0; i < dense->inputs; i++, w += to)
                for (size_t k = 0; k < DENSE_LANES; k++)
                    sum[k] += x[i] * w[k];
            memcpy(y + j, sum, sizeof sum);
        }
    }
}

void dense_backward_input(const struct dense *dense, const float *dy, const float *weight, float *dx)
{
    size_t from = dense_stride(dense->inputs), to = dense_stride(dense->outputs);
    for (size_t row = 0; row < dense->rows; row++, dx += from, dy += to) {
        const float *w = weight;
        for (size_t i = 0; i < dense->inputs; i++, w += to) {
            float sum[DENSE_LANES] = {0};
            for (size_t j = 0; j < to; j += DENSE_LANES)
                for (size_t k = 0; k < DENSE_LANES; k++)
                    sum[k] += dy[j + k] * w[j + k];
            dx[i] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
        }
    }
}

void dense_backward_weight(const struct dense *dense, const float *x, const float *dy, float *dweight, float *dbias)
{
    size_t from = dense_stride(dense->inputs), to = dense_stride(dense->outputs);
    for (size_t j = 0; j < to; j += DENSE_LANES) {
        float sums[DENSE_LANES] = {0};
        for (size_t row = 0; row < dense->rows; row++)
            for (size_t k = 0; k < DENSE_LANES; k++)
                sums[k] += dy[row * to + j + k];
        memcpy(dbias + j, sums, sizeof sums);
        for (size_t i = 0; i < dense->inputs; i++) {
            float sum[DENSE_LANES] = {0};
            const float *in = x + i, *out = dy + j;
            for (size_t row = 0; row < dense->rows; row++, in += from, out += to)
                for (size_t k = 0; k < DENSE_LANES; k++)
                    sum[k] += *in * out[k];
            memcpy(dweight + i * to + j, sum, sizeof sum);
        }
    }
}
