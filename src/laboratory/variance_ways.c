#include "laboratory/variance_ways.h"

const char *const variance_way_names[VARIANCE_WAYS] = {"naive", "two_pass", "welford", "shifted"};

/* A product rounded to float, whatever the compiler may fuse: a fused multiply-add would hide what is to be seen. */
static float product(float a, float b)
{
    volatile float rounded = a * b;
    return rounded;
}

static float shifted_variance(const float *x, size_t n, float shift)
{
    float sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        float value = x[i] - shift;
        sum += value;
        squares += product(value, value);
    }
    float mean = sum / (float)n;
    return squares / (float)n - product(mean, mean);
}

static float two_pass_variance(const float *x, size_t n)
{
    float sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    float mean = sum / (float)n;
    for (size_t i = 0; i < n; i++)
        squares += product(x[i] - mean, x[i] - mean);
    return squares / (float)n;
}

static float welford_variance(const float *x, size_t n)
{
    float mean = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        float before = x[i] - mean;
        mean += before / (float)(i + 1);
        squares += product(before, x[i] - mean);
    }
    return squares / (float)n;
}

float variance_by(enum variance_way way, const float *x, size_t n)
{
    switch (way) {
    case VARIANCE_TWO_PASS:
        return two_pass_variance(x, n);
    case VARIANCE_WELFORD:
        return welford_variance(x, n);
    case VARIANCE_SHIFTED:
        return shifted_variance(x, n, x[0]);
    default:
        return shifted_variance(x, n, 0);
    }
}

double variance_exact(const float *x, size_t n)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x[i];
    for (size_t i = 0; i < n; i++)
        squares += ((double)x[i] - sum / (double)n) * ((double)x[i] - sum / (double)n);
    return squares / (double)n;
}
