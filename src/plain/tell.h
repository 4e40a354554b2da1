/*
 * What has been told already, so that only what changed is told next.
 */
#ifndef PLAIN_TELL_H
#define PLAIN_TELL_H

#include "activity/stack.h"
#include "plain/plain.h"
#include "plain/render.h"

/* Owns the view and all texts; `out` belongs to the caller. */
struct teller {
    FILE *out;
    struct render_options render;
    struct view view; /* as it was told last */
    struct passages told;
    char *title, *status;
    char *prompt; /* the line of live actions that stood before the last prompt */
    unsigned page;
    bool open;   /* something was told since the last prompt */
    bool asked;  /* a line was typed, and nothing was said to it yet */
    bool forget; /* tell all the next time */
};

void teller_init(struct teller *teller, const struct plain_options *options, FILE *out);
void teller_release(struct teller *teller);

/* Tells what is on top of the stack: all of it where it is mostly new, otherwise what was not told before. */
void teller_view(struct teller *teller, const struct stack *stack);

/* True if there is nothing to tell but where the mark stands, though a remark may have gone. */
bool teller_only_moved(const struct teller *teller, const struct stack *stack);

/* A line of the front end's own. */
void teller_say(struct teller *teller, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was typed, where no terminal shows it. */
void teller_echo(struct teller *teller, const char *line);

/* The line of live actions if it is another than before, then the prompt with the time that is left, if any. */
void teller_prompt(struct teller *teller, const struct stack *stack);

/* How the activity on top works, and all that can be typed now. */
void teller_help(struct teller *teller, const struct stack *stack);

#endif
