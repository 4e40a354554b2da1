/*
 * What the schema's tables cannot say: the `finish` functions of schema.c.
 */
#ifndef COURSE_RULES_H
#define COURSE_RULES_H

struct binding;
struct node;

void note_finish(struct binding *binding, const struct node *node, void *record);
void card_finish(struct binding *binding, const struct node *node, void *record);
void question_finish(struct binding *binding, const struct node *node, void *record);
void prediction_finish(struct binding *binding, const struct node *node, void *record);
void prompt_finish(struct binding *binding, const struct node *node, void *record);
void proof_finish(struct binding *binding, const struct node *node, void *record);
void challenge_finish(struct binding *binding, const struct node *node, void *record);
void draw_finish(struct binding *binding, const struct node *node, void *record);
void exercise_finish(struct binding *binding, const struct node *node, void *record);
void experiment_finish(struct binding *binding, const struct node *node, void *record);

#endif
