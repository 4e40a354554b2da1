#include "activity/item_view.h"
#include "activity/statistics.h"
#include "activity/table.h"
#include "base/clock.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 86400000, WEEK_DAYS = 7, WEEKS = 17, FIRST_MONDAY = 3, SHARES = 4 }; /* 1970-01-01 was a Thursday */

enum progress_page { PAGE_OVERVIEW, PAGE_TOPICS, PAGE_CHALLENGES, PAGE_COUNT };

struct progress {
    struct environment *environment;
    struct statistics statistics;
    enum progress_page page;
};

static void progress_close(void *state)
{
    struct progress *progress = state;
    statistics_release(&progress->statistics);
    free(progress);
}

static int progress_open(struct environment *environment, const struct arguments *arguments, const struct event *event,
                         void **state, struct err *err)
{
    (void)arguments;
    *state = NULL;
    struct progress *progress = mem_new(1, sizeof *progress);
    progress->environment = environment;
    int code = statistics_collect(&progress->statistics, environment, event->now_ms, err);
    if (code)
        progress_close(progress);
    else
        *state = progress;
    return code;
}

static void progress_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct progress *progress = state;
    (void)event, (void)reply;
    if (action == ACTION_LEFT)
        progress->page = (progress->page + PAGE_COUNT - 1) % PAGE_COUNT;
    else if (action == ACTION_RIGHT || action == ACTION_CONFIRM)
        progress->page = (progress->page + 1) % PAGE_COUNT;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void view_totals(const struct statistics *statistics, struct view *view)
{
    struct arena *arena = &view->arena;
    if (!statistics->answers) {
        view_text(view, STYLE_NORMAL, "Nothing answered yet. Every card, question and text you answer shows up here.");
        return;
    }
    const struct span spans[] = {
        {arena_print(arena, "%zu day%s in a row", statistics->streak, plural(statistics->streak)), STYLE_STRONG},
        {arena_print(arena, " (longest %zu)", statistics->longest_streak), STYLE_DIM},
        {arena_print(arena, "    %zu answer%s", statistics->answers, plural(statistics->answers)), STYLE_STRONG},
        {arena_print(arena, " on %zu day%s, %zu right", statistics->day_count, plural(statistics->day_count), statistics->right),
         STYLE_DIM},
        {arena_print(arena, "    %zu badge%s", statistics->badges, plural(statistics->badges)), STYLE_STRONG},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

/* Three letters of the month in which a week begins, where it is another one than the week before. */
static const char *month_label(struct arena *arena, int64_t monday)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char day[11], before[11];
    clock_date_text(monday * DAY_MS, 0, day);
    clock_date_text((monday - WEEK_DAYS) * DAY_MS, 0, before);
    int month = atoi(day + 5);
    return strncmp(day, before, 7) == 0 || month < 1 ? "" : arena_string(arena, months[month - 1]);
}

static const char *date_label(struct arena *arena, int64_t day)
{
    char date[11];
    clock_date_text(day * DAY_MS, 0, date);
    return arena_string(arena, date);
}

/* One column a week, Monday on top; days to come are empty. */
static void view_calendar(const struct statistics *statistics, struct view *view)
{
    static const char *const weekdays[WEEK_DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int64_t today = statistics->today, monday = today - (today + FIRST_MONDAY) % WEEK_DAYS - (WEEKS - 1) * WEEK_DAYS;
    double *values = arena_new(&view->arena, WEEKS * WEEK_DAYS, sizeof *values);
    const char **months = arena_new(&view->arena, WEEKS, sizeof *months);
    double most = 0;
    const char **dates = arena_new(&view->arena, WEEKS * WEEK_DAYS, sizeof *dates);
    for (int64_t i = 0; i < WEEKS * WEEK_DAYS; i++) {
        int64_t cell = i % WEEK_DAYS * WEEKS + i / WEEK_DAYS;
        values[cell] = monday + i > today ? NAN : 0;
        dates[cell] = date_label(&view->arena, monday + i);
    }
    for (size_t i = 0; i < statistics->day_count; i++) {
        int64_t place = statistics->days[i].day - monday;
        if (place < 0 || statistics->days[i].day > today)
            continue;
        values[place % WEEK_DAYS * WEEKS + place / WEEK_DAYS] = (double)statistics->days[i].answers;
        most = fmax(most, (double)statistics->days[i].answers);
    }
    for (int64_t week = 0; week < WEEKS; week++)
        months[week] = month_label(&view->arena, monday + week * WEEK_DAYS);
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.row_labels = weekdays;
    block->heat_map.column_labels = months;
    block->heat_map.cell_names = dates;
    block->heat_map.values = values;
    block->heat_map.rows = WEEK_DAYS;
    block->heat_map.columns = WEEKS;
    block->heat_map.high = fmax(most, 1);
    block->heat_map.selected = (size_t)((today - monday) % WEEK_DAYS * WEEKS + (today - monday) / WEEK_DAYS);
    block->heat_map.legend = arena_print(&view->arena, "answers a day: none (pale) to %.0f (full)", fmax(most, 1));
}

static struct cell tally_cell(struct arena *arena, struct tally tally)
{
    enum style style = tally.total && tally.done == tally.total ? STYLE_RIGHT : tally.done ? STYLE_NORMAL : STYLE_DIM;
    return (struct cell){tally.total ? arena_print(arena, "%zu of %zu", tally.done, tally.total) : "", style};
}

static void set_row(struct arena *arena, struct cell *row, struct cell name, const struct standing *standing)
{
    row[0] = name;
    row[1] = tally_cell(arena, standing->notes);
    row[2] = tally_cell(arena, standing->cards);
    row[3] = tally_cell(arena, standing->questions);
    row[4] = tally_cell(arena, standing->prompts);
}

/* Room for `rows` rows under the head that topics and levels share. */
static struct cell *standing_table(struct view *view, const char *what, size_t rows)
{
    const char *const head[SHARES + 1] = {what, "notes", "cards", "questions", "prompts"};
    struct cell *cells = arena_new(&view->arena, (rows + 1) * (SHARES + 1), sizeof *cells);
    view_text(view, STYLE_DIM, "Notes read, cards learned, questions right, prompts explained");
    for (size_t i = 0; i < SHARES + 1; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows + 1;
    block->table.columns = SHARES + 1;
    return cells + SHARES + 1;
}

static void view_levels(const struct statistics *statistics, struct view *view)
{
    struct cell *cells = standing_table(view, "level", LEVEL_COUNT + 1);
    for (int level = 0; level < LEVEL_COUNT; level++) {
        struct cell name = {level_name((enum level)level), item_level_style((enum level)level)};
        set_row(&view->arena, cells + level * (SHARES + 1), name, &statistics->levels[level]);
    }
    set_row(&view->arena, cells + LEVEL_COUNT * (SHARES + 1), (struct cell){"all", STYLE_STRONG}, &statistics->all);
}

static void view_overview(const struct progress *progress, struct view *view)
{
    view_totals(&progress->statistics, view);
    view_space(view);
    view_calendar(&progress->statistics, view);
    view_space(view);
    view_levels(&progress->statistics, view);
}

static void view_topics(const struct progress *progress, struct view *view)
{
    const struct course *course = progress->environment->course;
    struct cell *cells = standing_table(view, "topic", course->topic_count);
    for (size_t i = 0; i < course->topic_count; i++)
        set_row(&view->arena, cells + i * (SHARES + 1), (struct cell){course->topics[i].title, STYLE_NORMAL},
                &progress->statistics.topics[i]);
}

static void view_challenge(struct view *view, const struct challenge *challenge, const struct challenge_history *history)
{
    view_heading(view, challenge->title);
    if (history->won) {
        result_view_badge(view, challenge, &history->best);
    } else {
        const struct span spans[] = {{"☆ ", STYLE_DIM}, {challenge->badge, STYLE_STRONG}, {" is not won yet.", STYLE_NORMAL}};
        view_spans(view, spans, sizeof spans / sizeof *spans);
    }
    view_text(view, STYLE_DIM, "%s", challenge->criterion);
    result_view_history(view, history);
    view_space(view);
}

static void view_challenges(const struct progress *progress, struct view *view)
{
    const struct course *course = progress->environment->course;
    if (!course->challenge_count)
        view_text(view, STYLE_NORMAL, "This course has no challenges.");
    for (size_t i = 0; i < course->challenge_count; i++)
        view_challenge(view, &course->challenges[i], &progress->statistics.challenges[i]);
}

static void progress_view(const void *state, struct view *view)
{
    static const struct {
        const char *title;
        void (*view)(const struct progress *, struct view *);
    } pages[PAGE_COUNT] = {
        [PAGE_OVERVIEW] = {"Progress", view_overview},
        [PAGE_TOPICS] = {"Progress · topics", view_topics},
        [PAGE_CHALLENGES] = {"Progress · challenges and badges", view_challenges},
    };
    const struct progress *progress = state;
    view_title(view, "%s", pages[progress->page].title);
    view_status(view, "page %d of %d", progress->page + 1, PAGE_COUNT);
    pages[progress->page].view(progress, view);
}

static void progress_live(const void *state, struct live_actions *live)
{
    (void)state;
    live_add(live, ACTION_RIGHT, NULL);
    live_add(live, ACTION_LEFT, NULL);
    live_add(live, ACTION_CONFIRM, "");
}

static unsigned progress_page_number(const void *state)
{
    const struct progress *progress = state;
    return progress->page;
}

static void progress_words(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    struct day_count *days = NULL;
    size_t count = 0;
    (void)now_ms;
    *share = -1;
    *words = '\0';
    if (!store_days(environment->store, 0, &days, &count, NULL) && count)
        snprintf(words, size, "%zu day%s of learning", count, plural(count));
    free(days);
}

const struct activity activity_progress = {
    .name = "progress",
    .title = "Progress",
    .summary = "what you know",
    .help =
        "What the log of your answers adds up to. A card counts as *learned* once you graded it, a question by the answer you gave "
        "last, a note once you read it to its end.\n\n"
        "A day begins at four in the morning. `bntutor progress --json` writes the same figures for other programs.",
    .open = progress_open,
    .close = progress_close,
    .on_action = progress_on_action,
    .view = progress_view,
    .live = progress_live,
    .page = progress_page_number,
    .progress = progress_words,
};
