#include "view/scatter.h"

#include <math.h>

struct scatter_place scatter_place(const struct block *block, const struct scatter_point *point)
{
    return (struct scatter_place){
        .across = (point->x - block->scatter.low_x) / (block->scatter.high_x - block->scatter.low_x),
        .down = (block->scatter.high_y - point->y) / (block->scatter.high_y - block->scatter.low_y),
    };
}

bool scatter_inside(struct scatter_place place)
{
    return place.across >= 0 && place.across < 1 && place.down >= 0 && place.down < 1;
}

/* The cells on both sides of a place, and how far it is from the first to the second. */
static void between(double place, size_t count, size_t *first, size_t *second, double *part)
{
    double inside = fmin(fmax(place * (double)count - 0.5, 0), (double)(count - 1));
    *first = (size_t)inside;
    *second = *first + 1 < count ? *first + 1 : *first;
    *part = inside - (double)*first;
}

double scatter_share(const struct scatter_panel *panel, struct scatter_place place)
{
    size_t left, right, above, below;
    double across, down;
    between(place.across, panel->columns, &left, &right, &across);
    between(place.down, panel->rows, &above, &below, &down);
    const double *upper = panel->shares + above * panel->columns, *lower = panel->shares + below * panel->columns;
    return (1 - down) * ((1 - across) * upper[left] + across * upper[right]) +
           down * ((1 - across) * lower[left] + across * lower[right]);
}

struct scatter_tally scatter_tally(const struct block *block, const struct scatter_panel *panel)
{
    struct scatter_tally tally = {0};
    size_t cells = panel->rows * panel->columns;
    for (size_t i = 0; i < cells; i++)
        tally.area += (panel->shares[i] > 0.5) / (double)cells;
    for (size_t i = 0; i < block->scatter.point_count; i++) {
        const struct scatter_point *point = &block->scatter.points[i];
        struct scatter_place place = scatter_place(block, point);
        if (!scatter_inside(place))
            continue;
        tally.points[point->group]++;
        tally.right[point->group] += (scatter_share(panel, place) > 0.5) == point->group;
    }
    return tally;
}
