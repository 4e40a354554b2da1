#include "activity/sitting/sitting.h"
#include "activity/table.h"

#include <stdio.h>

static const struct purpose purpose = {
    .title = "Review",
    .kind = ITEM_KIND_COUNT,
    .one = "item",
    .many = "items",
};

static int review_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                       struct err *err)
{
    return sitting_open(&purpose, environment, arguments, event, state, err);
}

static void review_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    struct deck_waiting waiting[ITEM_KIND_COUNT];
    size_t due = 0;
    *words = '\0';
    *share = -1;
    if (deck_count_waiting(environment, now_ms, waiting, NULL))
        return;
    for (size_t i = 0; i < ITEM_KIND_COUNT; i++)
        due += waiting[i].due;
    if (due) {
        snprintf(words, size, "%zu due", due);
        return;
    }
    size_t fresh = 0;
    const struct event event = {.now_ms = now_ms};
    if (!sitting_new_today(environment, &event, &fresh, NULL) && fresh)
        snprintf(words, size, "%zu new today", fresh);
    else
        snprintf(words, size, "nothing due");
}

const struct activity activity_review = {
    .name = "review",
    .title = "Review",
    .summary = "what is due, everything mixed",
    .help = "Cards, questions, predictions, exercises and explanations in the order in which they are needed: what you are about to "
            "forget first, new ones in between, as the topics before theirs are known. Each says why it comes now.\n\n"
            "*Fading at 84 %* means that you would still know it with that chance. After an answer the numbers below the verdict "
            "let you grade yourself otherwise.",
    .open = review_open,
    SITTING_FUNCTIONS,
    .progress = review_progress,
};
