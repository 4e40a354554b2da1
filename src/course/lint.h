/*
 * bntutor lint: all messages about course files, those about quality included, and what the files hold.
 *
 * `struct lint_summary` owns its list and the ids in it until lint_summary_release().
 */
#ifndef COURSE_LINT_H
#define COURSE_LINT_H

#include "base/err.h"
#include "course/course.h"
#include "course/diagnostics.h"

#include <stddef.h>
#include <stdio.h>

struct source;

struct lint_topic {
    char *id;
    size_t items[ITEM_KIND_COUNT][LEVEL_COUNT];
    size_t card_kinds[CARD_KIND_COUNT];
    size_t question_kinds[QUESTION_KIND_COUNT]; /* of questions and predictions */
    size_t formats[FORMAT_COUNT];               /* likewise */
    size_t experiments;
    size_t exercises;
    size_t stating; /* items with numbers that are to be proved */
    size_t proved;  /* of those: every such number is one that the kernel yields */
    size_t wrong_numbers;  /* wrong answers that state a number which an experiment can refute */
    size_t wrong_computed; /* of those: the demo calculates it */
};

struct lint_summary {
    struct lint_topic *items; /* the topics that were looked at and could be loaded */
    size_t count, capacity;
    size_t challenges;
};

/*
 * Checks what each path names: a directory with a course.yaml (or that file, or a topic file beside it) as a course; the *.yaml
 * files of another directory, or another file, as topics added to the course in `shipped`.  Without paths: the course in `shipped`.
 * Messages go to `diagnostics`, counts to `summary`.  Returns 0 if all could be looked at, however many errors they have;
 * otherwise the code of the last failure, with its words in `err`.
 *
 * `examine` (may be NULL) looks at each topic too, for what the course alone cannot tell: reports go to the topic's file, `source`.
 */
typedef void lint_examine_topic(const struct topic *topic, struct source *source, struct lint_topic *counts);
int course_lint(const char *const *paths, size_t path_count, const char *shipped, lint_examine_topic *examine,
                struct diagnostics *diagnostics, struct lint_summary *summary, struct err *err);

void lint_summary_init(struct lint_summary *summary);
void lint_summary_release(struct lint_summary *summary);

/* Writes a table of the topics by kind, and the sums by kind and level. */
void lint_summary_print(const struct lint_summary *summary, FILE *out);

#endif
