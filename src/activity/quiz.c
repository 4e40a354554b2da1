#include "activity/sitting/sitting.h"
#include "activity/table.h"

static const struct purpose purpose = {
    .title = "Quiz",
    .kind = ITEM_QUESTION,
    .limit = 10,
    .tested = true,
    .one = "question",
    .many = "questions",
    .ahead = "once more",
};

static int quiz_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    return sitting_open(&purpose, environment, arguments, event, state, err);
}

static void quiz_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_QUESTION, "answered", words, size, share);
}

const struct activity activity_quiz = {
    .name = "quiz",
    .title = "Quiz",
    .summary = "questions of all kinds",
    .help = "Choose an option, tick all that are right, type a number or a shape, or put lines into their order. The verdict comes "
            "at once, with the reason for your answer and for the right one.\n\n"
            "A question that was missed comes back soon, one that was answered rightly later. A hint makes it count as *hard*; "
            "with the numbers below the verdict you can grade yourself otherwise.\n\n"
            "With `c`, below a verdict, you are asked from then on how sure you are, before you see whether you were right.",
    .open = quiz_open,
    SITTING_FUNCTIONS,
    .progress = quiz_progress,
};
