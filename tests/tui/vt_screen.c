/* The screen, and waiting for it. */
#include "vt_inside.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int vt_rows(const struct vt *vt)
{
    int rows, columns;
    vterm_get_size(vt->terminal, &rows, &columns);
    return rows;
}

int vt_columns(const struct vt *vt)
{
    int rows, columns;
    vterm_get_size(vt->terminal, &rows, &columns);
    return columns;
}

/* The right half of a wide character is one that libvterm marks with all bits. */
static bool is_right_half(const VTermScreenCell *cell)
{
    return cell->chars[0] == (uint32_t)-1;
}

static int color_index(const VTermColor *color)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
        return VT_COLOR_DEFAULT;
    return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx : 256;
}

struct vt_cell vt_cell(struct vt *vt, int row, int column)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(vt->screen, (VTermPos){.row = row, .col = column}, &cell);
    struct vt_cell seen = {.foreground = color_index(&cell.fg),
                           .background = color_index(&cell.bg),
                           .bold = cell.attrs.bold,
                           .underline = cell.attrs.underline != 0,
                           .italic = cell.attrs.italic,
                           .reverse = cell.attrs.reverse,
                           .strike = cell.attrs.strike};
    size_t length = 0;
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && !is_right_half(&cell); i++)
        length += utf8_encode(cell.chars[i], seen.text + length);
    return seen;
}

const char *vt_row_text(struct vt *vt, int row)
{
    str_clear(&vt->row);
    size_t visible = 0;
    for (int column = 0, columns = vt_columns(vt); column < columns; column++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(vt->screen, (VTermPos){.row = row, .col = column}, &cell);
        if (is_right_half(&cell))
            continue;
        struct vt_cell seen = vt_cell(vt, row, column);
        str_add(&vt->row, *seen.text ? seen.text : " ");
        if (*seen.text && strcmp(seen.text, " ") != 0)
            visible = vt->row.length;
    }
    str_remove(&vt->row, visible, vt->row.length - visible);
    return vt->row.text;
}

void vt_cursor(const struct vt *vt, int *row, int *column)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(vt->terminal), &position);
    *row = position.row, *column = position.col;
}

bool vt_cursor_visible(const struct vt *vt)
{
    return vt->cursor_visible;
}

bool vt_altscreen(const struct vt *vt)
{
    return vt->altscreen;
}

const char *vt_output(const struct vt *vt, size_t *length)
{
    *length = vt->output.length;
    return vt->output.text;
}

int vt_find(struct vt *vt, const char *text, int *column)
{
    for (int row = 0, rows = vt_rows(vt); row < rows; row++) {
        const char *line = vt_row_text(vt, row), *found = strstr(line, text);
        if (!found)
            continue;
        if (column)
            *column = (int)utf8_width(line, (size_t)(found - line));
        return row;
    }
    return -1;
}

static void print_screen(struct vt *vt, FILE *file, const char *margin)
{
    int cursor_row, cursor_column;
    vt_cursor(vt, &cursor_row, &cursor_column);
    for (int row = 0, rows = vt_rows(vt); row < rows; row++)
        fprintf(file, "%s%c|%s\n", margin, row == cursor_row ? '>' : ' ', vt_row_text(vt, row));
    fprintf(file, "%scursor %s at row %d, column %d; %s screen; program %s\n", margin, vt->cursor_visible ? "shown" : "hidden",
            cursor_row, cursor_column, vt->altscreen ? "second" : "first", vt->ended ? "ended" : "runs");
}

void vt_print(struct vt *vt)
{
    print_screen(vt, stderr, "# ");
}

void vt_report(struct vt *vt, const char *what)
{
    fprintf(stderr, "# %s:\n", what);
    vt_print(vt);
    if (mkdir("failed", 0777) != 0 && access("failed", W_OK) != 0)
        return;
    char *path = str_print("failed/%d.txt", vt->process);
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%s\n", what);
        print_screen(vt, file, "");
        fclose(file);
        fprintf(stderr, "# saved as '%s'\n", path);
    }
    free(path);
}

bool vt_waits(struct vt *vt, bool (*condition)(struct vt *vt, const void *argument), const void *argument, const char *what)
{
    for (long end = vt_clock() + vt_patience(), now;;) {
        if (condition(vt, argument))
            return true;
        if ((now = vt_clock()) >= end || vt->ended)
            break;
        vt_take(vt, (int)(end - now));
    }
    vt_report(vt, what);
    return false;
}

static bool has_text(struct vt *vt, const void *text)
{
    return vt_find(vt, text, NULL) >= 0;
}

static bool has_no_text(struct vt *vt, const void *text)
{
    return vt_find(vt, text, NULL) < 0;
}

static bool has_cursor_there(struct vt *vt, const void *text)
{
    int row, column;
    vt_cursor(vt, &row, &column);
    return strstr(vt_row_text(vt, row), text);
}

static bool has_altscreen(struct vt *vt, const void *on)
{
    return vt->altscreen == *(const bool *)on;
}

static bool wait_for(struct vt *vt, bool (*condition)(struct vt *, const void *), const char *text, const char *words)
{
    char *what = str_print("%s '%s'", words, text);
    bool came = vt_waits(vt, condition, text, what);
    free(what);
    return came;
}

bool vt_comes(struct vt *vt, const char *text)
{
    return wait_for(vt, has_text, text, "waited in vain for");
}

bool vt_goes(struct vt *vt, const char *text)
{
    return wait_for(vt, has_no_text, text, "still there:");
}

bool vt_cursor_comes(struct vt *vt, const char *row_text)
{
    return wait_for(vt, has_cursor_there, row_text, "the cursor is not on");
}

bool vt_altscreen_comes(struct vt *vt, bool on)
{
    return vt_waits(vt, has_altscreen, &on, on ? "the second screen is not shown" : "the second screen is still shown");
}
