#include "activity/progress/parts.h"

#include "base/clock.h"

enum { MINUTE_MS = 60000, HOUR_MINUTES = 60 };

static const int64_t DAY_MS = INT64_C(86400000);

const char *progress_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

const char *progress_share(struct view *view, struct tally tally)
{
    if (!tally.total)
        return "";
    return arena_print(&view->arena, "%.0f %% of %zu", 100 * (double)tally.done / (double)tally.total, tally.total);
}

const char *progress_time(struct view *view, int64_t ms)
{
    int64_t minutes = (ms + MINUTE_MS / 2) / MINUTE_MS;
    if (!minutes)
        return ms > 0 ? "< 1 min" : "none";
    if (minutes < HOUR_MINUTES)
        return arena_print(&view->arena, "%d min", (int)minutes);
    return arena_print(&view->arena, "%lld h %02d min", (long long)(minutes / HOUR_MINUTES), (int)(minutes % HOUR_MINUTES));
}

const char *progress_date(struct view *view, int64_t day)
{
    char date[11];
    clock_date_text(day * DAY_MS, 0, date);
    return arena_string(&view->arena, date);
}

struct cell *progress_table(struct view *view, const char *const *head, size_t columns, size_t rows)
{
    struct cell *cells = arena_new(&view->arena, (rows + 1) * columns, sizeof *cells);
    for (size_t i = 0; i < columns; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    for (size_t i = columns; i < (rows + 1) * columns; i++)
        cells[i] = (struct cell){"", STYLE_NORMAL};
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = rows + 1;
    block->table.columns = columns;
    return cells + columns;
}
