#include "activity/table.h"

#include <string.h>

const struct activity *const activity_table[] = {
    &activity_review,
    &activity_notes,
    &activity_study,
    &activity_quiz,
    &activity_challenge,
    &activity_practice,
    &activity_explain,
    &activity_predict,
    &activity_demo,
    &activity_progress,
    &activity_browse,
    NULL,
};

const struct activity *activity_find(const char *name)
{
    for (size_t i = 0; activity_table[i]; i++)
        if (!strcmp(activity_table[i]->name, name))
            return activity_table[i];
    return NULL;
}
