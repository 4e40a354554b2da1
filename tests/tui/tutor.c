#include "tutor.h"

#include "base/mem.h"
#include "base/str.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND_MS = 1000, STEPS_MAX = 200 };

void tutor_take_course(const char *path_in_tree)
{
    const char *source = getenv("abs_top_srcdir");
    ck_assert_msg(source, "abs_top_srcdir does not name the source tree");
    char *path = str_print("%s/%s", source, path_in_tree);
    setenv("BNTUTOR_CONTENT", path, 1);
    free(path);
}

void tutor_setup(void)
{
    vt_home_make();
    tutor_take_course("tests/data/tui/course");
}

void tutor_teardown(void)
{
    vt_home_remove();
}

void tutor_take_real_course(void)
{
    tutor_take_course("content");
}

struct vt *tutor_start(const char *argument)
{
    return vt_tutor(24, 80, NULL, argument, NULL);
}

static size_t count_clearings(const struct vt *vt)
{
    size_t length, count = 0;
    for (const char *at = vt_output(vt, &length); (at = strstr(at, "\033[H\033[")); at++)
        count += at[5] == 'J' || (at[5] == '2' && at[6] == 'J');
    return count;
}

static bool has_cleared_again(struct vt *vt, const void *before)
{
    return count_clearings(vt) > *(const size_t *)before;
}

void tutor_redraw(struct vt *vt)
{
    size_t before = count_clearings(vt);
    vt_key(vt, "ctrl-l");
    ck_assert_msg(vt_waits(vt, has_cleared_again, &before, "the screen is not drawn anew"), "ctrl-l does nothing");
}

void tutor_press(struct vt *vt, const char *key)
{
    vt_key(vt, key);
    tutor_redraw(vt);
}

void tutor_advance(struct vt *vt, long milliseconds)
{
    tutor_redraw(vt); /* keys that were pressed before are too early for the new time */
    for (long step; milliseconds > 0; milliseconds -= step) {
        step = milliseconds < SECOND_MS ? milliseconds : SECOND_MS;
        vt_home_let_pass(step);
        tutor_redraw(vt);
    }
}

static bool is_on_marker(struct vt *vt, int row, int column)
{
    struct vt_cell cell = vt_cell(vt, row, column);
    return strcmp(cell.text, ">") == 0;
}

/* On the marker of the selected entry: while the screen is drawn the cursor passes by everywhere, but the marker comes after it. */
static bool has_cursor_on_marker(struct vt *vt, const void *text)
{
    int row, column;
    vt_cursor(vt, &row, &column);
    return is_on_marker(vt, row, column) && strstr(vt_row_text(vt, row), text);
}

/* There, or in the last row, because the entry is below or above what is seen. */
static bool has_cursor_at_rest(struct vt *vt, const void *nothing)
{
    (void)nothing;
    int row, column;
    vt_cursor(vt, &row, &column);
    return is_on_marker(vt, row, column) || (row == vt_rows(vt) - 1 && *vt_row_text(vt, row));
}

bool tutor_selection_comes(struct vt *vt, const char *text)
{
    tutor_redraw(vt);
    return vt_waits(vt, has_cursor_on_marker, text, "another entry is selected");
}

void tutor_select(struct vt *vt, const char *text)
{
    for (int steps = 0; steps < STEPS_MAX; steps++) {
        tutor_redraw(vt);
        ck_assert_msg(vt_waits(vt, has_cursor_at_rest, NULL, "no entry is selected"), "no entry is selected");
        int row, column;
        vt_cursor(vt, &row, &column);
        if (is_on_marker(vt, row, column) && strstr(vt_row_text(vt, row), text))
            return;
        vt_key(vt, "down"); /* from the last entry to the first: the text may stand above the entries as well */
    }
    vt_print(vt);
    ck_abort_msg("the cursor does not get to '%s'", text);
}

void tutor_choose(struct vt *vt, const char *text)
{
    tutor_select(vt, text);
    vt_key(vt, "enter");
}

static char *first_value(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    ck_assert_msg(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(database));
    const unsigned char *value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_text(statement, 0) : NULL;
    char *copy = mem_string(value ? (const char *)value : "");
    sqlite3_finalize(statement);
    return copy;
}

char *tutor_query(const char *sql)
{
    sqlite3 *database = NULL;
    char *path = vt_home_database();
    ck_assert_int_eq(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK); /* a hot journal is rolled back */
    sqlite3_busy_timeout(database, vt_patience());
    char *whole = first_value(database, "PRAGMA quick_check"), *value = first_value(database, sql);
    ck_assert_str_eq(whole, "ok");
    sqlite3_close(database);
    free(whole), free(path);
    return value;
}
