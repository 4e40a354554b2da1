#include "activity/sitting/sitting.h"
#include "activity/table.h"

static const struct purpose purpose = {
    .title = "Predict",
    .kind = ITEM_PREDICTION,
    .limit = 10,
    .tested = true,
    .one = "prediction",
    .many = "predictions",
    .ahead = "once more",
};

static int predict_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                        struct err *err)
{
    return sitting_open(&purpose, environment, arguments, event, state, err);
}

static void predict_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_PREDICTION, "predicted", words, size, share);
}

const struct activity activity_predict = {
    .name = "predict",
    .title = "Predict",
    .summary = "guess, then watch",
    .help = "Say what will come out before the kernel is run: a guess that was wrong makes the reason stick. After your answer `d` "
            "runs the experiment, and you see it happen.\n\n"
            "Predictions are remembered and come back like everything else.",
    .open = predict_open,
    SITTING_FUNCTIONS,
    .progress = predict_progress,
};
