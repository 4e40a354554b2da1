/*
 * What notes, cards, questions and prompts have in common on the screen.
 */
#ifndef ACTIVITY_ITEM_VIEW_H
#define ACTIVITY_ITEM_VIEW_H

#include "activity/activity.h"

/* The style of a level's name. */
enum style item_level_style(enum level level);

/* One line: "Topic · category · level"; `category` may be NULL.  The head has an empty line behind it. */
void item_view_line(struct view *view, const struct item *item, const char *category);
void item_view_head(struct view *view, const struct item *item, const char *category);

/* "What popular pages say": the erratum, if the item has one. */
void item_view_erratum(struct view *view, const struct item *item);

/* The sources in one dim paragraph, if the item has any. */
void item_view_sources(struct view *view, const struct item *item);

/* The first `shown` of `hints`, each under "Hint 1 of 3". */
void item_view_hints(struct view *view, const struct strings *hints, size_t shown);

/* ACTION_DEMO if there is an experiment (it may be NULL); and what taking it does: opens the demo with that experiment. */
void item_live_experiment(struct live_actions *live, const struct experiment *experiment);
void item_push_experiment(const struct experiment *experiment, struct reply *reply);

/* The same, to refute a wrong answer. */
void item_push_refutation(const struct experiment *experiment, const struct claim *claim, struct reply *reply);

/* The same with the item's own experiment. */
void item_live_demo(struct live_actions *live, const struct item *item);
void item_push_demo(const struct item *item, struct reply *reply);

/* ACTION_HINT while there are hints left to show; its label says how many are shown: "hint 1 of 3". */
void item_live_hint(struct live_actions *live, const struct strings *hints, size_t shown);

#endif
