/*
 * Pictures in words: a sentence on what is to be seen, and a small table of the values.
 */
#ifndef PLAIN_FIGURE_H
#define PLAIN_FIGURE_H

#include "plain/render.h"

void figure_plot(struct str *out, const struct block *block, const struct render_options *options);
void figure_histogram(struct str *out, const struct block *block, const struct render_options *options);
void figure_heat_map(struct str *out, const struct block *block, const struct render_options *options);

#endif
