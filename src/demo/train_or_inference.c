#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/train_or_inference.h"

#include <math.h>

enum { PLOT_LINES = 5, MATES_SHOWN = 8 };

static size_t batches(const struct demo_run *run)
{
    return part_finding(run, "y_training")->count;
}

static size_t batch_size(const struct demo_run *run)
{
    return (size_t)part_number(run, "samples");
}

static size_t positions(const struct demo_run *run)
{
    return (size_t)part_number(run, "positions");
}

static void status(const struct demo_run *run, struct str *words)
{
    if (run->err.code)
        return;
    str_addf(words, "batch %zu of %zu · %zu", run->step + 1, batches(run), batch_size(run));
    if (positions(run) > 1)
        str_addf(words, "×1×%zu", positions(run));
    else
        str_add(words, "×1");
}

/* "batch 3: 5, 6.1, 2.2 …, mean 4.9, variance 2.1" */
static void view_batch(const struct demo_run *run, struct view *view)
{
    const struct finding *told = part_finding(run, "x");
    size_t size = batch_size(run), each = told->shape[2], shown = told->shape[1] < MATES_SHOWN ? told->shape[1] : MATES_SHOWN;
    const double *x = told->numbers + run->step * told->shape[1] * each;
    struct str others;
    str_init(&others);
    for (size_t i = 1; i < shown; i++)
        str_addf(&others, ", %s", part_word(view, x[i * each]));
    str_addf(&others, "%s; mean %s, variance %s", shown < size ? ", …" : "", part_word(view, part_list(run, "batch_mean")[run->step]),
             part_word(view, part_list(run, "batch_var")[run->step]));
    const struct span spans[] = {
        {arena_print(&view->arena, "batch %zu%s: ", run->step + 1, each > 1 ? ", the first position of each" : ""), STYLE_DIM},
        {part_word(view, x[0]), STYLE_SELECTED},
        {others.text, STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
    str_release(&others);
}

/* What the watched value becomes in this batch, how far that moves with it, and after a forgotten eval(). */
static void view_modes(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "y", "dy/dx", ""};
    static const struct {
        const char *label, *y, *slope, *words;
        enum style style;
    } rows[] = {
        {"training", "y_training", "slope_training", "by this batch", STYLE_CHANNEL_0},
        {"inference", "y_inference", "slope_inference", "by running statistics", STYLE_CHANNEL_1},
        {"eval() forgotten", "y_later", NULL, "then called, after these", STYLE_CHANNEL_2},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct part_table table = part_table(view, ROWS + 1, 4, head);
    size_t *room = arena_new(&view->arena, table.columns, sizeof *room);
    double low = NAN, high = NAN;
    for (size_t i = 0; i < ROWS; i++)
        part_span(part_list(run, rows[i].y), batches(run), &low, &high);
    room[1] = part_room(&view->arena, low, high);
    table.block->table.room = room;
    for (size_t i = 0; i < ROWS; i++) {
        part_cell(&table, i + 1, 0, rows[i].style, "%s", rows[i].label);
        part_cell_number(&table, i + 1, 1, STYLE_STRONG, part_list(run, rows[i].y)[run->step], 1);
        if (rows[i].slope)
            part_cell_number(&table, i + 1, 2, STYLE_NORMAL, part_list(run, rows[i].slope)[run->step], 0);
        part_cell(&table, i + 1, 3, STYLE_DIM, "%s", rows[i].words);
    }
}

/* "Keras 0.4999, training=True -1.0838": what each framework answers to a bare call, and in its other mode. */
static void view_frameworks(const struct demo_run *run, struct view *view)
{
    static const struct {
        const char *name, *mode;
        bool training; /* what a bare call means */
    } frameworks[MATES_FRAMEWORKS] = {
        {"PyTorch", "eval()", true}, {"Keras", "training=True", false}, {"ONNX", "training_mode=1", false}};
    struct span spans[2 * MATES_FRAMEWORKS];
    for (size_t i = 0; i < MATES_FRAMEWORKS; i++) {
        bool refuses = part_list(run, "framework_refuses")[i] > 0;
        const char *training = refuses ? "ValueError" : part_word(view, part_list(run, "framework_training")[i]);
        const char *inference = part_word(view, part_list(run, "framework_inference")[i]);
        bool first = frameworks[i].training;
        spans[2 * i] = (struct span){arena_print(&view->arena, "%s%s ", i ? "; " : "first batch: ", frameworks[i].name), STYLE_DIM};
        spans[2 * i + 1] = (struct span){arena_print(&view->arena, "%s, %s %s", first ? training : inference, frameworks[i].mode,
                                                     first ? inference : training),
                                         refuses ? STYLE_WRONG : STYLE_NORMAL};
    }
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

static void view_plot(const struct demo_run *run, struct view *view)
{
    size_t count = batches(run);
    const struct curve curves[] = {
        {"training", part_list(run, "y_training"), count, STYLE_CHANNEL_0},
        {"inference", part_list(run, "y_inference"), count, STYLE_CHANNEL_1},
        {"forgotten", part_list(run, "y_later"), count, STYLE_CHANNEL_2},
    };
    double *numbers = arena_new(&view->arena, count, sizeof *numbers);
    for (size_t i = 0; i < count; i++)
        numbers[i] = (double)i + 1;
    const char *title = arena_print(&view->arena, "what x %s becomes, batch by batch", part_word(view, part_list(run, "x")[0]));
    part_plot(view, title, NULL, "batch", curves, sizeof curves / sizeof *curves, numbers)->plot.lines = PLOT_LINES;
}

/* What there is to see at this size of batch. */
static const char *lesson(const struct demo_run *run, struct view *view)
{
    size_t size = batch_size(run), each = positions(run);
    if (size * each == 1)
        return "Alone it is its own mean: y is β whatever x is, and no gradient returns.";
    if (size == 1)
        return "One image is enough: its positions are averaged, which is instance norm.";
    if (size * each == 2)
        return "Two values become −1 and +1 however far apart: nothing to learn from.";
    if (batches(run) == 1)
        return "Training asks the batch, inference what was learned before.";
    return arena_print(&view->arena, "In training the same x lies between %.2f and %.2f, by its company alone.",
                       part_number(run, "y_low"), part_number(run, "y_high"));
}

static void view(const struct demo_run *run, struct view *view)
{
    view_batch(run, view);
    view_modes(run, view);
    view_frameworks(run, view);
    view_text(view, STYLE_EMPHASIS, "%s", lesson(run, view));
    if (batches(run) > 1)
        view_plot(run, view);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const always[] = {"running_mean", "running_var", "momentum", NULL};
    return parameter != MATES_BATCHES && (!part_sampled(run) || part_has_key(run, parameter, always));
}

const struct demo demo_train_or_inference = {
    .name = "train-or-inference",
    .title = "Training or inference",
    .summary = "The same value among other batch-mates, and when it minds them.",
    .help = "Left and right go through batches that hold the same first value *x* with other batch-mates. In training its output "
            "depends on them; in inference it does not. Where `eval()` was forgotten the test batches move the running statistics, "
            "and what inference answers later with them. *dy/dx* is how far the output moves with *x*.\n\n"
            "Set the batch to 1 or 2, and H·W to more than 1 for a convolution.",
    .model = &model_train_or_inference,
    .steps = batches,
    .step_name = "batch",
    .open_ended = true,
    .view = view,
    .status = status,
    .applies = applies,
};
