/*
 * What makes a course worse without making it wrong.
 */
#ifndef COURSE_LINT_RULES_H
#define COURSE_LINT_RULES_H

#include "course/diagnostics.h"

/* Warns about the quality of a topic's items. */
void lint_topic(const struct topic *topic, struct diagnostics *diagnostics);

#endif
