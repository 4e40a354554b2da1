/*
 * The race while it is watched: what its pages show.
 */
#ifndef DEMO_RACE_H
#define DEMO_RACE_H

#include "demo/demo.h"
#include "demo/pace.h"
#include "laboratory/sweep.h"

enum race_page { RACE_PAGE_REGIONS, RACE_PAGE_LOSS, RACE_PAGE_ACCURACY, RACE_PAGE_GRADIENTS, RACE_PAGE_SEEDS, RACE_PAGES };

/* What the demo keeps in run->own.  The race and the races of the other seeds run on their own pages only. */
struct race_watch {
    bool begun; /* race and seeds are there */
    int64_t look_at; /* when a picture that is due is taken, in steady milliseconds; -1 = none is due */
    struct race race;
    struct sweep seeds;
    struct pace race_pace, seeds_pace;
    double unseen; /* multiplications since the findings were last brought up to date */
};

/* The page of run->step. */
void race_view(const struct demo_run *run, struct view *view);

/* "without batch norm", "with batch norm", and the style of its curves. */
const char *racer_name(size_t racer);
enum style racer_style(size_t racer);

/* How far a sweep is, as a progress bar. */
void race_view_sweep(const struct sweep *sweep, const struct pace *pace, struct view *view);

/* Whether a sweep has made all its races. */
bool race_sweep_done(const struct sweep *sweep);

#endif
