/*
 * What kinds of questions do differently, and what they share.  Private to the response files.
 */
#ifndef ACTIVITY_RESPONSE_KIND_H
#define ACTIVITY_RESPONSE_KIND_H

#include "activity/response/response.h"

struct response_kind {
    /* Options or lines; a function may be NULL where a kind has nothing to do. */
    size_t (*entries)(const struct question *question);

    /* Changes the shuffled order before anyone sees it. */
    void (*start)(struct response *response);

    /* One action other than HINT; true if it hands in what stands there. */
    bool (*act)(struct response *response, enum action action, const struct event *event);

    /* What stands there, in words; false with a notice if it is no answer. */
    bool (*tell)(struct response *response, char words[RESPONSE_TEXT_MAX]);

    /* Puts there what the words tell; false if they do not fit the question. */
    bool (*put)(struct response *response, const char *words);

    /* Judges what stands there: sets `right` and `mistake`. */
    void (*judge)(struct response *response);

    void (*view)(struct view *view, const struct response *response);
    void (*view_miss)(struct view *view, const struct response *response);
    void (*view_verdict)(struct view *view, const struct response *response);

    /* All but HINT. */
    void (*live)(struct live_actions *live, const struct response *response);
    bool writing;
};

extern const struct response_kind response_single, response_multiple, response_number, response_order, response_shape;

/* The letter of the place at which an option stands: "A". */
const char *response_letter(const struct response *response, size_t option);

/* Moves the cursor by -1 or +1 over `count` entries, from the end to the beginning. */
void response_move(struct response *response, size_t count, int by);

/* An answer was given, and it is wrong. */
bool response_missed(const struct response *response);

/* A line in `style` below an empty one, and a reason in Markdown under it. */
void response_view_reason(struct view *view, enum style style, const char *line, const char *reason);

#endif
