#include "activity/study_session.h"

#include "base/vec.h"

#include <string.h>

void session_start(struct session *session, const struct deck *deck)
{
    *session = (struct session){.deck = *deck};
    for (size_t i = 0; i < deck->count; i++)
        *vec_add(&session->queue) = i;
}

void session_release(struct session *session)
{
    deck_release(&session->deck);
    vec_release(&session->queue);
    vec_release(&session->log);
}

bool session_is_over(const struct session *session)
{
    return session->place >= session->queue.count;
}

struct deck_entry *session_entry(const struct session *session)
{
    return &session->deck.items[session->queue.items[session->place]];
}

size_t session_done(const struct session *session)
{
    return session->deck.count - (session->queue.count - session->place);
}

static void insert(struct session *session, size_t at, size_t entry)
{
    *vec_add(&session->queue) = entry;
    size_t *queue = session->queue.items;
    memmove(queue + at + 1, queue + at, (session->queue.count - 1 - at) * sizeof *queue);
    queue[at] = entry;
}

static void take_out(struct session *session, size_t at)
{
    size_t *queue = session->queue.items;
    session->queue.count--;
    memmove(queue + at, queue + at + 1, (session->queue.count - at) * sizeof *queue);
}

void session_grade(struct session *session, enum grade grade, const struct memory *after, int64_t sequence, int64_t took_ms)
{
    struct deck_entry *entry = session_entry(session);
    struct graded graded = {session->queue.items[session->place], entry->memory, grade, sequence, took_ms, 0};
    entry->memory = *after;
    session->place++;
    if (grade == GRADE_AGAIN) {
        size_t at = session->place + SESSION_RETURN_AFTER;
        graded.returns_at = at < session->queue.count ? at : session->queue.count;
        insert(session, graded.returns_at, graded.entry);
    }
    *vec_add(&session->log) = graded;
}

const struct graded *session_last(const struct session *session)
{
    return session->log.count ? &session->log.items[session->log.count - 1] : NULL;
}

void session_undo(struct session *session)
{
    const struct graded *last = session_last(session);
    if (!last)
        return;
    if (last->grade == GRADE_AGAIN)
        take_out(session, last->returns_at);
    session->place--;
    session->deck.items[last->entry].memory = last->before;
    session->log.count--;
}

size_t session_count(const struct session *session, enum grade grade)
{
    size_t count = 0;
    for (size_t i = 0; i < session->log.count; i++)
        count += session->log.items[i].grade == grade;
    return count;
}
