#include "schedule/dual.h"

#include <math.h>

/* value, with the slopes factor_a a' + factor_b b'. */
static struct dual combine(double value, const struct dual *a, double factor_a, const struct dual *b, double factor_b)
{
    struct dual result;
    result.value = value;
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        result.slope[i] = factor_a * a->slope[i] + factor_b * b->slope[i];
    return result;
}

static struct dual chain(double value, const struct dual *a, double factor)
{
    struct dual result;
    result.value = value;
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        result.slope[i] = factor * a->slope[i];
    return result;
}

struct dual dual_constant(double value)
{
    return (struct dual){.value = value};
}

struct dual dual_weight(double value, int index)
{
    struct dual weight = {.value = value};
    weight.slope[index] = 1;
    return weight;
}

struct dual dual_add(struct dual a, struct dual b)
{
    return combine(a.value + b.value, &a, 1, &b, 1);
}

struct dual dual_multiply(struct dual a, struct dual b)
{
    return combine(a.value * b.value, &a, b.value, &b, a.value);
}

struct dual dual_scale(struct dual a, double factor, double offset)
{
    return chain(factor * a.value + offset, &a, factor);
}

struct dual dual_exp(struct dual a)
{
    double value = exp(a.value);
    return chain(value, &a, value);
}

struct dual dual_log(struct dual a)
{
    return chain(log(a.value), &a, 1 / a.value);
}

struct dual dual_power(struct dual a, struct dual b)
{
    double value = pow(a.value, b.value);
    return combine(value, &a, value * b.value / a.value, &b, value * log(a.value));
}

struct dual dual_min(struct dual a, struct dual b)
{
    return a.value <= b.value ? a : b;
}

struct dual dual_max(struct dual a, struct dual b)
{
    return a.value >= b.value ? a : b;
}
