/* Why features are brought to one scale: the valley of the loss. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

enum { FORMS = 2 };

static void view(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"features", "steepest", "flattest", "ratio", "largest rate"};
    static const char *const names[FORMS] = {"as they are", "standardized"};
    static const char *const findings[FORMS][4] = {{"eigenvalues_raw", "condition_raw", "limit_raw", "loss_raw"},
                                                   {"eigenvalues", "condition", "limit", "loss"}};
    struct part_table table = part_table(view, FORMS + 1, 5, head);
    struct curve curves[FORMS];
    for (size_t i = 0; i < FORMS; i++) {
        const struct finding *loss = part_finding(run, findings[i][3]);
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", names[i]);
        part_cell(&table, i + 1, 1, STYLE_NORMAL, "%.4g", part_list(run, findings[i][0])[0]);
        part_cell(&table, i + 1, 2, STYLE_NORMAL, "%.4g", part_list(run, findings[i][0])[1]);
        part_cell(&table, i + 1, 3, STYLE_STRONG, "%.4g", part_number(run, findings[i][1]));
        part_cell(&table, i + 1, 4, STYLE_NORMAL, "%.4g", part_number(run, findings[i][2]));
        curves[i] = (struct curve){names[i], loss->numbers, loss->count, STYLE_CHANNEL_0 + i};
    }
    view_space(view);
    part_plot(view, "Loss", "as a share of the first", "step", curves, FORMS, NULL)->plot.lines = 6;
    part_lesson(view, "The steepest direction limits the rate, the flattest one needs the steps. The correlation, %s, stays.",
                part_word(view, part_number(run, "correlation")));
}

const struct demo demo_loss_valley = {
    .name = "loss-valley",
    .title = "The valley of the loss",
    .summary = "Gradient descent on ages and incomes, as they are and standardized.",
    .help = "Steepest and flattest are the eigenvalues of the Hessian X'X/n of a quadratic loss. Above a share of 1 of the largest "
            "rate "
            "the descent diverges.",
    .model = &model_loss_valley,
    .view = view,
};
