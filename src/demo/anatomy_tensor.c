#include "demo/anatomy.h"

#include "base/str.h"
#include "base/utf8.h"
#include "view/number_text.h"

#include <math.h>

enum {
    TABLE_COLUMNS = 8, /* values a channel that a table still shows */
    TABLE_ROWS = 12,   /* channels times tensors */
    TABLE_WIDTH = 74,  /* what 80 columns leave, where x̂ is written x^ too */
    DECIMALS = 4
};

/* A tensor on the screen. */
struct shown {
    const char *name; /* "x" */
    const float *values;
    bool given; /* an input: exact however small */
};

enum { TENSORS = 2 };

/* What the selected step starts from, and what it makes of it. */
static void find_tensors(const struct anatomy *anatomy, struct shown tensors[TENSORS])
{
    const struct outcome *outcome = &anatomy->outcome;
    const struct shown x = {"x", outcome->x, true}, xhat = {"x̂", outcome->xhat, false}, y = {"y", outcome->y, false};
    const struct shown dy = {"dy", outcome->dy, true}, dx = {"dx", outcome->dx, false};
    tensors[0] = anatomy->step == STEP_GRADIENT ? dy : x;
    tensors[1] = anatomy->step == STEP_GRADIENT ? dx : anatomy->step == STEP_NORMALIZE ? xhat : y;
}

const char *anatomy_element_name(struct arena *arena, const struct outcome *outcome, const char *name, size_t index)
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

enum style anatomy_channel_style(size_t channel)
{
    return (enum style)(STYLE_CHANNEL_0 + channel % 4);
}

/* The size of each channel's numbers: what is tiny beside them is rounding. */
static double *channel_scales(struct arena *arena, const struct outcome *outcome, const float *values)
{
    double *scales = arena_new(arena, outcome->shape.channels, sizeof *scales);
    for (size_t i = 0; i < outcome->count; i++) {
        double *scale = &scales[outcome_channel(outcome, i)];
        if (isfinite(values[i]))
            *scale = fmax(*scale, fabs((double)values[i]));
    }
    return scales;
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

/* While mean and variance are taken, the values that share them stand out. */
static enum style cell_style(const struct anatomy *anatomy, size_t tensor, size_t index)
{
    const struct outcome *outcome = &anatomy->outcome;
    if (index == anatomy->cell)
        return STYLE_SELECTED;
    if (anatomy->step > STEP_VARIANCE)
        return STYLE_NORMAL;
    bool shared = tensor == 0 && outcome_channel(outcome, index) == outcome_channel(outcome, anatomy->cell);
    return shared ? STYLE_STRONG : STYLE_DIM;
}

static void fill_table(const struct anatomy *anatomy, const struct shown tensors[TENSORS], int decimals, struct arena *arena,
                       struct cell *cells)
{
    const struct outcome *outcome = &anatomy->outcome;
    size_t columns = outcome_values_per_channel(outcome) + 1;
    for (size_t tensor = 0; tensor < TENSORS; tensor++) {
        const struct shown *shown = &tensors[tensor];
        double *scales = channel_scales(arena, outcome, shown->values);
        for (size_t i = 0; i < outcome->count; i++) {
            size_t channel = outcome_channel(outcome, i);
            struct cell *row = cells + row_of(outcome, tensor, i) * columns;
            double scale = shown->given ? 0 : scales[channel];
            row[0] = (struct cell){arena_print(arena, "%s c%zu", shown->name, channel), anatomy_channel_style(channel)};
            row[1 + place_in_channel(outcome, i)] = (struct cell){number_text(arena, (double)shown->values[i], decimals, scale),
                                                                  cell_style(anatomy, tensor, i)};
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
static void view_table(const struct anatomy *anatomy, const struct shown tensors[TENSORS], struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    size_t rows = 1 + TENSORS * outcome->shape.channels, columns = outcome_values_per_channel(outcome) + 1;
    struct cell *cells = arena_new(&view->arena, rows * columns, sizeof *cells);
    cells[0] = (struct cell){"", STYLE_DIM};
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

void anatomy_view_tensors(const struct anatomy *anatomy, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct shown tensors[TENSORS];
    find_tensors(anatomy, tensors);
    const struct shown *shown = &tensors[anatomy->step >= STEP_NORMALIZE];
    if (outcome_values_per_channel(outcome) <= TABLE_COLUMNS && TENSORS * outcome->shape.channels <= TABLE_ROWS)
        view_table(anatomy, tensors, view);
    else if (anatomy->step <= STEP_VARIANCE)
        anatomy_view_shares(anatomy, view);
    else /* one map in one place: going from step to step shows what each does to it */
        anatomy_view_map(anatomy, shown->name, shown->values, view);
}
