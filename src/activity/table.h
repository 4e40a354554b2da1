/*
 * The activities by name, for those that open one another.
 */
#ifndef ACTIVITY_TABLE_H
#define ACTIVITY_TABLE_H

#include "activity/activity.h"

extern const struct activity activity_review;
extern const struct activity activity_notes;
extern const struct activity activity_study;
extern const struct activity activity_quiz;
extern const struct activity activity_challenge;
extern const struct activity activity_practice;
extern const struct activity activity_explain;
extern const struct activity activity_predict;
extern const struct activity activity_demo;
extern const struct activity activity_progress;
extern const struct activity activity_browse;

#endif
