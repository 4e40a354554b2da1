/*
 * Help in plain words: how an activity works, and what can be typed.
 */
#ifndef PLAIN_HELP_H
#define PLAIN_HELP_H

#include "activity/activity.h"
#include "plain/offer.h"

/* Adds both to `view` (`now`: words about what is shown, or NULL); the texts of `offers` must outlive it.  With `writing` commands stand behind a colon. */
void plain_help(struct view *view, const struct activity *activity, const char *now, const struct offers *offers, bool writing);

#endif
