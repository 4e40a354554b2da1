/*
 * What makes a course worse without making it wrong.
 */
#ifndef COURSE_LINT_RULES_H
#define COURSE_LINT_RULES_H

#include "course/course.h"
#include "course/source.h"

/* Warns about the quality of a topic's items; `source` is the topic's file. */
void lint_topic(const struct topic *topic, struct source *source);

#endif
