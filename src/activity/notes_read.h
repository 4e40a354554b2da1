/*
 * The notes of a course, topic by topic, and which of them were read.
 *
 * `struct notes_read` owns its arrays; topics belong to the course.
 */
#ifndef ACTIVITY_NOTES_READ_H
#define ACTIVITY_NOTES_READ_H

#include "activity/activity.h"

struct notes_read {
    const struct topic **items; /* those that have notes, in teaching order */
    size_t count, capacity;
    size_t *first_note; /* of each topic, among all notes */
    bool *flags;        /* of each note: whether it was read */
    size_t total;       /* notes */
};

/* Looks up all notes of the course; after an error `read` may be released. */
int notes_read_load(struct notes_read *read, struct environment *environment, struct err *err);
void notes_read_release(struct notes_read *read);

/* Whether a note was read, to be read or set: note number `note` of topic number `topic`. */
bool *notes_read_flag(const struct notes_read *read, size_t topic, size_t note);

/* How many of a topic's notes were read; and the first that was not, 0 if all were. */
size_t notes_read_count(const struct notes_read *read, size_t topic);
size_t notes_read_first_unread(const struct notes_read *read, size_t topic);

#endif
