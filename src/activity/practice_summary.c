#include "activity/practice_summary.h"

#include "base/vec.h"

enum { MS_PER_MINUTE = 60000 };

void practice_summary_add(struct practice_summary *summary, const struct exercise *exercise, bool right, const char *mistake,
                          int64_t took_ms)
{
    summary->answered++;
    summary->right += right;
    summary->took_ms += took_ms;
    for (size_t i = 0; !right && i < summary->missed.count; i++) {
        struct practice_miss *miss = &summary->missed.items[i];
        if (miss->exercise == exercise && miss->mistake == mistake) {
            miss->count++;
            return;
        }
    }
    if (!right)
        *vec_add(&summary->missed) = (struct practice_miss){exercise, mistake, 1};
}

void practice_summary_release(struct practice_summary *summary)
{
    vec_release(&summary->missed);
    *summary = (struct practice_summary){0};
}

const char *practice_mistake_words(struct view *view, const char *name)
{
    char *words = arena_string(&view->arena, name);
    for (char *at = words; *at; at++)
        if (*at == '-')
            *at = ' ';
    return words;
}

static void view_miss(const struct practice_miss *miss, struct view *view)
{
    const char *title = miss->exercise->title ? miss->exercise->title : miss->exercise->item.id;
    struct block *block = view_add(view, BLOCK_PARAGRAPH);
    block->indent = 2;
    block->paragraph.marker = "•";
    const char *times = miss->count > 1 ? arena_print(&view->arena, ", %zu times", miss->count) : "";
    const char *line = miss->mistake ? arena_print(&view->arena, "%s (%s%s)", title, practice_mistake_words(view, miss->mistake), times)
                                     : arena_print(&view->arena, "%s%s", title, times);
    block->paragraph.spans = view_inline(view, line, STYLE_NORMAL);
}

void practice_summary_view(const struct practice_summary *summary, struct view *view)
{
    int64_t minutes = (summary->took_ms + MS_PER_MINUTE / 2) / MS_PER_MINUTE;
    view_heading(view, arena_print(&view->arena, "%zu of %zu right", summary->right, summary->answered));
    const char *time =
        summary->took_ms < MS_PER_MINUTE ? "less than a minute" : arena_print(&view->arena, "about %lld min", (long long)minutes);
    view_text(view, STYLE_DIM, "%zu question%s in %s", summary->answered, summary->answered == 1 ? "" : "s", time);
    if (!summary->missed.count)
        return;
    view_space(view);
    view_text(view, STYLE_DIM, "Missed; these come back first:");
    for (size_t i = 0; i < summary->missed.count; i++)
        view_miss(&summary->missed.items[i], view);
}
