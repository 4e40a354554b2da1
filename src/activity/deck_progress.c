#include "activity/deck.h"

#include <stdio.h>
#include <string.h>

int deck_read_notes(struct environment *environment, struct answers *read, struct err *err)
{
    *read = (struct answers){0};
    return store_answers(environment->store, NULL, ANSWER_READ, 0, read, err);
}

bool deck_was_read(const struct answers *read, const struct item *note)
{
    for (size_t i = 0; i < read->count; i++)
        if (!strcmp(read->items[i].item, note->id))
            return true;
    return false;
}

int deck_count_seen(struct environment *environment, enum item_kind kind, struct deck_share *share, struct err *err)
{
    *share = (struct deck_share){0};
    struct item_memories memories = {0};
    struct answers read = {0};
    int code = kind == ITEM_NOTE ? deck_read_notes(environment, &read, err) : store_memories(environment->store, &memories, err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++) {
        const struct item *item;
        for (size_t i = 0; (item = topic_item(&environment->course->topics[t], kind, i)); i++) {
            const struct memory *memory = deck_memory(&memories, item->id);
            share->total++;
            share->seen += kind == ITEM_NOTE ? deck_was_read(&read, item) : memory && memory->repetitions;
        }
    }
    answers_release(&read);
    item_memories_release(&memories);
    return code;
}

void deck_progress(struct environment *environment, enum item_kind kind, const char *verb, char *words, size_t size, double *share)
{
    struct deck_share counted;
    *words = '\0';
    *share = -1;
    if (deck_count_seen(environment, kind, &counted, NULL) || !counted.total)
        return;
    snprintf(words, size, "%zu of %zu %s", counted.seen, counted.total, verb);
    *share = (double)counted.seen / (double)counted.total;
}
