/*
 * The answer to one question while it is being given, whatever kind of question it is: what is marked, ticked, sorted or typed, what
 * was wrong already, hints, and the verdict.  Used wherever a question is asked.
 *
 * `struct response` is a plain value that owns nothing.  Options and lines are meant by their index in the course, and stand on the
 * screen at a place.  What a kind of question does differently is one table of functions each (response/kind.h).
 */
#ifndef ACTIVITY_RESPONSE_RESPONSE_H
#define ACTIVITY_RESPONSE_RESPONSE_H

#include "activity/activity.h"
#include "base/str.h"

enum { RESPONSE_NONE = QUESTION_OPTIONS_MAX, RESPONSE_TEXT_MAX = 64 };

struct response {
    const struct question *question;
    uint64_t seed;                      /* of the order, goes into the log */
    bool pointing;                      /* letters only move the mark; set by who asks, as response_start() clears it */
    size_t order[QUESTION_OPTIONS_MAX]; /* the option or line at each place */
    size_t selected;                    /* place of the cursor */

    size_t chosen;                      /* single: the option chosen last, or RESPONSE_NONE */
    bool tried[QUESTION_OPTIONS_MAX];   /* single: options that were chosen and wrong */
    bool ticked[QUESTION_OPTIONS_MAX];  /* multiple */
    size_t start[QUESTION_OPTIONS_MAX]; /* order: the line at each place at first, which is what the lines are called by */
    size_t placed;                      /* order: places filled from the top by calling lines */
    bool grabbed;                       /* order: the line at the cursor moves with it */
    char text[RESPONSE_TEXT_MAX];       /* number and shape: what is typed */
    size_t cursor;                      /* byte in it */

    bool given;                      /* an answer was given; the following are about the last one */
    bool right;                      /* it is right */
    char answer[RESPONSE_TEXT_MAX];  /* it, in words: what is put into the log */
    const struct wrong_answer *mistake; /* number, shape, order: the named mistake that it is, or NULL */
    size_t misses;                   /* wrong answers so far */

    bool revealed;      /* the right answer is shown; nothing can be answered any more */
    size_t hints;       /* hints shown */
    const char *notice; /* why what was done has no effect, until the next action; or NULL */
};

/* A fresh one, with options or lines shuffled by `seed`; pinned options keep their place.  The same seed gives the same order. */
void response_start(struct response *response, const struct question *question, uint64_t seed);

/*
 * One action on an open response.  True if that gave an answer: response->right tells whether it is right, and the caller whether
 * that reveals.  What cannot be an answer, and a wrong one given again, is not taken: `notice` then says why.
 */
bool response_act(struct response *response, enum action action, const struct event *event);

/* After a wrong answer that leaves another attempt: what was chosen is struck, and the cursor leaves it. */
void response_try_again(struct response *response);

/* What the memory is told: Again if wrong or not answered, Hard if right after a hint or a miss, else Good. */
enum grade response_grade(const struct response *response);

/* The short name of the mistake in the last answer, or NULL; and the experiment that refutes it, else the item's, or NULL. */
const char *response_misconception(const struct response *response);
const struct experiment *response_experiment(const struct response *response);

/* What the last answer claims, if it is wrong; it points into the response. */
struct claim response_claim(const struct response *response);

/* Stem, and what the answer is given with; once revealed, what was right and wrong in it. */
void response_view(struct view *view, const struct response *response);

/* Hints that were shown. */
void response_view_hints(struct view *view, const struct response *response);

/* After an answer that leaves another attempt: why it is wrong. */
void response_view_miss(struct view *view, const struct response *response);

/* Verdict with the reasons, the right answer, explanation, erratum, sources. */
void response_view_verdict(struct view *view, const struct response *response);

/* What can be done on an open one: CONFIRM ("answer") first, HINT while there is one; nothing once it is revealed. */
void response_live(struct live_actions *live, const struct response *response);

/* True while typed characters belong to its text field. */
bool response_writing(const struct response *response);

/* Adds the members "chosen" or "answer", and "misconception", to the detail of a row of the log. */
void response_add_detail(struct str *json, const struct response *response);

/*
 * The response in one line without ';', and back into one that response_start() made of the same question and seed; false if the
 * line does not fit the question.  `revealed` is not kept.
 */
void response_write(struct str *out, const struct response *response);
bool response_read(struct response *response, const char *line);

#endif
