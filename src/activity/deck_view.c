#include "activity/deck_view.h"

void deck_view_left(struct view *view, const struct deck *next, const char *none)
{
    if (next->due && next->fresh)
        view_text(view, STYLE_NORMAL, "Left: %zu to repeat, %zu new.", next->due, next->fresh);
    else if (next->due)
        view_text(view, STYLE_NORMAL, "Left: %zu to repeat.", next->due);
    else if (next->fresh)
        view_text(view, STYLE_NORMAL, "Left: %zu new.", next->fresh);
    else if (next->later)
        view_text(view, STYLE_NORMAL, "Nothing more is due now; %zu will come back by themselves.", next->later);
    else
        view_text(view, STYLE_NORMAL, "%s", none);
}

const char *deck_count_words(struct view *view, size_t count, const char *one, const char *many)
{
    return count ? arena_print(&view->arena, "%zu %s", count, count == 1 ? one : many) : NULL;
}

/* "a", "a and b", "a, b and c" of those that are not NULL; NULL if none is left. */
static const char *join(struct view *view, const char *const *parts, size_t count)
{
    const char *text = NULL;
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += parts[i] != NULL;
    for (size_t i = 0; i < count; i++) {
        if (!parts[i])
            continue;
        left--;
        text = text ? arena_print(&view->arena, "%s%s%s", text, left ? ", " : " and ", parts[i]) : parts[i];
    }
    return text;
}

const char *deck_due_words(struct view *view, const struct deck_waiting waiting[ITEM_KIND_COUNT])
{
    const char *const parts[] = {
        deck_count_words(view, waiting[ITEM_CARD].due, "card", "cards"),
        deck_count_words(view, waiting[ITEM_QUESTION].due, "question", "questions"),
        deck_count_words(view, waiting[ITEM_PREDICTION].due, "prediction", "predictions"),
        deck_count_words(view, waiting[ITEM_EXERCISE].due, "exercise", "exercises"),
        deck_count_words(view, waiting[ITEM_PROMPT].due, "explanation", "explanations"),
    };
    return join(view, parts, sizeof parts / sizeof *parts);
}
