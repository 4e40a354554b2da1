#include "activity/deck.h"

#include "store/known.h"

#include <stdio.h>

int deck_was_read(struct environment *environment, const struct item *note, bool *read, struct err *err)
{
    struct known_item known;
    int code = store_known(environment->store, note->id, &known, err);
    *read = known.state.kinds & 1u << ANSWER_READ;
    return code;
}

int deck_count_seen(struct environment *environment, enum item_kind kind, struct deck_share *share, struct err *err)
{
    *share = (struct deck_share){0};
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++) {
        const struct item *item;
        for (size_t i = 0; !code && (item = topic_item(&environment->course->topics[t], kind, i)); i++) {
            struct known_item known;
            code = store_known(environment->store, item->id, &known, err);
            share->total++;
            share->seen += kind == ITEM_NOTE ? (known.state.kinds & 1u << ANSWER_READ) != 0 : known.memory.repetitions > 0;
        }
    }
    return code;
}

void deck_progress(struct environment *environment, enum item_kind kind, const char *verb, char *words, size_t size, double *share)
{
    struct deck_share counted;
    *words = '\0';
    *share = -1;
    if (deck_count_seen(environment, kind, &counted, NULL) || !counted.total)
        return;
    if (counted.seen)
        snprintf(words, size, "%zu of %zu %s", counted.seen, counted.total, verb);
    else
        snprintf(words, size, "%zu %s%s", counted.total, item_kind_name(kind), counted.total == 1 ? "" : "s");
    *share = (double)counted.seen / (double)counted.total;
}
