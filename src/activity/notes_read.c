#include "activity/notes_read.h"

#include "activity/deck.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>

bool *notes_read_flag(const struct notes_read *read, size_t topic, size_t note)
{
    return &read->flags[read->first_note[topic] + note];
}

size_t notes_read_count(const struct notes_read *read, size_t topic)
{
    size_t count = 0;
    for (size_t i = 0; i < read->items[topic]->note_count; i++)
        count += *notes_read_flag(read, topic, i);
    return count;
}

size_t notes_read_first_unread(const struct notes_read *read, size_t topic)
{
    for (size_t i = 0; i < read->items[topic]->note_count; i++)
        if (!*notes_read_flag(read, topic, i))
            return i;
    return 0;
}

static void collect_topics(struct notes_read *read, const struct course *course)
{
    for (size_t i = 0; i < course->topic_count; i++)
        if (course->topics[i].note_count)
            *vec_add(read) = &course->topics[i];
    read->first_note = mem_new(read->count + 1, sizeof *read->first_note);
    for (size_t i = 0; i < read->count; i++) {
        read->first_note[i] = read->total;
        read->total += read->items[i]->note_count;
    }
    read->flags = mem_new(read->total + 1, sizeof *read->flags);
}

int notes_read_load(struct notes_read *read, struct environment *environment, struct err *err)
{
    int code = 0;
    *read = (struct notes_read){.items = NULL};
    collect_topics(read, environment->course);
    for (size_t t = 0; !code && t < read->count; t++)
        for (size_t i = 0; !code && i < read->items[t]->note_count; i++)
            code = deck_was_read(environment, &read->items[t]->notes[i].item, notes_read_flag(read, t, i), err);
    return code;
}

void notes_read_release(struct notes_read *read)
{
    vec_release(read);
    free(read->first_note);
    free(read->flags);
}
