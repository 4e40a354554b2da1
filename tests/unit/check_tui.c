#include "check_tui.h"

#include "runner.h"
#include "tui/blocks.h"

#include <stdlib.h>
#include <string.h>

const struct glyphs *full(void)
{
    return glyphs_for("xterm-256color", false);
}

const struct glyphs *ascii(void)
{
    return glyphs_for("xterm-256color", true);
}

char *row_text(const struct canvas *canvas, size_t row)
{
    struct str text;
    str_init(&text);
    canvas_row_text(canvas, row, &text);
    return str_take(&text);
}

char *body_text(const struct view *view, size_t columns, const struct glyphs *glyphs)
{
    struct painter painter;
    struct str all;
    painter_init(&painter);
    str_init(&all);
    painter_start(&painter, glyphs, columns, 20);
    blocks_paint(&painter, view);
    for (size_t row = 0; row < painter.row; row++) {
        char *text = row_text(&painter.canvas, row);
        bool marked = text[0] == '>';
        str_addf(&all, "%s%s\n", marked ? ">" : "", strlen(text) > MARGIN ? text + MARGIN : "");
        free(text);
    }
    painter_release(&painter);
    return str_take(&all);
}

static void expect(struct view *view, size_t columns, const struct glyphs *glyphs, const char *expected)
{
    char *text = body_text(view, columns, glyphs);
    ck_assert_str_eq(text, expected);
    free(text);
    view_release(view);
}

void expect_body(struct view *view, size_t columns, const char *expected)
{
    expect(view, columns, full(), expected);
}

void expect_body_ascii(struct view *view, size_t columns, const char *expected)
{
    expect(view, columns, ascii(), expected);
}

Suite *program_suite(void)
{
    Suite *suite = suite_create("tui");
    suite_add_tcase(suite, tui_canvas_tests());
    suite_add_tcase(suite, tui_block_tests());
    suite_add_tcase(suite, tui_picture_tests());
    suite_add_tcase(suite, tui_layout_tests());
    suite_add_tcase(suite, tui_scroll_tests());
    suite_add_tcase(suite, tui_footer_tests());
    suite_add_tcase(suite, tui_input_tests());
    return suite;
}
