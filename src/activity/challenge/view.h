/*
 * The screens of the challenge activity.
 */
#ifndef ACTIVITY_CHALLENGE_VIEW_H
#define ACTIVITY_CHALLENGE_VIEW_H

#include "activity/challenge/state.h"

void challenge_view(const struct challenge_state *state, struct view *view);

#endif
