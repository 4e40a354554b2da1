/*
 * What a practice came to: how many were right, how long it took, and which mistakes were made.  The exercises belong to the course;
 * the rest is released by practice_summary_release().
 */
#ifndef ACTIVITY_PRACTICE_SUMMARY_H
#define ACTIVITY_PRACTICE_SUMMARY_H

#include "course/course.h"
#include "view/view.h"

#include <stdint.h>

struct practice_miss {
    const struct exercise *exercise;
    const char *mistake; /* its name in the course, or NULL */
    size_t count;
};

struct practice_summary {
    size_t answered, right;
    int64_t took_ms;
    struct {
        struct practice_miss *items; /* in the order in which they were made first */
        size_t count, capacity;
    } missed;
};

/* Counts an answer; `mistake` (NULL = one without a name) is looked at only if it was wrong, and must outlive the summary. */
void practice_summary_add(struct practice_summary *summary, const struct exercise *exercise, bool right, const char *mistake,
                          int64_t took_ms);
void practice_summary_release(struct practice_summary *summary);

void practice_summary_view(const struct practice_summary *summary, struct view *view);

/* A mistake's name as words: "divide by variance". */
const char *practice_mistake_words(struct view *view, const char *name);

#endif
