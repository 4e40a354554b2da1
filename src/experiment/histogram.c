#include "experiment/experiment.h"

#include <math.h>

void histogram_count(const float *values, size_t count, size_t stride, double low, double high, size_t bins, size_t *counts)
{
    double per_unit = high > low ? (double)bins / (high - low) : 0; /* a range without width is the first bin */
    for (size_t i = 0; i < count; i += stride) {
        double value = (double)values[i];
        if (!(value >= low && value <= high))
            continue;
        /* The upper end belongs to the last bin. */
        size_t bin = (size_t)((value - low) * per_unit);
        counts[bin < bins ? bin : bins - 1]++;
    }
}

void histogram_widen(const float *values, size_t count, size_t stride, double *low, double *high)
{
    float least = (float)*low, most = (float)*high;
    for (size_t i = 0; i < count; i += stride) {
        if (!isfinite(values[i]))
            continue;
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    *low = (double)least;
    *high = (double)most;
}
