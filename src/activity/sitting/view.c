/* What a sitting shows, and what can be done in it. */
#include "activity/sitting/sitting.h"

#include "activity/deck_view.h"
#include "activity/item_view.h"
#include "activity/sitting/task_grades.h"

enum { MS_PER_MINUTE = 60000 };

static void view_title_line(const struct sitting *sitting, struct view *view)
{
    const struct purpose *purpose = sitting->purpose;
    if (sitting->arguments.topic)
        view_title(view, "%s · %s", purpose->title, sitting->arguments.topic->title);
    else
        view_title(view, "%s", purpose->title);
    if (sitting->arguments.level >= 0 && !purpose->tested)
        view_status(view, "%s %s", level_name((enum level)sitting->arguments.level), purpose->many);
}

static void view_place(const struct sitting *sitting, struct view *view)
{
    size_t done = lineup_done(&sitting->lineup), all = lineup_all(&sitting->lineup), again = lineup_returning(&sitting->lineup);
    if (sitting->purpose->tested) {
        view_status(view, "%s %zu of %zu", sitting->purpose->one, done + 1, all);
        return;
    }
    if (again)
        view_status(view, "%s%s%zu come%s again", view->status, view->status[0] ? ", " : "", again, again == 1 ? "s" : "");
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.words = arena_print(&view->arena, "%zu of %zu done", done, all);
    block->gauge.share = all ? (double)done / (double)all : 0;
    view_space(view);
}

const char *sitting_reason(const struct deck_entry *entry, struct view *view)
{
    const struct topic *topic = entry->item->topic;
    if (entry->memory.phase == PHASE_NEW)
        return topic->prerequisite_count ? arena_print(&view->arena, "new after %s", topic->prerequisites[0]->title) : "new";
    if (entry->memory.phase == PHASE_REVIEW)
        return arena_print(&view->arena, "fading at %.0f %%", 100 * entry->recall);
    return "being learned";
}

/* What stands between topic and level. */
static const char *head_words(const struct sitting *sitting, struct view *view)
{
    struct deck_entry entry = *lineup_entry(&sitting->lineup);
    const struct question *question = item_question(entry.item);
    if (sitting->task.kind)
        entry.memory = sitting->task.memory; /* as it was before the answer */
    if (sitting->purpose->kind == ITEM_KIND_COUNT)
        return sitting_reason(&entry, view);
    if (question)
        return category_name(question->category);
    return entry.memory.phase == PHASE_NEW ? "new" : "to repeat";
}

static void view_task(const struct sitting *sitting, struct view *view)
{
    view_place(sitting, view);
    item_view_head(view, lineup_entry(&sitting->lineup)->item, head_words(sitting, view));
    if (sitting->task.kind)
        task_view(&sitting->task, view);
    else
        view_text(view, STYLE_NORMAL, "This one cannot be asked.");
    if (sitting->task.done)
        task_view_grade(&sitting->task, view);
}

/* "in about 3 min" */
static const char *time_taken(struct view *view, const struct lineup *lineup)
{
    int64_t took = 0;
    for (size_t i = 0; i < lineup->log.count; i++)
        took += lineup->log.items[i].took_ms;
    if (took < MS_PER_MINUTE)
        return "in less than a minute";
    return arena_print(&view->arena, "in about %lld min", (long long)((took + MS_PER_MINUTE / 2) / MS_PER_MINUTE));
}

static size_t count_items(const struct lineup *lineup)
{
    return lineup->scheduled ? lineup_done(lineup) : lineup->deck.count;
}

static void view_grades(const struct sitting *sitting, struct view *view)
{
    const struct lineup *lineup = &sitting->lineup;
    size_t items = count_items(lineup);
    view_heading(view, "Done for now");
    view_space(view);
    view_text(view, STYLE_NORMAL, "%zu %s %s", items, items == 1 ? sitting->purpose->one : sitting->purpose->many,
              time_taken(view, lineup));
    view_text(view, STYLE_DIM, "again %zu   hard %zu   good %zu   easy %zu", lineup_count(lineup, GRADE_AGAIN),
              lineup_count(lineup, GRADE_HARD), lineup_count(lineup, GRADE_GOOD), lineup_count(lineup, GRADE_EASY));
    view_space(view);
}

static const char *item_title(const struct item *item)
{
    const struct question *question = item_question(item);
    return question ? question->title : item->id;
}

static void view_missed(const struct sitting *sitting, struct view *view)
{
    const struct lineup *lineup = &sitting->lineup;
    size_t right = 0;
    for (size_t i = 0; i < lineup->log.count; i++)
        right += lineup->log.items[i].right;
    view_heading(view, arena_print(&view->arena, "%zu of %zu right", right, lineup->log.count));
    view_space(view);
    if (right == lineup->log.count)
        return;
    view_text(view, STYLE_DIM, "Missed; these come back first:");
    for (size_t i = 0; i < lineup->log.count; i++) {
        if (lineup->log.items[i].right)
            continue;
        struct block *block = view_add(view, BLOCK_PARAGRAPH);
        block->indent = 2;
        block->paragraph.marker = "•";
        block->paragraph.spans = view_inline(view, item_title(lineup->deck.items[lineup->log.items[i].entry].item), STYLE_NORMAL);
    }
    view_space(view);
}

static void view_end(const struct sitting *sitting, struct view *view)
{
    const struct queue *queue = &sitting->lineup.queue;
    if (sitting->lineup.log.count && sitting->purpose->tested)
        view_missed(sitting, view);
    else if (sitting->lineup.log.count)
        view_grades(sitting, view);
    const char *none = arena_print(&view->arena, "There are no %s here.", sitting->purpose->many);
    deck_view_left(view, &sitting->next, none);
    if (sitting->lineup.scheduled && queue->locked)
        view_text(view, STYLE_DIM, "%zu more are new and wait until the topics before theirs are known.", queue->locked);
}

void sitting_view(const void *state, struct view *view)
{
    const struct sitting *sitting = state;
    view_title_line(sitting, view);
    save_view(&sitting->save, view);
    if (save_asks(&sitting->save))
        return;
    if (sitting->err.text[0]) {
        view_text(view, STYLE_WARNING, "%s", sitting->err.text);
        view_space(view);
    }
    if (sitting->lineup.over)
        view_end(sitting, view);
    else
        view_task(sitting, view);
}

static void live_undo(const struct sitting *sitting, struct live_actions *live)
{
    static const char *const labels[TASK_GRADES] = {"undo 'again'", "undo 'hard'", "undo 'good'", "undo 'easy'"};
    const struct graded *last = lineup_last(&sitting->lineup);
    bool shown = !sitting->purpose->tested || sitting->lineup.over;
    if (last && last->grade != GRADE_NONE && !sitting->task.done && !task_writing(&sitting->task))
        live_add(live, ACTION_UNDO, shown ? labels[last->grade - 1] : "");
}

static void live_sure(const struct sitting *sitting, struct live_actions *live)
{
    live_add(live, ACTION_CONFIDENCE, task_sure_setting(sitting->environment) ? "ask no more how sure" : "");
}

/* What it counts as stands in the key bar, as the line that says so may be below the screen. */
static void live_regrade(const struct task *task, struct live_actions *live)
{
    static const char *const labels[TASK_GRADES] = {"grade (again)", "grade (hard)", "grade (good)", "grade (easy)"};
    live_add_row(live, ACTION_GRADE, labels[task->grade - 1], TASK_GRADES);
}

static void live_task(const struct sitting *sitting, struct live_actions *live)
{
    const struct task *task = &sitting->task;
    if (!task->kind) {
        live_add(live, ACTION_CONFIRM, "next");
    } else if (task->done) {
        bool last = lineup_done(&sitting->lineup) + 1 >= lineup_all(&sitting->lineup);
        live_add(live, ACTION_CONFIRM, last && sitting->purpose->tested ? "finish" : "next");
        live_add(live, ACTION_NEXT, "");
        item_live_experiment(live, task_experiment(task));
        live_regrade(task, live);
        live_sure(sitting, live);
    } else {
        task_live(task, live);
    }
}

void sitting_live(const void *state, struct live_actions *live)
{
    const struct sitting *sitting = state;
    if (save_live(&sitting->save, live))
        return;
    if (!sitting->lineup.over)
        live_task(sitting, live);
    else if (sitting_has_more(sitting))
        live_add(live, ACTION_CONFIRM, "go on");
    else if (sitting->next.later && sitting->purpose->ahead)
        live_add(live, ACTION_CONFIRM, sitting->purpose->ahead);
    live_undo(sitting, live);
}
