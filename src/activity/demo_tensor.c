#include "activity/demo_view.h"

#include "activity/number_text.h"
#include "base/str.h"
#include "base/utf8.h"

#include <math.h>

enum {
    TABLE_COLUMNS = 8,  /* values a channel that a table still shows */
    TABLE_ROWS = 12,    /* channels times tensors */
    TABLE_WIDTH = 76,
    DECIMALS = 4,
    MAP_COLUMNS = 64,
    MAP_ROWS = 8
};

/* A tensor on the screen. */
struct shown {
    const char *name; /* "x" */
    const float *values;
};

struct shown_tensors {
    struct shown items[2];
    size_t count;
};

/* x and what the selected step makes of it. */
static struct shown_tensors tensors_of(const struct anatomy *anatomy)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct shown x = {"x", outcome->x};
    switch (anatomy->step) {
    case STEP_NORMALIZE:
        return (struct shown_tensors){{x, {"x̂", outcome->xhat}}, 2};
    case STEP_GRADIENT:
        return (struct shown_tensors){{{"dy", outcome->dy}, {"dx", outcome->dx}}, 2};
    default:
        return (struct shown_tensors){{x, {"y", outcome->y}}, 2};
    }
}

const char *demo_element_name(struct arena *arena, const struct outcome *outcome, const char *name, size_t index)
{
    size_t place[EXPERIMENT_RANK_MAX];
    for (size_t i = outcome->rank; i-- > 0;) {
        place[i] = index % outcome->dimensions[i];
        index /= outcome->dimensions[i];
    }
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < outcome->rank; i++)
        str_addf(&text, "%s%zu", i ? "," : "", place[i]);
    const char *result = arena_print(arena, "%s[%s]", name, text.text);
    str_release(&text);
    return result;
}

enum style demo_channel_style(size_t channel)
{
    return (enum style)(STYLE_CHANNEL_0 + channel % 4);
}

static double largest(const float *values, size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]) && fabs((double)values[i]) > most)
            most = fabs((double)values[i]);
    return most;
}

/* Number of value `index` among those of its channel, in the order of the tensor. */
static size_t place_in_channel(const struct outcome *outcome, size_t index)
{
    const struct batchnorm_shape *shape = &outcome->shape;
    if (shape->layout == BATCHNORM_CHANNELS_LAST)
        return index / shape->channels;
    size_t sample = shape->channels * shape->spatial;
    return index / sample * shape->spatial + index % shape->spatial;
}

static size_t row_of(const struct outcome *outcome, size_t tensor, size_t index)
{
    return 1 + tensor * outcome->shape.channels + outcome_channel(outcome, index);
}

static void fill_table(const struct anatomy *anatomy, const struct shown_tensors *tensors, int decimals, struct arena *arena,
                       struct cell *cells)
{
    const struct outcome *outcome = &anatomy->outcome;
    size_t columns = outcome_values_per_channel(outcome) + 1;
    for (size_t tensor = 0; tensor < tensors->count; tensor++) {
        const struct shown *shown = &tensors->items[tensor];
        double scale = largest(shown->values, outcome->count);
        for (size_t i = 0; i < outcome->count; i++) {
            struct cell *row = cells + row_of(outcome, tensor, i) * columns;
            enum style style = i == anatomy->cell ? STYLE_SELECTED : STYLE_NORMAL;
            row[0] = (struct cell){arena_print(arena, "%s ch %zu", shown->name, outcome_channel(outcome, i)),
                                   demo_channel_style(outcome_channel(outcome, i))};
            row[1 + place_in_channel(outcome, i)] = (struct cell){number_text(arena, (double)shown->values[i], decimals, scale), style};
        }
    }
}

/* Columns that the table takes on the screen, about. */
static size_t table_width(const struct cell *cells, size_t rows, size_t columns)
{
    size_t width = 0;
    for (size_t column = 0; column < columns; column++) {
        size_t widest = 0;
        for (size_t row = 0; row < rows; row++) {
            size_t cell = utf8_width_string(cells[row * columns + column].text);
            widest = cell > widest ? cell : widest;
        }
        width += widest + (column ? 2 : 0);
    }
    return width;
}

/* One row a channel, with as many decimal places as there is room for. */
static void view_table(const struct anatomy *anatomy, const struct shown_tensors *tensors, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    size_t rows = 1 + tensors->count * outcome->shape.channels, columns = outcome_values_per_channel(outcome) + 1;
    struct cell *cells = arena_new(&view->arena, rows * columns, sizeof *cells);
    cells[0] = (struct cell){outcome->shape.spatial > 1 ? "value" : "sample", STYLE_DIM};
    for (size_t i = 1; i < columns; i++)
        cells[i] = (struct cell){arena_print(&view->arena, "%zu", i - 1), STYLE_DIM};
    for (int decimals = DECIMALS; decimals >= 1; decimals--) {
        fill_table(anatomy, tensors, decimals, &view->arena, cells);
        if (table_width(cells, rows, columns) <= TABLE_WIDTH)
            break;
    }
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows;
    block->table.columns = columns;
    block->table.numeric = true;
}

/* How a tensor lies in a grid: its last dimensions side by side as far as they fit, and a window of it around the selected cell. */
struct grid {
    size_t width;                  /* of the whole grid */
    size_t top, left, rows, columns; /* the window */
};

static size_t window_start(size_t selected, size_t size, size_t window)
{
    size_t start = selected > window / 2 ? selected - window / 2 : 0;
    return size <= window ? 0 : start + window > size ? size - window : start;
}

static struct grid grid_of(const struct anatomy *anatomy)
{
    const struct outcome *outcome = &anatomy->outcome;
    size_t width = outcome->dimensions[outcome->rank - 1];
    for (size_t i = outcome->rank - 1; i-- > 1 && width * outcome->dimensions[i] <= MAP_COLUMNS;)
        width *= outcome->dimensions[i];
    size_t height = outcome->count / width;
    struct grid grid = {.width = width};
    grid.rows = height < MAP_ROWS ? height : MAP_ROWS;
    grid.columns = width < MAP_COLUMNS ? width : MAP_COLUMNS;
    grid.top = window_start(anatomy->cell / width, height, MAP_ROWS);
    grid.left = window_start(anatomy->cell % width, width, MAP_COLUMNS);
    return grid;
}

static void find_range(const float *values, size_t count, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        *low = fmin(*low, (double)values[i]);
        *high = fmax(*high, (double)values[i]);
    }
    if (*low > *high)
        *low = *high = 0;
}

static const char *map_legend(struct arena *arena, const struct outcome *outcome, const struct grid *grid, double low, double high)
{
    size_t shown = grid->rows * grid->columns;
    const char *part = shown < outcome->count ? arena_print(arena, "; %zu of %zu values", shown, outcome->count) : "";
    return arena_print(arena, "%s (pale) to %s (full)%s", number_short(arena, low), number_short(arena, high), part);
}

/* The name of the first element of each row, without what the columns count. */
static const char *const *row_names(struct arena *arena, const struct outcome *outcome, const struct grid *grid)
{
    const char **names = arena_new(arena, grid->rows, sizeof *names);
    for (size_t row = 0; row < grid->rows; row++)
        names[row] = demo_element_name(arena, outcome, "", (grid->top + row) * grid->width + grid->left);
    return names;
}

static void view_map(const struct anatomy *anatomy, const struct shown *shown, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct grid grid = grid_of(anatomy);
    double *values = arena_new(&view->arena, grid.rows * grid.columns, sizeof *values);
    unsigned char *groups = arena_new(&view->arena, grid.rows * grid.columns, sizeof *groups);
    size_t selected = grid.rows * grid.columns;
    for (size_t i = 0; i < grid.rows * grid.columns; i++) {
        size_t index = (grid.top + i / grid.columns) * grid.width + grid.left + i % grid.columns;
        values[i] = (double)shown->values[index];
        groups[i] = (unsigned char)outcome_channel(outcome, index);
        selected = index == anatomy->cell ? i : selected;
    }
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.title = shown->name;
    block->heat_map.row_labels = row_names(&view->arena, outcome, &grid);
    block->heat_map.values = values;
    block->heat_map.rows = grid.rows;
    block->heat_map.columns = grid.columns;
    block->heat_map.groups = groups;
    block->heat_map.selected = selected;
    find_range(shown->values, outcome->count, &block->heat_map.low, &block->heat_map.high);
    block->heat_map.legend = map_legend(&view->arena, outcome, &grid, block->heat_map.low, block->heat_map.high);
}

void demo_view_tensors(const struct anatomy *anatomy, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct shown_tensors tensors = tensors_of(anatomy);
    bool small = outcome_values_per_channel(outcome) <= TABLE_COLUMNS && tensors.count * outcome->shape.channels <= TABLE_ROWS;
    if (small) {
        view_table(anatomy, &tensors, view);
        return;
    }
    for (size_t i = 0; i < tensors.count; i++)
        view_map(anatomy, &tensors.items[i], view);
}
