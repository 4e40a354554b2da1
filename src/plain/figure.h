/*
 * Pictures in words: a sentence on what is to be seen, and a small table of the values.
 */
#ifndef PLAIN_FIGURE_H
#define PLAIN_FIGURE_H

#include "plain/passage.h"

/* Each adds the sentences to `words`, and the table to `numbers`. */
void figure_plot(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options);
void figure_histogram(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options);
void figure_heat_map(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options);
void figure_scatter(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options);

/* What they share: a title in a line of its own (NULL or empty: nothing). */
void figure_title(struct str *out, const char *title, const struct render_options *options);

/* Where a row of numbers starts, ends, is lowest and highest; NaN does not count, and `count` is 0 without any other. */
struct extremes {
    size_t first, last, low, high, count;
};
struct extremes figure_extremes(const double *values, size_t count);

#endif
