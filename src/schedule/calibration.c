#include "schedule/calibration.h"

#include <math.h>

void calibration_add(struct calibration_bin *bins, size_t bin_count, double said, size_t count, size_t right)
{
    said = !(said > 0) ? 0 : said > 1 ? 1 : said;
    size_t place = (size_t)(said * (double)bin_count);
    struct calibration_bin *bin = &bins[place < bin_count ? place : bin_count - 1];
    bin->count += count;
    bin->right += right;
    bin->said += said * (double)count;
    bin->said_squared += said * said * (double)count;
    bin->said_right += said * (double)right;
}

static struct calibration_bin total(const struct calibration_bin *bins, size_t bin_count)
{
    struct calibration_bin sum = {0};
    for (size_t i = 0; i < bin_count; i++) {
        sum.count += bins[i].count;
        sum.right += bins[i].right;
        sum.said += bins[i].said;
        sum.said_squared += bins[i].said_squared;
        sum.said_right += bins[i].said_right;
    }
    return sum;
}

double calibration_brier(const struct calibration_bin *bins, size_t bin_count)
{
    struct calibration_bin sum = total(bins, bin_count);
    double squares = sum.said_squared - 2 * sum.said_right + (double)sum.right;
    return sum.count ? fmax(0, squares) / (double)sum.count : NAN;
}

double calibration_rmse(const struct calibration_bin *bins, size_t bin_count)
{
    double squares = 0;
    for (size_t i = 0; i < bin_count; i++) {
        double distance = bins[i].said - (double)bins[i].right;
        if (bins[i].count)
            squares += distance * distance / (double)bins[i].count;
    }
    size_t count = total(bins, bin_count).count;
    return count ? sqrt(squares / (double)count) : NAN;
}

double calibration_bias(const struct calibration_bin *bins, size_t bin_count)
{
    struct calibration_bin sum = total(bins, bin_count);
    return sum.count ? (sum.said - (double)sum.right) / (double)sum.count : NAN;
}
