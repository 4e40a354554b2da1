#include "experiment/experiment.h"

#include <string.h>

void histogram_count(const float *values, size_t count, size_t stride, double low, double high, size_t bins, size_t *counts)
{
    memset(counts, 0, bins * sizeof *counts);
    for (size_t i = 0; i < count; i += stride) {
        double value = (double)values[i];
        if (!(value >= low && value <= high))
            continue;
        /* The upper end belongs to the last bin; a range without width is the first one. */
        size_t bin = high > low ? (size_t)((value - low) / (high - low) * (double)bins) : 0;
        counts[bin < bins ? bin : bins - 1]++;
    }
}
