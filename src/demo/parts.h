/*
 * What the screens over a model's findings are drawn with.
 *
 * Names of findings are those that the demo's own model always makes.  Everything that is added belongs to the view.
 */
#ifndef DEMO_PARTS_H
#define DEMO_PARTS_H

#include "demo/demo.h"

const struct finding *part_finding(const struct demo_run *run, const char *name);
const double *part_list(const struct demo_run *run, const char *name);
double part_number(const struct demo_run *run, const char *name);

/* The value of the parameter called `key`. */
double part_parameter(const struct demo_run *run, const char *key);

/* Whether `parameter` has one of the keys, ended by NULL. */
bool part_has_key(const struct demo_run *run, size_t parameter, const char *const *keys);

/* Whether the model works on a tensor of the learner's or the experiment's instead of one it draws. */
bool part_sampled(const struct demo_run *run);

/* "1024×4×16×16, 65536 listed": the tensor x, and how much of it the model lists if that is not all. */
void part_shape(const struct demo_run *run, struct str *words);

/* The names of a demo's pages on one line, the one of run->step marked. */
void part_pages(const struct demo_run *run, struct view *view, const char *const *names, size_t count);

/* A table that is filled cell by cell; it stands in the view from the start. */
struct part_table {
    struct view *view;
    struct block *block; /* until something is added to the view */
    struct cell *cells;
    size_t rows, columns;
};
struct part_table part_table(struct view *view, size_t rows, size_t columns, const char *const *head);
void part_cell(struct part_table *table, size_t row, size_t column, enum style style, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* A number with four places; what is tiny beside `scale` (>= 0) is rounding and shown as zero. */
void part_cell_number(struct part_table *table, size_t row, size_t column, enum style style, double value, double scale);

/* Lowers *low and raises *high to what the finite numbers among `values` span; both are NaN before the first. */
void part_span(const double *values, size_t count, double *low, double *high);

/* What number_text() takes before the point for anything from `low` to `high`: the room that a column keeps from step to step. */
size_t part_room(struct arena *arena, double low, double high);

/* A plot of `count` curves (copied) over x_values (or NULL). */
struct block *part_plot(struct view *view, const char *title, const char *y_label, const char *x_label, const struct curve *curves,
                        size_t count, const double *x_values);

/* log10 of each, NaN where that does not exist: for a plot of powers. */
const double *part_powers(struct view *view, const double *values, size_t count);

/* The last line: what to see. */
void part_lesson(struct view *view, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "x[2,0]": element `index` of a finding in the shape of a tensor; a matrix of one column counts as a list. */
const char *part_element(struct arena *arena, const char *name, const struct finding *tensor, size_t index);

/* The first of at most `shown` rows of `count`, so that `selected` is among them. */
size_t part_window(size_t count, size_t shown, size_t selected);

/* A number in a sentence; in brackets if it is negative, as behind an operator. */
const char *part_word(struct view *view, double value);
const char *part_factor(struct view *view, double value);

#endif
