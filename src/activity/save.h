/*
 * Recording an answer so that none is lost unnoticed.
 *
 * A `struct save` stands in the state of every activity that records answers.  When the store refuses (disk full, busy, read-only)
 * it keeps the answer; the activity stays where it is until save_retry() succeeds or the learner leaves twice.  It owns its copy of
 * the answer until save_release().
 *
 *     on a grade:     if (save_answer(&state->save, &answer, &memory, &sequence)) go_on(state);
 *     ACTION_RETRY:   if (save_retry(&state->save, &memory, &sequence)) go_on(state);
 *     ACTION_BACK:    if (!save_may_leave(&state->save)) { reply->flags |= REPLY_HANDLED; return; }
 *     view():         save_view(&state->save, view);       first of all; with save_asks() nothing else
 *     live():         if (save_live(&state->save, live)) return;
 *     CONFIRM:        if (save_asks(&state->save)) { save_agree(&state->save); ... }
 */
#ifndef ACTIVITY_SAVE_H
#define ACTIVITY_SAVE_H

#include "activity/activity.h"

struct save {
    struct environment *environment;
    struct answer answer; /* the one that is not saved yet; own strings */
    struct memory memory; /* of its item, before it */
    bool pending;         /* `answer` waits */
    bool warned;          /* the learner was told that leaving drops it */
    struct err err;       /* why it could not be saved */
};

void save_init(struct save *save, struct environment *environment);
void save_release(struct save *save);

/* True while nothing can be saved here and the learner has not agreed to work without; agreeing holds for all activities. */
bool save_asks(const struct save *save);
void save_agree(struct save *save);

/*
 * Puts `answer` into the log (its strings are only read).  `memory` (may be NULL) holds the item's memory before and receives the
 * one after; `sequence` (may be NULL) receives the row, 0 where nothing can be saved and the learner agreed to that.  False: it is
 * not saved and kept for save_retry(); `memory` is as it was.
 */
bool save_answer(struct save *save, const struct answer *answer, struct memory *memory, int64_t *sequence);
bool save_retry(struct save *save, struct memory *memory, int64_t *sequence);

/* Whether to leave: tries a waiting answer once more; if that fails the learner is warned first, and may leave the second time. */
bool save_may_leave(struct save *save);

/* Adds the question of save_asks(), the banner of a read-only store, or "Not saved: reason"; nothing when all is well. */
void save_view(const struct save *save, struct view *view);

/* Adds the actions of those states; true if they are the only ones that are live now. */
bool save_live(const struct save *save, struct live_actions *live);

/*
 * The start of an answer to `item`, with the times of `event`; `shown_ms` is the steady time at which the item was shown.  A grade
 * or a choice counts SAVE_DECISION_MS at most: whoever took longer was not there.
 */
enum { SAVE_DECISION_MS = 60000 };
struct answer save_start(enum answer_kind kind, const char *item, const struct event *event, int64_t shown_ms);

#endif
