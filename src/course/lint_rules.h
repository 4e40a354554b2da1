/*
 * What makes a course worse without keeping it from being loaded.
 *
 * `struct lint_files` owns the sources of the topics until lint_files_release(); topics belong to the course.
 */
#ifndef COURSE_LINT_RULES_H
#define COURSE_LINT_RULES_H

#include "course/course.h"
#include "course/source.h"

/* A topic with its file. */
struct lint_file {
    const struct topic *topic;
    struct source source;
    bool wanted; /* its items are looked at; otherwise they are only compared with */
};

struct lint_files {
    struct lint_file *items;
    size_t count, capacity;
};

void lint_files_release(struct lint_files *files);

/* Reports at `item`: "question 'id' " and then the text. */
void lint_report(struct source *source, enum severity severity, const struct item *item, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Warns about items by themselves; `source` is the topic's file. */
void lint_topic(const struct topic *topic, struct source *source);

/* Reports what is wrong with the named mistakes of a question that is typed or sorted, and with its lines. */
void lint_answers(struct source *source, const struct question *question);

/* Reports cards that ask nearly the same as another one, and such questions. */
void lint_duplicates(struct lint_files *files);

/* Reports questions of challenges that lack something, and warns about what gives keys away in the course as a whole. */
void lint_course(const struct course *course, struct lint_files *files);

#endif
