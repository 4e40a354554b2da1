#include "activity/sitting/sitting.h"
#include "activity/table.h"

static const struct purpose purpose = {
    .title = "Study",
    .kind = ITEM_CARD,
    .limit = 20,
    .returns = true,
    .one = "card",
    .many = "cards",
    .ahead = "study ahead",
};

static int study_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                      struct err *err)
{
    return sitting_open(&purpose, environment, arguments, event, state, err);
}

static void study_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_CARD, "seen", words, size, share);
}

const struct activity activity_study = {
    .name = "study",
    .title = "Study",
    .summary = "flashcards",
    .help = "Read the question, answer it in your head, reveal, and say how well you knew it. Each grade shows when the card would "
            "come "
            "back; what you graded *again* returns a few cards later.\n\nCards that are due come first, then new ones in teaching "
            "order. A contested card is known when you recall that it is disputed, and why.",
    .open = study_open,
    SITTING_FUNCTIONS,
    .progress = study_progress,
};
