/*
 * One explanation of a prompt: the learner's text, what the word groups find in it, and the ticks as the learner corrects them.
 *
 * `struct explanation` owns its text until editor_release(&explanation.editor).
 */
#ifndef ACTIVITY_EXPLAIN_EXPLANATION_H
#define ACTIVITY_EXPLAIN_EXPLANATION_H

#include "activity/editor.h"
#include "course/course.h"
#include "schedule/schedule.h"

enum { EXPLANATION_CONCEPTS_MAX = 16 }; /* further ones of a prompt would be left out; the course allows fewer */

struct explanation {
    const struct prompt *prompt;
    struct editor editor;
    size_t hints;                          /* hints shown */
    size_t concepts;                       /* of the prompt */
    bool found[EXPLANATION_CONCEPTS_MAX];  /* by the word groups */
    bool ticked[EXPLANATION_CONCEPTS_MAX]; /* the same, corrected by the learner */
    size_t cursor;                         /* concept; `concepts` = the entry that agrees */
};

/* Begins anew with `text`; the editor must have been initialized. */
void explanation_start(struct explanation *explanation, const struct prompt *prompt, const char *text);

/* Ticks what the text shows and puts the cursor on the entry that agrees. */
void explanation_match(struct explanation *explanation);

/* Concepts that are ticked, and the grade for them: all Good, more than half Hard, else Again. */
size_t explanation_score(const struct explanation *explanation);
enum grade explanation_grade(const struct explanation *explanation);

/* Text, ticks and score as a JSON object for the log; owned by the caller. */
char *explanation_detail(const struct explanation *explanation);

#endif
