/*
 * One conversation, and what the lines mean that are read in it.  Everything in it belongs to plain_run().
 */
#ifndef PLAIN_TALK_H
#define PLAIN_TALK_H

#include "plain/lines.h"
#include "plain/tell.h"

struct talk {
    const struct plain_options *options;
    struct stack *stack;
    const struct clock *clock;
    struct lines lines;
    struct teller teller;
    unsigned written; /* lines in the field */
};

/* Tells the activity on top of an event, which happens now. */
void talk_send(struct talk *talk, enum event_type type);

/* Does what a line says.  False if nothing new is to be told. */
bool talk_line(struct talk *talk, const char *line);

/* Ends the text that is being written. */
void talk_hand_in(struct talk *talk);

#endif
