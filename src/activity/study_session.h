/*
 * The cards of one session in the order in which they are shown: what was graded Again comes back a few cards later.
 *
 * `struct session` owns its arrays until session_release().
 */
#ifndef ACTIVITY_STUDY_SESSION_H
#define ACTIVITY_STUDY_SESSION_H

#include "activity/deck.h"

enum { SESSION_RETURN_AFTER = 4 }; /* other cards before one that was graded Again is shown once more */

struct graded {
    size_t entry; /* in the deck */
    struct memory before;
    enum grade grade;
    int64_t sequence; /* of its row in the log; 0 = it was not written */
    int64_t took_ms;
    size_t returns_at; /* place in the queue, for Again */
};

struct session {
    struct deck deck; /* memories are kept up to date */
    struct {
        size_t *items; /* entries of the deck */
        size_t count, capacity;
    } queue;
    size_t place; /* of the card that is shown; the queue's count at the end */
    struct {
        struct graded *items;
        size_t count, capacity;
    } log;
};

/* Takes the deck over (its struct may be forgotten by the caller). */
void session_start(struct session *session, const struct deck *deck);
void session_release(struct session *session);

bool session_is_over(const struct session *session);

/* The card that is shown; not after the end. */
struct deck_entry *session_entry(const struct session *session);

/* Cards that will not come back in this session. */
size_t session_done(const struct session *session);

/* Writes down that the shown card was graded and has now the memory `after`, and goes on. */
void session_grade(struct session *session, enum grade grade, const struct memory *after, int64_t sequence, int64_t took_ms);

/* The last grade, or NULL if there is none; and taking it back, so that its card is shown again. */
const struct graded *session_last(const struct session *session);
void session_undo(struct session *session);

/* How often `grade` was given. */
size_t session_count(const struct session *session, enum grade grade);

#endif
