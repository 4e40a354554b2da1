#include "activity/table.h"

#include <string.h>

const struct activity *const activity_table[] = {
#define ACTIVITY_ROW(name) &activity_##name,
    ACTIVITY_LIST(ACTIVITY_ROW)
#undef ACTIVITY_ROW
        NULL,
};

const struct activity *activity_find(const char *name)
{
    for (size_t i = 0; activity_table[i]; i++)
        if (!strcmp(activity_table[i]->name, name))
            return activity_table[i];
    return NULL;
}
