#include "activity/challenge/result.h"

#include "base/clock.h"

static void set_row(struct view *view, struct cell *row, const char *name, const struct run_record *record)
{
    char time[16], day[11];
    time_text(record->time_ms, time);
    clock_date_text(record->at, record->utc_offset_minutes, day);
    row[0] = (struct cell){name, STYLE_NORMAL};
    row[1] = (struct cell){arena_print(&view->arena, "%zu of %zu", record->score, record->total),
                           record->score == record->total ? STYLE_RIGHT : STYLE_NORMAL};
    row[2] = (struct cell){arena_string(&view->arena, time), STYLE_NORMAL};
    row[3] = (struct cell){time_factor_name(record->factor), STYLE_NORMAL};
    row[4] = (struct cell){arena_print(&view->arena, "%zu", record->pauses), STYLE_NORMAL};
    row[5] = (struct cell){arena_string(&view->arena, day), STYLE_NORMAL};
}

void result_view_history(struct view *view, const struct challenge_history *history)
{
    enum { ROWS = 3, COLUMNS = 6 };
    static const char *const head[COLUMNS] = {"", "right", "time", "clock", "pauses", "day"};
    if (!history->runs) {
        view_text(view, STYLE_DIM, "No run finished yet.");
        return;
    }
    view_text(view, STYLE_DIM, "%zu run%s finished", history->runs, history->runs == 1 ? "" : "s");
    struct cell *cells = arena_new(&view->arena, ROWS * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    set_row(view, cells + COLUMNS, "best", &history->best);
    set_row(view, cells + 2 * COLUMNS, "last", &history->last);
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = ROWS;
    block->table.columns = COLUMNS;
}

void result_view_badge(struct view *view, const struct challenge *challenge, const struct run_record *record)
{
    struct str manner;
    char day[11];
    str_init(&manner);
    record_manner(record, &manner);
    clock_date_text(record->at, record->utc_offset_minutes, day);
    const struct span spans[] = {
        {"★ ", STYLE_RIGHT},
        {challenge->badge, STYLE_STRONG},
        {arena_print(&view->arena, ": all %zu problems right, %s (%s)", record->total, manner.text, day), STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
    str_release(&manner);
}

static void set_problem_row(struct view *view, struct cell *row, const struct problem *problem)
{
    static const char *const words[] = {
        [PROBLEM_OPEN] = "", [PROBLEM_RIGHT] = "✓ right", [PROBLEM_WRONG] = "✗ wrong", [PROBLEM_LATE] = "✗ time ran out"};
    char time[16];
    time_text(problem->spent_ms, time);
    row[0] = (struct cell){problem->response.question->title, STYLE_NORMAL};
    row[1] = (struct cell){words[problem->result], problem->result == PROBLEM_RIGHT ? STYLE_RIGHT : STYLE_WRONG};
    row[2] = (struct cell){arena_print(&view->arena, "%zu", run_attempts_made(problem)), STYLE_NORMAL};
    row[3] = (struct cell){arena_print(&view->arena, "%zu", problem->response.hints), STYLE_NORMAL};
    row[4] = (struct cell){arena_string(&view->arena, time), STYLE_NORMAL};
}

void result_view_problems(struct view *view, const struct run *run)
{
    enum { COLUMNS = 5 };
    static const char *const head[COLUMNS] = {"problem", "", "attempts", "hints", "time"};
    size_t rows = run_length(run->challenge) + 1;
    struct cell *cells = arena_new(&view->arena, rows * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    for (size_t i = 1; i < rows; i++)
        set_problem_row(view, cells + i * COLUMNS, &run->problems[i - 1]);
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows;
    block->table.columns = COLUMNS;
}
