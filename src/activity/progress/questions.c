/* How hard each question is for the learner, and which options were taken. */
#include "activity/deck.h"
#include "activity/item_title.h"
#include "activity/item_view.h"
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"
#include "view/menu.h"

#include <math.h>

static double facility(const struct item_statistics *figures)
{
    return (double)figures->right / (double)figures->answers;
}

static const char *discrimination_words(struct view *view, const struct item_statistics *figures)
{
    return isnan(figures->discrimination) ? "not known yet" : arena_print(&view->arena, "%.2f", figures->discrimination);
}

static void view_list(const struct progress *progress, struct view *view)
{
    size_t count = progress->statistics.questions.count;
    struct choice *entries = menu_new(view, count);
    for (size_t i = 0; i < count; i++) {
        const struct question_figures *question = &progress->statistics.questions.items[i];
        const char *words = arena_print(&view->arena, "%zu of %zu right", question->figures.right, question->figures.answers);
        entries[i] = menu_entry(view, item_title(view, question->item), NULL, words, facility(&question->figures));
    }
    menu_add(view, entries, count, progress->cursor);
}

static void view_options(const struct question *question, const struct item_statistics *figures, struct view *view)
{
    enum { COLUMNS = 2 };
    const char *const head[COLUMNS] = {"option", "taken"};
    struct cell *cells = progress_table(view, head, COLUMNS, question->option_count);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i];
        const struct spans spans = view_inline(view, option->text, STYLE_NORMAL);
        const char *text = option->right ? "✓ " : "";
        for (size_t s = 0; s < spans.count; s++)
            text = arena_print(&view->arena, "%s%s", text, spans.items[s].text);
        cells[i * COLUMNS] = (struct cell){text, option->right ? STYLE_RIGHT : STYLE_NORMAL};
        cells[i * COLUMNS + 1] = (struct cell){arena_print(&view->arena, "%zu", i < DISTRACTORS_MAX ? figures->chosen[i] : 0),
                                               figures->chosen[i] ? STYLE_STRONG : STYLE_DIM};
    }
}

static void view_one(const struct question_figures *shown, struct view *view)
{
    const struct question *question = item_question(shown->item);
    view_heading(view, item_title(view, shown->item));
    item_view_head(view, shown->item, NULL);
    view_text(view, STYLE_NORMAL, "Right %zu of %zu times (%.0f %%)", shown->figures.right, shown->figures.answers,
              100 * facility(&shown->figures));
    view_text(view, STYLE_NORMAL, "Goes along with the rest of the day's answers: %s", discrimination_words(view, &shown->figures));
    if (!question)
        return;
    view_space(view);
    view_markdown(view, question->stem, 0);
    if (question->option_count)
        view_options(question, &shown->figures, view);
}

static void questions_view(const struct progress *progress, struct view *view)
{
    if (!progress->statistics.questions.count) {
        view_text(view, STYLE_NORMAL, "No question was answered yet.");
        return;
    }
    if (progress->opened) {
        view_one(&progress->statistics.questions.items[progress->cursor], view);
        return;
    }
    view_text(view, STYLE_DIM, "Questions, predictions and exercises that you answered, the hardest for you first");
    view_space(view);
    view_list(progress, view);
}

static size_t questions_count(const struct progress *progress)
{
    return progress->statistics.questions.count;
}

static void questions_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    (void)event;
    if (action == ACTION_CONFIRM)
        progress->opened = !progress->opened;
    else if (action == ACTION_DEMO && questions_count(progress))
        item_push_demo(progress->statistics.questions.items[progress->cursor].item, reply);
}

static void questions_live(const struct progress *progress, struct live_actions *live)
{
    if (progress->opened) {
        live_add(live, ACTION_BACK, "questions");
        live_add(live, ACTION_CONFIRM, "");
    }
    if (questions_count(progress))
        item_live_demo(live, progress->statistics.questions.items[progress->cursor].item);
}

const struct progress_page progress_questions = {.title = "questions",
                                                 .view = questions_view,
                                                 .count = questions_count,
                                                 .label = "look",
                                                 .live = questions_live,
                                                 .act = questions_act};
