#include "tui/terminal.h"

#include "tui/theme.h"

#include <curses.h>
#include <stdlib.h>
#include <wchar.h>

static attr_t attributes(unsigned look)
{
    attr_t set = A_NORMAL;
    set |= look & LOOK_BOLD ? A_BOLD : 0;
    set |= look & LOOK_DIM ? A_DIM : 0;
    set |= look & LOOK_ITALIC ? A_ITALIC : 0;
    set |= look & LOOK_UNDERLINE ? A_UNDERLINE : 0;
    return set | (look & LOOK_REVERSE ? A_REVERSE : 0);
}

/* The character with its marks as curses wants it: one that takes columns, then such that take none. */
static int wide_characters(const struct canvas_cell *cell, wchar_t wide[CCHARW_MAX + 1])
{
    mbstate_t state = {0};
    const char *text = cell->text;
    int count = 0;
    while (*text && count < CCHARW_MAX) {
        size_t used = mbrtowc(&wide[count], text, CANVAS_CELL_BYTES, &state);
        if (used == 0 || used > CANVAS_CELL_BYTES || (count > 0 && wcwidth(wide[count]) != 0))
            break;
        count++;
        text += used;
    }
    wide[count] = L'\0';
    return count > 0 ? wcwidth(wide[0]) : -1;
}

static void draw_cell(const struct terminal *terminal, const struct canvas_cell *cell, int row, int column)
{
    wchar_t wide[CCHARW_MAX + 1];
    cchar_t character;
    struct look look = theme_look(terminal->theme, (enum style)cell->style);
    short pair = terminal->theme == TUI_THEME_MONO ? 0 : (short)(cell->style + 1);
    int width = wide_characters(cell, wide);
    if (width < 1 || width > cell->width || setcchar(&character, wide, attributes(look.attributes), pair, NULL) != OK)
        setcchar(&character, L"?", attributes(look.attributes), pair, NULL); /* libc and libunistring disagree about it */
    mvadd_wch(row, column, &character);
}

void terminal_draw(struct terminal *terminal, const struct canvas *canvas, size_t row, size_t column)
{
    erase();
    for (size_t i = 0; i < canvas->rows && i < terminal->rows; i++)
        for (size_t j = 0; j < canvas->columns && j < terminal->columns; j++) {
            const struct canvas_cell *cell = canvas_at(canvas, i, j);
            if (cell->text[0])
                draw_cell(terminal, cell, (int)i, (int)j);
        }
    if (row < terminal->rows && column < terminal->columns)
        move((int)row, (int)column);
    wnoutrefresh(stdscr);
    doupdate();
}
