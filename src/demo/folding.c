/* Batch norm folded into the layer beside it. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_LINEAR, PAGE_PADDING, PAGE_CASES, PAGES };
enum { UNITS = 2 };

static const char *const pages[PAGES] = {"linear layer", "padding", "where it fails"};

/* Differences below this are rounding, and shown as none; beside large products so much more. */
static const double rounding = 1e-4;

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static const char *difference_words(struct view *view, double difference, double magnitude)
{
    return difference < rounding * magnitude ? "only rounding" : arena_print(&view->arena, "%.4f", difference);
}

/* What the table shows of one row holds for all of them. */
static void view_rows(const struct demo_run *run, struct view *view)
{
    double rows = part_number(run, "row_count"), inputs = part_number(run, "inputs");
    if (rows > 1 || inputs != UNITS)
        view_text(view, STYLE_NORMAL, "At most %.1e apart in all %.0f rows of %.0f input%s; this is the first.",
                  part_number(run, "linear_error"), rows, inputs, inputs == 1 ? "" : "s");
}

static void view_linear(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "unit 0", "unit 1"};
    static const struct {
        const char *name, *finding;
        size_t input; /* of a matrix */
        enum style style;
    } rows[] = {
        {"W, input 0", "weight", 0, STYLE_NORMAL},
        {"W, input 1", "weight", 1, STYLE_NORMAL},
        {"b", "bias", 0, STYLE_NORMAL},
        {"a = γ/√(v + ε)", "a", 0, STYLE_NORMAL},
        {"W' = a·W, input 0", "folded_weight", 0, STYLE_CHANNEL_0},
        {"W' = a·W, input 1", "folded_weight", 1, STYLE_CHANNEL_0},
        {"b' = a·(b − m) + β", "folded_bias", 0, STYLE_CHANNEL_0},
        {"y, layer and batch norm", "unfolded", 0, STYLE_STRONG},
        {"y, folded layer alone", "folded", 0, STYLE_STRONG},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    bool single = part_number(run, "inputs") == 1;
    struct part_table table = part_table(view, ROWS + 1 - (single ? UNITS : 0), UNITS + 1, head);
    for (size_t i = 0, row = 1; i < ROWS; i++) {
        const struct finding *finding = part_finding(run, rows[i].finding);
        size_t stride = finding->count / UNITS;
        if (rows[i].input >= stride)
            continue;
        part_cell(&table, row, 0, STYLE_NORMAL, "%s", rows[i].name);
        for (size_t unit = 0; unit < UNITS; unit++)
            part_cell(&table, row, unit + 1, rows[i].style, "%.6f", finding->numbers[unit * stride + rows[i].input]);
        row++;
    }
    view_rows(run, view);
    part_lesson(view,
                "At inference batch norm is a·x + b for each output: a goes into the row of W that makes this output, the rest "
                "into its bias, and y is the same but for rounding.");
}

static void view_padding(const struct demo_run *run, struct view *view)
{
    const struct finding *error = part_finding(run, "before_error");
    double border = part_number(run, "border_error"), *shown = arena_new(&view->arena, error->count, sizeof *shown);
    for (size_t i = 0; i < error->count; i++)
        shown[i] = error->numbers[i] < rounding ? 0 : error->numbers[i];
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.title = "Batch norm before padding: the error";
    block->heat_map.values = shown;
    block->heat_map.rows = error->shape[0];
    block->heat_map.columns = error->shape[1];
    block->heat_map.high = border;
    block->heat_map.selected = error->count;
    view_space(view);
    view_text(view, STYLE_NORMAL, "error at the border: up to %s; inside: %s; with batch norm behind the convolution: %s",
              difference_words(view, border, 1), difference_words(view, part_number(run, "inside_error"), 1),
              difference_words(view, part_number(run, "after_error"), 1));
    part_lesson(
        view,
        "The convolution pads what batch norm puts out with 0. Folded, the padding is 0 in front of batch norm, which stands "
        "for %s behind it: every tap over the border brings this error in.",
        part_word(view, part_number(run, "convolution_b")));
}

static void view_cases(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"what is folded", "difference", ""};
    static const struct {
        const char *name, *finding, *magnitude;
    } rows[] = {
        {"linear, batch norm", "linear_error", "linear_magnitude"},
        {"convolution, batch norm", "after_error", NULL},
        {"batch norm, padded convolution: inside", "inside_error", NULL},
        {"batch norm, padded convolution: border", "border_error", NULL},
        {"convolution, batch norm in training mode", "training_error", NULL},
        {"a on the columns of W, the inputs", "columns_error", "linear_magnitude"},
        {"linear, ReLU, batch norm", "relu_error", "linear_magnitude"},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct part_table table = part_table(view, ROWS + 1, 3, head);
    view->items[view->count - 1].table.numeric = false;
    for (size_t i = 0; i < ROWS; i++) {
        double difference = part_number(run, rows[i].finding);
        double magnitude = rows[i].magnitude ? part_number(run, rows[i].magnitude) : 1;
        bool same = difference < rounding * magnitude;
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", rows[i].name);
        if (isnan(difference))
            part_cell(&table, i + 1, 1, STYLE_NORMAL, "does not fit");
        else
            part_cell(&table, i + 1, 1, STYLE_NORMAL, "%s", difference_words(view, difference, magnitude));
        part_cell(&table, i + 1, 2, same ? STYLE_RIGHT : STYLE_WRONG, "%s", same ? "the same" : "not the same");
    }
    part_lesson(view,
                "Folding is exact but for rounding where batch norm directly follows the linear map, with fixed statistics, along "
                "its outputs; everything else changes the network.");
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_linear, view_padding, view_cases};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const of_picture[] = {"height", "width", NULL}, *const of_rows[] = {"rows", NULL};
    if (part_has_key(run, parameter, of_rows))
        return run->step != PAGE_PADDING && !part_sampled(run);
    return run->step != PAGE_LINEAR || !part_has_key(run, parameter, of_picture);
}

static bool drawn(const struct demo_run *run)
{
    return part_parameter(run, "data") == DATA_NORMAL;
}

const struct demo demo_folding = {
    .name = "folding",
    .title = "Folding into the layer beside it",
    .summary = "Batch norm for free at inference, and where that goes wrong.",
    .help = "Left and right go from a linear layer with two units to a padded convolution, whose error is shown pixel by pixel, "
            "and to a "
            "list of cases. m and v are the running mean and variance. Of a tensor of your own the channels are the inputs of the "
            "linear layer, every sample and position is a row, and m and v are those of the layer's outputs.",
    .model = &model_folding,
    .steps = count_pages,
    .step_name = "page",
    .view = view,
    .applies = applies,
    .drawn = drawn,
};
