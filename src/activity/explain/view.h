/*
 * What the explain mode shows, stage by stage.
 */
#ifndef ACTIVITY_EXPLAIN_VIEW_H
#define ACTIVITY_EXPLAIN_VIEW_H

#include "activity/deck.h"
#include "activity/explain/explanation.h"

/* The prompts to choose from, with when each one is due; `begun` tells for each whether an unfinished text of it is kept. */
void explain_view_list(struct view *view, const struct deck *prompts, const bool *begun, size_t cursor,
                       const struct schedule_parameters *parameters, int64_t now_ms);

/* A prompt at each stage, below its head line. */
void explain_view_writing(struct view *view, const struct explanation *explanation);
void explain_view_ticks(struct view *view, const struct explanation *explanation);
void explain_view_result(struct view *view, const struct explanation *explanation);

#endif
