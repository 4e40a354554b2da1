#include "activity/invitation.h"

#include "activity/deck.h"

#include <stdlib.h>

enum { SITTING = 10 };

static const char setting_key[] = "demo.no_invitation";

bool invitation_setting(struct store *store)
{
    char *text = NULL;
    store_get(store, setting_key, &text, NULL);
    bool wanted = !text;
    free(text);
    return wanted;
}

int invitation_set(struct store *store, bool wanted, struct err *err)
{
    return store_put(store, setting_key, wanted ? NULL : "1", err);
}

static bool answered(struct store *store, const struct item *item)
{
    struct memory memory = {0};
    return store_memory(store, item->id, &memory, NULL) == 0 && memory.repetitions > 0;
}

static bool opened_before(struct store *store, const char *visited)
{
    struct answers visits = {0};
    bool opened = store_answers(store, visited, ANSWER_DEMO, 0, &visits, NULL) == 0 && visits.count > 0;
    answers_release(&visits);
    return opened;
}

/* How many of the predictions for `arguments` are there, or, with a store, were never answered. */
static size_t count(const struct course *course, const struct arguments *arguments, struct store *unanswered_in)
{
    size_t found = 0;
    for (size_t t = 0; t < course->topic_count; t++) {
        const struct topic *topic = &course->topics[t];
        for (size_t i = 0; i < topic->prediction_count; i++) {
            const struct item *item = &topic->predictions[i].item;
            found += deck_matches(item, arguments) && !(unanswered_in && answered(unanswered_in, item));
        }
    }
    return found;
}

bool invitation_possible(const struct environment *environment, const struct arguments *arguments)
{
    return count(environment->course, arguments, NULL) > 0;
}

size_t invitation_waiting(const struct environment *environment, const struct arguments *arguments, const char *visited)
{
    struct store *store = environment->store;
    if (!invitation_setting(store) || opened_before(store, visited))
        return 0;
    return count(environment->course, arguments, store);
}

/* What is waiting, and how much of it w asks: a sitting has ten at most. */
static const char *waiting_words(struct view *view, size_t waiting)
{
    if (waiting == 1)
        return "One prediction about it is waiting: ";
    if (waiting > SITTING)
        return "Predictions about it are waiting: ";
    return arena_print(&view->arena, "%zu predictions about it are waiting: ", waiting);
}

void invitation_view(struct view *view, size_t waiting)
{
    const struct span spans[] = {
        {"Guess first? ", STYLE_STRONG},
        {waiting_words(view, waiting), STYLE_NORMAL},
        {"w", STYLE_KEY},
        {waiting == 1 ? " asks it, " : waiting > SITTING ? " asks ten of them, " : " asks them, ", STYLE_NORMAL},
        {"enter", STYLE_KEY},
        {" shows it.", STYLE_NORMAL},
    };
    view_space(view);
    view_spans(view, spans, sizeof spans / sizeof *spans);
}
