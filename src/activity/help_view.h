/*
 * The help screen: the activity's own words, and every key that works at the moment with what it does.
 */
#ifndef ACTIVITY_HELP_VIEW_H
#define ACTIVITY_HELP_VIEW_H

#include "activity/activity.h"

/*
 * Adds to `view`, whose title it sets, the activity's help texts (`now`: about what is shown, or NULL) and the rows of the action
 * table that `live` names.
 */
void help_view(struct view *view, const struct activity *activity, const char *now, const struct live_actions *live, bool writing);

#endif
