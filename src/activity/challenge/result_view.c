#include "activity/challenge/result.h"

#include "base/clock.h"

enum { RECORD_COLUMNS = 6 };

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

/* A table of `rows` runs, named in the first column, to be filled from the cells that are returned. */
static struct cell *add_table(struct view *view, size_t rows, const char *first, const char *last)
{
    const char *const head[RECORD_COLUMNS] = {first, "right", "time", "clock", "pauses", last};
    struct cell *cells = arena_new(&view->arena, (rows + 1) * RECORD_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < RECORD_COLUMNS; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows + 1;
    block->table.columns = RECORD_COLUMNS;
    return cells + RECORD_COLUMNS;
}

void result_view_runs(struct view *view, const struct run_records *runs, const struct challenge_history *history)
{
    bool found = false;
    if (!runs->count) {
        view_text(view, STYLE_DIM, "No run finished yet.");
        return;
    }
    struct cell *row = add_table(view, runs->count, "day", "");
    for (size_t i = runs->count; i-- > 0; row += RECORD_COLUMNS) {
        const struct run_record *run = &runs->items[i], *first = &history->best;
        bool best = !found && run->at == first->at && run->score == first->score && run->time_ms == first->time_ms &&
                    run->factor == first->factor && run->pauses == first->pauses;
        set_row(view, row, best ? "best" : "", run);
        struct cell name = row[0];
        row[0] = row[RECORD_COLUMNS - 1]; /* the day tells runs apart */
        row[RECORD_COLUMNS - 1] = name;
        found = found || best;
    }
}

void result_view_history(struct view *view, const struct challenge_history *history)
{
    if (!history->runs) {
        view_text(view, STYLE_DIM, "No run finished yet.");
        return;
    }
    view_text(view, STYLE_DIM, "%zu run%s finished", history->runs, history->runs == 1 ? "" : "s");
    struct cell *cells = add_table(view, 2, "", "day");
    set_row(view, cells, "best", &history->best);
    set_row(view, cells + RECORD_COLUMNS, "last", &history->last);
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
