#include "demo/anatomy.h"

#include "base/str.h"
#include "view/number_text.h"

#include <math.h>

enum { MAP_COLUMNS = 60, MAP_ROWS = 8, SIDE_ROWS = 4 };

/*
 * How a tensor lies in a grid, and the window of it around the selected cell.  Channels that come first in memory stand side by
 * side, as `channels` planes `plane` columns wide and `height` rows high for each sample; otherwise the order is that of memory.
 */
struct grid {
    size_t width;                    /* elements of one row of the whole grid */
    size_t leading;                  /* dimensions that count the rows */
    size_t channels, plane, height;  /* channels = 1: as it lies in memory */
    size_t top, left, rows, columns; /* the window */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t window_start(size_t selected, size_t size, size_t window)
{
    size_t start = selected > window / 2 ? selected - window / 2 : 0;
    return size <= window ? 0 : smaller(start, size - window);
}

/* The element at a place of the whole grid; past the last one where the last row ends early. */
static size_t index_at(const struct grid *grid, size_t row, size_t column)
{
    size_t sample = row / grid->height, line = row % grid->height, channel = column / grid->plane;
    return ((sample * grid->channels + channel) * grid->height + line) * grid->plane + column % grid->plane;
}

static void find_place(const struct grid *grid, size_t index, size_t *row, size_t *column)
{
    size_t x = index % grid->plane, line = index / grid->plane % grid->height;
    size_t channel = index / (grid->plane * grid->height) % grid->channels;
    *row = index / (grid->plane * grid->height * grid->channels) * grid->height + line;
    *column = channel * grid->plane + x;
}

/* The last dimensions stand side by side as far as they fit; of many small samples several do, for fewer rows. */
static struct grid in_memory(const struct outcome *outcome)
{
    struct grid grid = {.leading = outcome->rank - 1, .width = outcome->dimensions[outcome->rank - 1], .channels = 1, .height = 1};
    while (grid.leading > 1 && grid.width * outcome->dimensions[grid.leading - 1] <= MAP_COLUMNS)
        grid.width *= outcome->dimensions[--grid.leading];
    size_t height = outcome->count / grid.width;
    if (grid.leading == 1 && height > MAP_ROWS && grid.width <= MAP_COLUMNS)
        grid.width *= smaller(MAP_COLUMNS / grid.width, (height + SIDE_ROWS - 1) / SIDE_ROWS);
    grid.plane = grid.width;
    return grid;
}

static struct grid in_planes(const struct outcome *outcome)
{
    size_t plane = outcome->dimensions[outcome->rank - 1], channels = outcome->shape.channels;
    return (struct grid){.leading = outcome->rank - 1,
                         .width = plane * channels,
                         .channels = channels,
                         .plane = plane,
                         .height = outcome->shape.spatial / plane};
}

static bool has_planes(const struct outcome *outcome)
{
    return outcome->shape.layout == BATCHNORM_CHANNELS_FIRST && outcome->rank > 2 && outcome->shape.channels > 1;
}

static struct grid grid_of(const struct anatomy *anatomy)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct grid grid = has_planes(outcome) ? in_planes(outcome) : in_memory(outcome);
    size_t height = (outcome->count + grid.width - 1) / grid.width, row, column;
    find_place(&grid, anatomy->cell, &row, &column);
    grid.rows = smaller(height, MAP_ROWS);
    grid.columns = smaller(grid.width, MAP_COLUMNS);
    grid.top = window_start(row, height, MAP_ROWS);
    grid.left = window_start(column, grid.width, MAP_COLUMNS);
    return grid;
}

/* The place of the first element of each row, without the dimensions that its columns count: "[2,0,…]", "[2,·,0,…]". */
static const char *const *row_names(struct arena *arena, const struct outcome *outcome, const struct grid *grid)
{
    const char **names = arena_new(arena, grid->rows, sizeof *names);
    for (size_t row = 0; row < grid->rows; row++) {
        struct str name;
        str_init(&name);
        size_t index = index_at(grid, grid->top + row, 0), below = outcome->count;
        for (size_t i = 0; i < grid->leading; i++) {
            below /= outcome->dimensions[i];
            if (grid->channels > 1 && i == 1)
                str_add(&name, "·,");
            else
                str_addf(&name, "%zu,", index / below % outcome->dimensions[i]);
        }
        names[row] = arena_print(arena, "[%s…]", name.text);
        str_release(&name);
    }
    return names;
}

/* The weight of a value in the mean of the selected one's channel. */
static double weight(const struct anatomy *anatomy, size_t index)
{
    const struct outcome *outcome = &anatomy->outcome;
    bool shared = outcome_channel(outcome, index) == outcome_channel(outcome, anatomy->cell);
    return shared ? 1 / (double)outcome_values_per_channel(outcome) : 0;
}

/* The window, with `values` or (NULL) with weights. */
static void fill(const struct anatomy *anatomy, const struct grid *grid, const float *values, struct arena *arena,
                 struct block *block)
{
    size_t cells = grid->rows * grid->columns;
    double *shown = arena_new(arena, cells, sizeof *shown);
    unsigned char *groups = arena_new(arena, cells, sizeof *groups);
    block->heat_map.selected = cells;
    for (size_t i = 0; i < cells; i++) {
        size_t index = index_at(grid, grid->top + i / grid->columns, grid->left + i % grid->columns);
        bool inside = index < anatomy->outcome.count; /* the last row may end early */
        shown[i] = !inside ? NAN : values ? (double)values[index] : weight(anatomy, index);
        groups[i] = inside ? (unsigned char)outcome_channel(&anatomy->outcome, index) : 0;
        if (index == anatomy->cell)
            block->heat_map.selected = i;
    }
    block->heat_map.values = shown;
    block->heat_map.groups = groups;
    block->heat_map.rows = grid->rows;
    block->heat_map.columns = grid->columns;
}

/* Over the whole tensor, so that shades mean the same wherever the window stands. */
static void find_range(const float *values, size_t count, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    histogram_widen(values, count, 1, low, high);
    if (*low > *high)
        *low = *high = 0;
}

static const char *map_title(struct arena *arena, const char *name, const struct grid *grid, const struct block *block, size_t count)
{
    const char *order = grid->channels > 1 ? "channel beside channel" : "as it lies in memory";
    size_t cells = block->heat_map.rows * block->heat_map.columns;
    const char *part = cells < count ? arena_print(arena, "; %zu of %zu values", cells, count) : "";
    return arena_print(arena, "%s %s, %s (pale) to %s (full)%s", name, order, number_short(arena, block->heat_map.low),
                       number_short(arena, block->heat_map.high), part);
}

/* "0, 2, 3": all dimensions but the one that holds the channels. */
static const char *averaged(struct arena *arena, const struct outcome *outcome)
{
    size_t channel = outcome->shape.layout == BATCHNORM_CHANNELS_LAST ? outcome->rank - 1 : 1;
    const char *words = "";
    for (size_t i = 0; i < outcome->rank; i++)
        if (i != channel)
            words = arena_print(arena, "%s%s%zu", words, *words ? ", " : "", i);
    return words;
}

void anatomy_view_shares(const struct anatomy *anatomy, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct arena *arena = &view->arena;
    size_t channel = outcome_channel(outcome, anatomy->cell), n = outcome_values_per_channel(outcome);
    struct grid grid = grid_of(anatomy);
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    fill(anatomy, &grid, NULL, arena, block);
    block->heat_map.high = 1 / (double)n;
    block->heat_map.row_labels = row_names(arena, outcome, &grid);
    block->heat_map.title = arena_print(arena, "who shares the mean of ch %zu: dims %s, %zu values (full)%s", channel,
                                        averaged(arena, outcome), n,
                                        block->heat_map.rows * block->heat_map.columns < outcome->count ? ", shown in part" : "");
}

void anatomy_view_map(const struct anatomy *anatomy, const char *name, const float *values, struct view *view)
{
    struct grid grid = grid_of(anatomy);
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    fill(anatomy, &grid, values, &view->arena, block);
    find_range(values, anatomy->outcome.count, &block->heat_map.low, &block->heat_map.high);
    block->heat_map.row_labels = row_names(&view->arena, &anatomy->outcome, &grid);
    block->heat_map.title = map_title(&view->arena, name, &grid, block, anatomy->outcome.count);
}
