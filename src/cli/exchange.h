/*
 * What export and import share: the course, and the progress if it is wanted.
 */
#ifndef CLI_EXCHANGE_H
#define CLI_EXCHANGE_H

#include "cli/session.h"
#include "exchange/exchange.h"

/* In the order of the table of formats. */
#define EXCHANGE_FORMATS "anki|csv|gift|aiken|markdown|json|apkg|history"

/* Owns what `exchange` points to until exchange_session_close(), which is allowed after a failed opening too. */
struct exchange_session {
    struct session session; /* with progress; otherwise only its course is there */
    char *content, *own, *journal;
    struct exchange exchange;
};

int exchange_session_open(struct exchange_session *session, const struct options *options, bool with_progress, struct err *err);
void exchange_session_close(struct exchange_session *session);

#endif
