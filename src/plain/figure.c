#include "plain/figure.h"

#include "plain/table.h"

#include <math.h>
#include <stdio.h>

enum { SAMPLES_MAX = 9, RANGES_MIN = 4, RANGES_MAX = 8 };

/* A map of more than CELLS_MAX cells, of which at most one in SPARSE differs from the others, is told by those, at most OTHERS_MAX.
 */
enum { CELLS_MAX = 64, SPARSE = 5, OTHERS_MAX = 12 };

static void add_title(struct str *out, const char *title, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    if (title && title[0]) {
        render_clean(&text, title, options);
        render_wrapped(out, "", text.text, options);
    }
    str_release(&text);
}

/* Where a row of numbers is lowest and highest; `count` stands for "nowhere". */
struct extremes {
    size_t first, last, low, high, count;
};

static struct extremes extremes_of(const double *values, size_t count)
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

static void add_curve(struct str *out, const struct curve *curve, const char *x_label, const struct render_options *options)
{
    struct extremes at = extremes_of(curve->values, curve->count);
    struct str text;
    str_init(&text);
    render_clean(&text, curve->label ? curve->label : "curve", options);
    if (at.count == 0)
        str_add(&text, ": no values");
    else if (curve->values[at.low] == curve->values[at.high])
        str_addf(&text, ": %.4g throughout", curve->values[at.first]);
    else
        str_addf(&text, ": from %.4g to %.4g, lowest %.4g at %s %zu, highest %.4g at %s %zu", curve->values[at.first],
                 curve->values[at.last], curve->values[at.low], x_label, at.low, curve->values[at.high], x_label, at.high);
    render_wrapped(out, "", text.text, options);
    str_release(&text);
}

static size_t longest_curve(const struct block *block)
{
    size_t longest = 0;
    for (size_t i = 0; i < block->plot.count; i++)
        longest = block->plot.curves[i].count > longest ? block->plot.curves[i].count : longest;
    return longest;
}

/* The curves at a few places, evenly spread from the first to the last. */
static void add_samples(struct str *out, const struct block *block, const char *x_label, const struct render_options *options)
{
    size_t points = longest_curve(block), samples = points < SAMPLES_MAX ? points : SAMPLES_MAX;
    struct grid grid;
    if (samples < 2)
        return;
    grid_init(&grid, samples + 1, block->plot.count + 1);
    grid_text(&grid, 0, 0, x_label);
    for (size_t i = 0; i < block->plot.count; i++)
        grid_text(&grid, 0, i + 1, block->plot.curves[i].label);
    for (size_t row = 0; row < samples; row++) {
        size_t at = row * (points - 1) / (samples - 1);
        grid_number(&grid, row + 1, 0, (double)at);
        for (size_t i = 0; i < block->plot.count; i++)
            if (at < block->plot.curves[i].count)
                grid_number(&grid, row + 1, i + 1, block->plot.curves[i].values[at]);
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
}

void figure_plot(struct str *out, const struct block *block, const struct render_options *options)
{
    struct str x_label;
    str_init(&x_label);
    render_clean(&x_label, block->plot.x_label && block->plot.x_label[0] ? block->plot.x_label : "point", options);
    add_title(out, block->plot.title, options);
    for (size_t i = 0; i < block->plot.count; i++)
        add_curve(out, &block->plot.curves[i], x_label.text, options);
    add_samples(out, block, x_label.text, options);
    str_release(&x_label);
}

static double bin_edge(const struct block *block, size_t bin)
{
    return block->histogram.low + (block->histogram.high - block->histogram.low) * (double)bin / (double)block->histogram.bins;
}

static void add_histogram_row(struct str *out, const struct block *block, const struct histogram_row *row,
                              const struct render_options *options)
{
    size_t total = 0, fullest = 0;
    struct str text;
    for (size_t i = 0; i < block->histogram.bins; i++) {
        total += row->counts[i];
        fullest = row->counts[i] > row->counts[fullest] ? i : fullest;
    }
    str_init(&text);
    render_clean(&text, row->label ? row->label : "values", options);
    str_addf(&text, ": %zu value%s", total, total == 1 ? "" : "s");
    if (total > 0 && row->counts[fullest] > 1)
        str_addf(&text, ", most (%zu) between %.4g and %.4g", row->counts[fullest], bin_edge(block, fullest),
                 bin_edge(block, fullest + 1));
    if (row->detail && row->detail[0]) {
        str_add(&text, "; ");
        render_clean(&text, row->detail, options);
    }
    render_wrapped(out, "", text.text, options);
    str_release(&text);
}

/* How many bins make a range, so that there are few of them, of the same width where that can be. */
static size_t bins_per_range(size_t bins)
{
    for (size_t ranges = RANGES_MAX; ranges >= RANGES_MIN; ranges--)
        if (bins % ranges == 0)
            return bins / ranges;
    return (bins + RANGES_MAX - 1) / RANGES_MAX;
}

/* The counts in a few ranges. */
static void add_ranges(struct str *out, const struct block *block, const struct render_options *options)
{
    size_t bins = block->histogram.bins, width = bins_per_range(bins), ranges = (bins + width - 1) / width;
    struct grid grid;
    grid_init(&grid, ranges + 1, block->histogram.count + 1);
    grid_text(&grid, 0, 0, "values");
    for (size_t i = 0; i < block->histogram.count; i++)
        grid_text(&grid, 0, i + 1, block->histogram.rows[i].label);
    for (size_t range = 0; range < ranges; range++) {
        size_t start = range * width, end = start + width < bins ? start + width : bins;
        char text[64];
        snprintf(text, sizeof text, "%.4g to %.4g", bin_edge(block, start), bin_edge(block, end));
        grid_text(&grid, range + 1, 0, text);
        for (size_t i = 0; i < block->histogram.count; i++) {
            size_t sum = 0;
            for (size_t bin = start; bin < end; bin++)
                sum += block->histogram.rows[i].counts[bin];
            grid_number(&grid, range + 1, i + 1, (double)sum);
        }
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
}

void figure_histogram(struct str *out, const struct block *block, const struct render_options *options)
{
    add_title(out, block->histogram.title, options);
    for (size_t i = 0; i < block->histogram.count; i++)
        add_histogram_row(out, block, &block->histogram.rows[i], options);
    if (block->histogram.bins > 0)
        add_ranges(out, block, options);
}

static const char *label_at(const char *const *labels, size_t index)
{
    return labels && labels[index] && labels[index][0] ? labels[index] : NULL;
}

/* "row 2, column 3", with the labels where there are some; a column without one is told by the label before it, too. */
static void cell_name(struct str *out, const struct block *block, size_t cell, const struct render_options *options)
{
    size_t row = cell / block->heat_map.columns, column = cell % block->heat_map.columns, labelled = column;
    const char *row_label = label_at(block->heat_map.row_labels, row);
    const char *column_label = label_at(block->heat_map.column_labels, column);
    if (row_label)
        render_clean(out, row_label, options);
    else
        str_addf(out, "row %zu", row);
    str_add(out, ", ");
    while (!column_label && labelled-- > 0)
        column_label = label_at(block->heat_map.column_labels, labelled);
    if (!column_label || labelled != column)
        str_addf(out, "column %zu", column);
    if (column_label && labelled != column)
        str_add(out, " after ");
    if (column_label)
        render_clean(out, column_label, options);
}

static void add_cell(struct str *out, const struct block *block, size_t cell, const struct render_options *options)
{
    str_addf(out, "%.4g (", block->heat_map.values[cell]);
    cell_name(out, block, cell, options);
    str_add_char(out, ')');
}

/* The cells that are not like most of the others, of a map that would be too long to hear. */
static void add_others(struct str *out, const struct block *block, double usual, const struct render_options *options)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns, told = 0;
    for (size_t i = cells; i-- > 0;) {
        double value = block->heat_map.values[i];
        if (isnan(value) || value == usual)
            continue;
        str_add(out, told++ ? ", " : ", but for ");
        if (told > OTHERS_MAX) {
            str_add(out, "and more");
            break;
        }
        add_cell(out, block, i, options);
    }
}

static bool is_sparse(const struct block *block, double usual)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns, others = 0;
    for (size_t i = 0; i < cells; i++)
        others += !isnan(block->heat_map.values[i]) && block->heat_map.values[i] != usual;
    return cells > CELLS_MAX && others * SPARSE <= cells;
}

/* The map in a sentence; true if that says it all. */
static bool add_summary(struct str *out, const struct block *block, const struct render_options *options)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns;
    struct extremes at = extremes_of(block->heat_map.values, cells);
    bool sparse = at.count > 0 && is_sparse(block, block->heat_map.values[at.low]);
    struct str text;
    str_init(&text);
    if (at.count == 0) {
        str_add(&text, "no values");
    } else if (sparse) {
        str_addf(&text, "%.4g everywhere", block->heat_map.values[at.low]);
        add_others(&text, block, block->heat_map.values[at.low], options);
    } else {
        str_add(&text, "lowest ");
        add_cell(&text, block, at.low, options);
        str_add(&text, ", highest ");
        add_cell(&text, block, at.high, options);
    }
    if (block->heat_map.selected < cells && !isnan(block->heat_map.values[block->heat_map.selected])) {
        str_add(&text, "; marked: ");
        add_cell(&text, block, block->heat_map.selected, options);
    }
    render_wrapped(out, "", text.text, options);
    str_release(&text);
    return sparse || at.count == 0;
}

static void set_heat_cell(struct grid *grid, const struct block *block, size_t row, size_t column)
{
    size_t cell = row * block->heat_map.columns + column;
    double value = block->heat_map.values[cell];
    char text[64];
    if (isnan(value))
        return;
    if (block->heat_map.groups) {
        snprintf(text, sizeof text, "%.4g [%u]", value, block->heat_map.groups[cell]);
        grid_text(grid, row + 1, column + 1, text);
    } else {
        grid_number(grid, row + 1, column + 1, value);
    }
}

static void add_cells(struct str *out, const struct block *block, const struct render_options *options)
{
    struct grid grid;
    char number[32];
    grid_init(&grid, block->heat_map.rows + 1, block->heat_map.columns + 1);
    for (size_t column = 0; column < block->heat_map.columns; column++) {
        snprintf(number, sizeof number, "%zu", column);
        grid_text(&grid, 0, column + 1, block->heat_map.column_labels ? block->heat_map.column_labels[column] : number);
    }
    for (size_t row = 0; row < block->heat_map.rows; row++) {
        snprintf(number, sizeof number, "row %zu", row);
        grid_text(&grid, row + 1, 0, block->heat_map.row_labels ? block->heat_map.row_labels[row] : number);
        for (size_t column = 0; column < block->heat_map.columns; column++)
            set_heat_cell(&grid, block, row, column);
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
}

void figure_heat_map(struct str *out, const struct block *block, const struct render_options *options)
{
    add_title(out, block->heat_map.title, options);
    if (block->heat_map.rows == 0 || block->heat_map.columns == 0)
        return;
    bool complete = add_summary(out, block, options);
    if (block->heat_map.groups && !complete)
        add_title(out, "The number in brackets is the channel: cells of one channel share mean and variance.", options);
    if (!complete)
        add_cells(out, block, options);
    add_title(out, block->heat_map.legend, options);
}
