/* How far what was said beforehand came true: the learner's confidence, and the recall that the schedule predicted. */
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 10, LINES = 9 };

/* What is known of one source. */
struct judged {
    struct calibration_bin bins[BINS];
    size_t answers, right;
    double said, brier, bias;
};

static struct judged judge(const struct calibration *calibration)
{
    struct judged judged = {0};
    statistics_bins(calibration, judged.bins, BINS);
    for (size_t i = 0; i < BINS; i++) {
        judged.answers += judged.bins[i].count;
        judged.right += judged.bins[i].right;
        judged.said += judged.bins[i].said;
    }
    judged.brier = calibration_brier(judged.bins, BINS);
    judged.bias = calibration_bias(judged.bins, BINS);
    return judged;
}

static struct curve curve_of(struct view *view, const struct judged *judged, const char *label, enum style style)
{
    double *values = arena_new(&view->arena, BINS, sizeof *values);
    for (size_t i = 0; i < BINS; i++)
        values[i] = judged->bins[i].count ? 100 * (double)judged->bins[i].right / (double)judged->bins[i].count : NAN;
    return (struct curve){.label = label, .values = values, .count = BINS, .style = style};
}

/* The middle of each bin, which is also what a perfect judge would have right. */
static void view_chart(const struct judged *confidence, const struct judged *recall, struct view *view)
{
    double *middles = arena_new(&view->arena, BINS, sizeof *middles);
    struct curve *curves = arena_new(&view->arena, 3, sizeof *curves);
    size_t count = 0;
    for (size_t i = 0; i < BINS; i++)
        middles[i] = (100.0 * (double)i + 50) / BINS;
    curves[count++] = (struct curve){.label = "as said", .values = middles, .count = BINS, .style = STYLE_DIM};
    if (confidence->answers)
        curves[count++] = curve_of(view, confidence, "your confidence", STYLE_CHANNEL_0);
    if (recall->answers)
        curves[count++] = curve_of(view, recall, "predicted recall", STYLE_CHANNEL_1);
    struct block *block = view_add(view, BLOCK_PLOT);
    block->plot.title = "What came true, in %";
    block->plot.x_label = "what was said, in %";
    block->plot.y_label = "";
    block->plot.curves = curves;
    block->plot.count = count;
    block->plot.lines = LINES;
    block->plot.x_values = middles;
}

static void set_row(struct view *view, struct cell *row, const char *name, const struct judged *judged)
{
    double count = (double)judged->answers;
    row[0] = (struct cell){name, STYLE_NORMAL};
    row[1] = (struct cell){arena_print(&view->arena, "%zu", judged->answers), STYLE_NORMAL};
    if (!judged->answers)
        return;
    row[2] = (struct cell){arena_print(&view->arena, "%.0f %%", 100 * judged->said / count), STYLE_NORMAL};
    row[3] = (struct cell){arena_print(&view->arena, "%.0f %%", 100 * (double)judged->right / count), STYLE_NORMAL};
    row[4] = (struct cell){arena_print(&view->arena, "%.3f", judged->brier), STYLE_STRONG};
}

static void view_verdict(struct view *view, const struct judged *confidence)
{
    enum { SMALL = 5 }; /* points */
    int points = (int)lround(100 * confidence->bias);
    if (!confidence->answers)
        view_text(view, STYLE_DIM, "You were never asked how sure you are; c switches that on while you answer questions.");
    else if (points > SMALL)
        view_text(view, STYLE_WARNING, "You are surer than right, by %d points.", points);
    else if (points < -SMALL)
        view_text(view, STYLE_NORMAL, "You know more than you think, by %d points.", -points);
    else
        view_text(view, STYLE_RIGHT, "You know what you know: the two differ by %d point%s.", abs(points),
                  progress_plural((size_t)abs(points)));
}

static void calibration_view(const struct progress *progress, struct view *view)
{
    enum { COLUMNS = 5 };
    const char *const head[COLUMNS] = {"", "answers", "said", "came true", "Brier score"};
    const struct calibration *sources = progress->statistics.calibration;
    struct judged confidence = judge(&sources[CALIBRATION_CONFIDENCE]), recall = judge(&sources[CALIBRATION_RECALL]);
    if (!confidence.answers && !recall.answers) {
        view_text(view, STYLE_NORMAL,
                  "Nothing to compare yet: it takes answers on a later day, or answers of which you said how sure you are (c while "
                  "you answer questions).");
        return;
    }
    view_chart(&confidence, &recall, view);
    view_space(view);
    struct cell *cells = progress_table(view, head, COLUMNS, 2);
    set_row(view, cells, "your confidence", &confidence);
    set_row(view, cells + COLUMNS, "predicted recall", &recall);
    view_space(view);
    view_verdict(view, &confidence);
}

const struct progress_page progress_calibration = {.title = "how sure, and how right", .view = calibration_view};
