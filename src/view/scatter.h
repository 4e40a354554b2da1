/*
 * What front ends read off a scatter block: where its points stand, and who has the place there.
 */
#ifndef VIEW_SCATTER_H
#define VIEW_SCATTER_H

#include "view/view.h"

/* Where a point stands in the picture, both from 0 to 1 from the upper left; outside of that it is not drawn. */
struct scatter_place {
    double across, down;
};
struct scatter_place scatter_place(const struct block *block, const struct scatter_point *point);
bool scatter_inside(struct scatter_place place);

/* The panel's share of class 1 at a place: between the middles of two cells it goes straight from one to the other. */
double scatter_share(const struct scatter_panel *panel, struct scatter_place place);

/* What a panel shows, counted: the points of each class, those of them on their own side, and the part of the picture that is given
 * to class 1 (0..1). */
struct scatter_tally {
    size_t points[2], right[2];
    double area;
};
struct scatter_tally scatter_tally(const struct block *block, const struct scatter_panel *panel);

#endif
