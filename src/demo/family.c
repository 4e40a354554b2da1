/* Batch norm and its relatives on one tensor. */
#include "laboratory/family.h"
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

#include <math.h>

enum { SAMPLES_MAX = 8, CHANNELS_MAX = 8, POSITIONS_MAX = 8 };

static const char *const pages[FAMILY_COUNT] = {"batch", "instance", "layer", "group", "RMS"};

static size_t count_norms(const struct demo_run *run)
{
    (void)run;
    return FAMILY_COUNT;
}

static size_t count_cells(const struct demo_run *run)
{
    return part_finding(run, "x")->count;
}

/* How the tensor lies on the screen: channels below each other, samples side by side with a gap between them. */
struct grid {
    size_t samples, channels, positions; /* of the tensor */
    size_t rows, shown, width, columns;  /* channels, samples, positions of a sample, cells of a row */
};

static struct grid grid_of(const struct finding *x)
{
    struct grid grid = {.samples = x->shape[0], .channels = x->shape[1], .positions = x->count / x->shape[0] / x->shape[1]};
    grid.rows = grid.channels < CHANNELS_MAX ? grid.channels : CHANNELS_MAX;
    grid.shown = grid.samples < SAMPLES_MAX ? grid.samples : SAMPLES_MAX;
    grid.width = grid.positions < POSITIONS_MAX ? grid.positions : POSITIONS_MAX;
    grid.columns = grid.shown * (grid.width + 1) - 1;
    return grid;
}

/* The element in a cell of the screen, or the tensor's count for a gap. */
static size_t element_at(const struct grid *grid, size_t row, size_t column)
{
    size_t sample = column / (grid->width + 1), position = column % (grid->width + 1);
    if (position == grid->width)
        return grid->samples * grid->channels * grid->positions;
    return (sample * grid->channels + row) * grid->positions + position;
}

/* Labels over the first cell of each sample, and beside each channel. */
static void label(struct view *view, const struct grid *grid, struct block *block)
{
    const char **columns = arena_new(&view->arena, grid->columns, sizeof *columns);
    const char **rows = arena_new(&view->arena, grid->rows, sizeof *rows);
    bool wide = grid->width >= 4;
    for (size_t i = 0; i < grid->columns; i++)
        columns[i] = i % (grid->width + 1) ? "" : arena_print(&view->arena, wide ? "sample %zu" : "%zu", i / (grid->width + 1));
    for (size_t i = 0; i < grid->rows; i++)
        rows[i] = arena_print(&view->arena, "ch %zu", i);
    block->heat_map.column_labels = columns;
    block->heat_map.row_labels = rows;
}

/* The cell of the screen with the element, or the number of cells if it is not shown. */
static size_t cell_of(const struct grid *grid, size_t element)
{
    size_t position = element % grid->positions, channel = element / grid->positions % grid->channels;
    size_t sample = element / grid->positions / grid->channels;
    if (position >= grid->width || channel >= grid->rows || sample >= grid->shown)
        return grid->rows * grid->columns;
    return channel * grid->columns + sample * (grid->width + 1) + position;
}

/* Each cell's share in the mean that the selected value is normalized with; colours for those that share another. */
static void view_map(const struct demo_run *run, struct view *view)
{
    const struct finding *x = part_finding(run, "x");
    const double *statistic = part_list(run, arena_print(&view->arena, "%s_statistic", family_names[run->step]));
    double weight = 1 / part_list(run, "values_each")[run->step];
    struct grid grid = grid_of(x);
    size_t cells = grid.rows * grid.columns;
    double *values = arena_new(&view->arena, cells, sizeof *values);
    const char **names = arena_new(&view->arena, cells, sizeof *names);
    unsigned char *groups = arena_new(&view->arena, cells, sizeof *groups);
    for (size_t cell = 0; cell < cells; cell++) {
        size_t element = element_at(&grid, cell / grid.columns, cell % grid.columns);
        values[cell] = NAN;
        if (element == x->count)
            continue;
        values[cell] = statistic[element] == statistic[run->cell] ? weight : 0;
        groups[cell] = (unsigned char)statistic[element];
        names[cell] = part_element(&view->arena, "x", x, element);
    }
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.title =
        arena_print(&view->arena, "Weights in the %s for %s", run->step == FAMILY_RMS ? "RMS" : "mean",
                    part_element(&view->arena, "x", x, run->cell));
    block->heat_map.low = -weight / 3; /* what has no part is pale, but there */
    block->heat_map.high = weight;
    block->heat_map.selected = cell_of(&grid, run->cell);
    block->heat_map.values = values;
    block->heat_map.cell_names = names;
    block->heat_map.groups = groups;
    block->heat_map.rows = grid.rows;
    block->heat_map.columns = grid.columns;
    label(view, &grid, block);
}

static void view_norms(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "statistics", "values each", "y", "y alone", "alone differs by"};
    const struct finding *x = part_finding(run, "x");
    struct part_table table = part_table(view, FAMILY_COUNT + 1, 6, head);
    size_t sample = x->count / x->shape[0];
    part_cell(&table, 0, 3, STYLE_DIM, "%s", part_element(&view->arena, "y", x, run->cell));
    for (enum family family = 0; family < FAMILY_COUNT; family++) {
        enum style style = family == (enum family)run->step ? STYLE_STRONG : STYLE_NORMAL;
        double differs = part_list(run, "alone_difference")[family];
        part_cell(&table, family + 1, 0, family == (enum family)run->step ? STYLE_SELECTED : STYLE_NORMAL, "%s", pages[family]);
        part_cell(&table, family + 1, 1, style, "%g", part_list(run, "statistics")[family]);
        part_cell(&table, family + 1, 2, style, "%g", part_list(run, "values_each")[family]);
        part_cell_number(&table, family + 1, 3, style, part_list(run, family_names[family])[run->cell], 0);
        if (run->cell < sample)
            part_cell_number(&table, family + 1, 4, style,
                             part_list(run, arena_print(&view->arena, "%s_alone", family_names[family]))[run->cell], 0);
        part_cell_number(&table, family + 1, 5, differs > 0 ? STYLE_WRONG : STYLE_RIGHT, differs, 0);
    }
}

/* Which other norms give the same y here, and which once the first sample is alone. */
static const char *relatives(const struct demo_run *run, struct view *view, const char *finding)
{
    const double *apart = part_list(run, finding);
    const char *names = NULL;
    for (enum family other = 0; other < FAMILY_COUNT; other++) {
        if (other == (enum family)run->step || apart[run->step * FAMILY_COUNT + other] > 1e-6)
            continue;
        names = names ? arena_print(&view->arena, "%s, %s", names, pages[other]) : pages[other];
    }
    return names ? names : "none";
}

static void view(const struct demo_run *run, struct view *view)
{
    static const char *const lessons[FAMILY_COUNT] = {
        "Batch norm averages a channel over all samples: only it minds the company.",
        "Instance norm keeps to one channel of one sample: batch norm with batch 1.",
        "Layer norm takes all of a sample: channels mix, company does not matter.",
        "Group norm lies between: one group is layer, a group a channel is instance.",
        "RMS norm only divides, by the root mean square: a shift of x stays visible.",
    };
    part_pages(run, view, pages, FAMILY_COUNT);
    view->page = 0; /* the same picture for each: they are compared where they stand */
    view_map(run, view);
    view_space(view);
    view_norms(run, view);
    view_text(view, STYLE_DIM, "same y here: %s · same with the first sample alone: %s", relatives(run, view, "agreement"),
              relatives(run, view, "agreement_alone"));
    part_lesson(view, "%s", lessons[run->step]);
}

static void status(const struct demo_run *run, struct str *words)
{
    if (!run->err.code)
        part_shape(run, words);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const drawn[] = {"batch", "channels", "positions", NULL};
    return !part_sampled(run) || !part_has_key(run, parameter, drawn);
}

const struct demo demo_family = {
    .name = "family",
    .title = "The family of norms",
    .summary = "Which values share a mean, and who minds the company.",
    .help = "Left and right go from batch norm to instance, layer, group and RMS norm; up and down choose a value: the full cells "
            "are those it is averaged over. *Alone* is the "
            "first "
            "sample as a batch of its own.",
    .model = &model_family,
    .steps = count_norms,
    .step_name = "norm",
    .cells = count_cells,
    .view = view,
    .applies = applies,
    .status = status,
};
