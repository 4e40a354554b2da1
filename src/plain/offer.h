/*
 * What can be typed at this moment, in words, for the prompt and the help.
 */
#ifndef PLAIN_OFFER_H
#define PLAIN_OFFER_H

#include "base/str.h"
#include "plain/render.h"
#include "view/action.h"

struct offer {
    char typed[48];    /* "1-7", "enter", ":h" */
    const char *label; /* lives as long as the live actions */
    const char *help;
};

struct offers {
    struct offer items[LIVE_ACTIONS_MAX + 1];
    size_t count;
};

/*
 * Lists what `live` offers in the order of importance: entries of the menu in `choices` (may be NULL) by number, other things by
 * their words.  With `writing` the words stand behind a colon, because lines are text.
 */
void offers_list(struct offers *offers, const struct live_actions *live, const struct block *choices, bool writing);

/* Adds `before` and "1-7 choose, enter open, ? help, q back" as lines of the width, never broken within an offer. */
void offers_print(struct str *out, const char *before, const struct offers *offers, const struct render_options *options);

#endif
