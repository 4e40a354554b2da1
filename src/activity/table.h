/*
 * The activities by name, for those that open one another.
 */
#ifndef ACTIVITY_TABLE_H
#define ACTIVITY_TABLE_H

#include "activity/activity.h"

/* In the order of the home screen. */
#define ACTIVITY_LIST(ACTIVITY)                                                                                                    \
    ACTIVITY(review)                                                                                                               \
    ACTIVITY(notes)                                                                                                                \
    ACTIVITY(study)                                                                                                                \
    ACTIVITY(quiz)                                                                                                                 \
    ACTIVITY(challenge)                                                                                                            \
    ACTIVITY(practice)                                                                                                             \
    ACTIVITY(explain)                                                                                                              \
    ACTIVITY(predict)                                                                                                              \
    ACTIVITY(demo)                                                                                                                 \
    ACTIVITY(progress)                                                                                                             \
    ACTIVITY(browse)

#define ACTIVITY_DECLARATION(name) extern const struct activity activity_##name;
ACTIVITY_LIST(ACTIVITY_DECLARATION)
#undef ACTIVITY_DECLARATION

#endif
