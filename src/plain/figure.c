#include "plain/figure.h"

#include "plain/table.h"

#include <math.h>
#include <stdint.h>

enum { SAMPLES_MAX = 9, RANGES_MIN = 4, RANGES_MAX = 8 };

void figure_title(struct str *out, const char *title, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    if (title && title[0]) {
        render_clean(&text, title, options);
        render_wrapped(out, "", text.text, options);
    }
    str_release(&text);
}

struct extremes figure_extremes(const double *values, size_t count)
{
    struct extremes extremes = {count, count, count, count, 0};
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        if (extremes.count++ == 0)
            extremes.first = extremes.low = extremes.high = i;
        extremes.last = i;
        extremes.low = values[i] < values[extremes.low] ? i : extremes.low;
        extremes.high = values[i] > values[extremes.high] ? i : extremes.high;
    }
    return extremes;
}

/* A value as the axis tells it. */
static double told(const struct block *block, double value)
{
    return block->plot.powers ? pow(10, value) : value;
}

static double x_at(const struct block *block, size_t point)
{
    return block->plot.x_values ? block->plot.x_values[point] : (double)point;
}

static void add_curve(struct str *out, const struct block *block, const struct curve *curve, const char *x_label,
                      const struct render_options *options)
{
    struct extremes at = figure_extremes(curve->values, curve->count);
    struct str text;
    str_init(&text);
    render_clean(&text, curve->label ? curve->label : "curve", options);
    if (at.count == 0)
        str_add(&text, ": no values");
    else if (curve->values[at.low] == curve->values[at.high])
        str_addf(&text, ": %.4g throughout", told(block, curve->values[at.first]));
    else
        str_addf(&text, ": from %.4g to %.4g, lowest %.4g at %s %.4g, highest %.4g at %s %.4g",
                 told(block, curve->values[at.first]), told(block, curve->values[at.last]), told(block, curve->values[at.low]),
                 x_label, x_at(block, at.low), told(block, curve->values[at.high]), x_label, x_at(block, at.high));
    render_wrapped(out, "", text.text, options);
    str_release(&text);
}

/* From where to where (not included) any curve has a point. */
static void find_points(const struct block *block, size_t *from, size_t *to)
{
    *from = SIZE_MAX;
    *to = 0;
    for (size_t i = 0; i < block->plot.count; i++) {
        const struct curve *curve = &block->plot.curves[i];
        for (size_t k = 0; k < curve->count; k++) {
            if (isnan(curve->values[k]))
                continue;
            *from = k < *from ? k : *from;
            *to = k + 1 > *to ? k + 1 : *to;
        }
    }
}

/* The curves at a few places, evenly spread from the first point to the last. */
static void add_samples(struct str *out, const struct block *block, const char *x_label, const struct render_options *options)
{
    size_t from, to;
    struct grid grid;
    find_points(block, &from, &to);
    if (to < from + 2 || from == SIZE_MAX)
        return;
    size_t points = to - from, samples = points < SAMPLES_MAX ? points : SAMPLES_MAX;
    grid_init(&grid, samples + 1, block->plot.count + 1);
    grid_text(&grid, 0, 0, x_label);
    for (size_t i = 0; i < block->plot.count; i++)
        grid_text(&grid, 0, i + 1, block->plot.curves[i].label);
    for (size_t row = 0; row < samples; row++) {
        size_t at = from + row * (points - 1) / (samples - 1);
        grid_number(&grid, row + 1, 0, x_at(block, at));
        for (size_t i = 0; i < block->plot.count; i++)
            if (at < block->plot.curves[i].count)
                grid_number(&grid, row + 1, i + 1, told(block, block->plot.curves[i].values[at]));
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
}

void figure_plot(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options)
{
    struct str x_label;
    str_init(&x_label);
    render_clean(&x_label, block->plot.x_label && block->plot.x_label[0] ? block->plot.x_label : "point", options);
    figure_title(words, block->plot.title, options);
    for (size_t i = 0; i < block->plot.count; i++)
        add_curve(words, block, &block->plot.curves[i], x_label.text, options);
    add_samples(numbers, block, x_label.text, options);
    str_release(&x_label);
}

static double bin_edge(const struct block *block, size_t bin)
{
    return block->histogram.low + (block->histogram.high - block->histogram.low) * (double)bin / (double)block->histogram.bins;
}

/* How many bins make a range, so that there are few of them, of the same width where that can be. */
static size_t bins_per_range(size_t bins)
{
    for (size_t ranges = RANGES_MAX; ranges >= RANGES_MIN; ranges--)
        if (bins % ranges == 0)
            return bins / ranges;
    return (bins + RANGES_MAX - 1) / RANGES_MAX;
}

/* Bins put together, so that there are few ranges to hear. */
struct ranges {
    size_t width; /* bins in a range; the last one may have fewer */
    size_t count;
};

static struct ranges ranges_of(const struct block *block)
{
    size_t bins = block->histogram.bins, width = bins_per_range(bins);
    return (struct ranges){width, width ? (bins + width - 1) / width : 0};
}

static size_t range_end(const struct block *block, const struct ranges *ranges, size_t range)
{
    size_t end = (range + 1) * ranges->width;
    return end < block->histogram.bins ? end : block->histogram.bins;
}

static size_t range_sum(const struct block *block, const struct histogram_row *row, const struct ranges *ranges, size_t range)
{
    size_t sum = 0;
    for (size_t bin = range * ranges->width; bin < range_end(block, ranges, range); bin++)
        sum += row->counts[bin];
    return sum;
}

static void add_range(struct str *out, const struct block *block, const struct ranges *ranges, size_t range)
{
    str_addf(out, "%.4g to %.4g", bin_edge(block, range * ranges->width), bin_edge(block, range_end(block, ranges, range)));
}

/* The fullest range is one of the table below, so that the two can be compared. */
static void add_histogram_row(struct str *out, const struct block *block, const struct histogram_row *row,
                              const struct ranges *ranges, const struct render_options *options)
{
    size_t total = 0, fullest = 0, most = 0;
    struct str text;
    for (size_t range = 0; range < ranges->count; range++) {
        size_t sum = range_sum(block, row, ranges, range);
        total += sum;
        fullest = sum > most ? range : fullest;
        most = sum > most ? sum : most;
    }
    str_init(&text);
    render_clean(&text, row->label ? row->label : "values", options);
    str_addf(&text, ": %zu value%s", total, total == 1 ? "" : "s");
    if (most > 1) {
        str_addf(&text, ", most (%zu) from ", most);
        add_range(&text, block, ranges, fullest);
    }
    if (row->detail && row->detail[0]) {
        str_add(&text, "; ");
        render_clean(&text, row->detail, options);
    }
    render_wrapped(out, "", text.text, options);
    str_release(&text);
}

/* The counts in a few ranges. */
static void add_ranges(struct str *out, const struct block *block, const struct ranges *ranges, const struct render_options *options)
{
    struct grid grid;
    struct str text;
    str_init(&text);
    grid_init(&grid, ranges->count + 1, block->histogram.count + 1);
    grid_text(&grid, 0, 0, "values");
    for (size_t i = 0; i < block->histogram.count; i++)
        grid_text(&grid, 0, i + 1, block->histogram.rows[i].label);
    for (size_t range = 0; range < ranges->count; range++) {
        str_clear(&text);
        add_range(&text, block, ranges, range);
        grid_text(&grid, range + 1, 0, text.text);
        for (size_t i = 0; i < block->histogram.count; i++)
            grid_number(&grid, range + 1, i + 1, (double)range_sum(block, &block->histogram.rows[i], ranges, range));
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
    str_release(&text);
}

void figure_histogram(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options)
{
    struct ranges ranges = ranges_of(block);
    figure_title(words, block->histogram.title, options);
    for (size_t i = 0; i < block->histogram.count; i++)
        add_histogram_row(words, block, &block->histogram.rows[i], &ranges, options);
    if (ranges.count > 0)
        add_ranges(numbers, block, &ranges, options);
}
