#include "laboratory/half.h"

#include <math.h>

enum { HALF_BITS = 11, HALF_LEAST_EXPONENT = -24 };
static const double half_largest = 65504;

double half_round(double value)
{
    if (!isfinite(value) || value == 0)
        return value;
    int exponent;
    frexp(value, &exponent);
    int last = exponent - HALF_BITS < HALF_LEAST_EXPONENT ? HALF_LEAST_EXPONENT : exponent - HALF_BITS;
    double rounded = ldexp(rint(ldexp(value, -last)), last);
    return fabs(rounded) > half_largest ? copysign(INFINITY, value) : rounded;
}
