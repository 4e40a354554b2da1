/* How much of each topic and level was done. */
#include "activity/item_view.h"
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"

enum { COLUMNS = 6 };

static struct cell tally_cell(struct view *view, struct tally tally)
{
    enum style style = tally.total && tally.done == tally.total ? STYLE_RIGHT : tally.done ? STYLE_NORMAL : STYLE_DIM;
    return (struct cell){tally.total ? arena_print(&view->arena, "%zu of %zu", tally.done, tally.total) : "", style};
}

static void set_row(struct view *view, struct cell *row, struct cell name, const struct standing *standing)
{
    row[0] = name;
    row[1] = tally_cell(view, standing->notes);
    row[2] = tally_cell(view, standing->cards);
    row[3] = tally_cell(view, standing->questions);
    row[4] = tally_cell(view, standing->predictions);
    row[5] = tally_cell(view, standing->prompts);
}

static struct cell *table(struct view *view, const char *what, size_t rows)
{
    const char *const head[COLUMNS] = {what, "notes", "cards", "questions", "predictions", "prompts"};
    return progress_table(view, head, COLUMNS, rows);
}

static void amounts_view(const struct progress *progress, struct view *view)
{
    const struct course *course = progress->course;
    const struct statistics *statistics = &progress->statistics;
    view_text(view, STYLE_DIM, "Notes read, cards learned, questions right, predictions made, prompts explained");
    struct cell *cells = table(view, "level", LEVEL_COUNT + 1);
    for (int level = 0; level < LEVEL_COUNT; level++) {
        struct cell name = {level_name((enum level)level), item_level_style((enum level)level)};
        set_row(view, cells + level * COLUMNS, name, &statistics->levels[level]);
    }
    set_row(view, cells + LEVEL_COUNT * COLUMNS, (struct cell){"all", STYLE_STRONG}, &statistics->all);
    view_space(view);
    cells = table(view, "topic", course->topic_count);
    for (size_t i = 0; i < course->topic_count; i++)
        set_row(view, cells + i * COLUMNS, (struct cell){course->topics[i].title, STYLE_NORMAL}, &statistics->topics[i]);
}

const struct progress_page progress_amounts = {.title = "topics and levels", .view = amounts_view};
