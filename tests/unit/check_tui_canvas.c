#include "check_tui.h"

#include "tui/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void expect_row(const struct canvas *canvas, size_t row, const char *expected)
{
    char *text = row_text(canvas, row);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(text_is_cut_at_the_edge_and_at_its_limit)
{
    struct canvas canvas;
    canvas_init(&canvas);
    canvas_reset(&canvas, 2, 8);
    ck_assert_uint_eq(canvas_text(&canvas, 0, 3, "abcdefghi", STYLE_NORMAL), 5);
    ck_assert_uint_eq(canvas_put(&canvas, 1, 0, 3, "abcdef", 6, STYLE_NORMAL), 3);
    ck_assert_uint_eq(canvas_text(&canvas, 2, 0, "below", STYLE_NORMAL), 0);
    ck_assert_uint_eq(canvas_text(&canvas, 1, 8, "beside", STYLE_NORMAL), 0);
    expect_row(&canvas, 0, "   abcde");
    expect_row(&canvas, 1, "abc");
    canvas_release(&canvas);
}
END_TEST

START_TEST(wide_characters_are_never_cut_in_half)
{
    struct canvas canvas;
    canvas_init(&canvas);
    canvas_reset(&canvas, 1, 5);
    ck_assert_uint_eq(canvas_text(&canvas, 0, 0, "漢字漢", STYLE_NORMAL), 4);
    expect_row(&canvas, 0, "漢字");
    canvas_text(&canvas, 0, 1, "x", STYLE_NORMAL); /* over the right half of the first */
    expect_row(&canvas, 0, " x字");
    canvas_release(&canvas);
}
END_TEST

START_TEST(marks_stay_with_their_letter)
{
    struct canvas canvas;
    canvas_init(&canvas);
    canvas_reset(&canvas, 1, 10);
    ck_assert_uint_eq(canvas_text(&canvas, 0, 0, "x̂ = 1", STYLE_NORMAL), 5);
    ck_assert_str_eq(canvas_at(&canvas, 0, 0)->text, "x̂");
    ck_assert_str_eq(canvas_at(&canvas, 0, 1)->text, " ");
    canvas_release(&canvas);
}
END_TEST

START_TEST(what_is_no_character_cannot_reach_the_terminal)
{
    struct canvas canvas;
    canvas_init(&canvas);
    canvas_reset(&canvas, 1, 20);
    canvas_text(&canvas, 0, 0, "\033[31m\x07 \xc2\x9b \xff \x80", STYLE_NORMAL);
    expect_row(&canvas, 0, "?[31m? ? ? ?");
    canvas_release(&canvas);
}
END_TEST

START_TEST(themes_keep_to_their_colours)
{
    for (int theme = 0; theme < TUI_THEME_COUNT; theme++)
        for (int style = 0; style < STYLE_COUNT; style++) {
            struct look look = theme_look((enum tui_theme)theme, (enum style)style);
            ck_assert_int_lt(look.color, 256);
            ck_assert(theme != TUI_THEME_MONO || look.color == -1);
            ck_assert(theme != TUI_THEME_AUTO || look.color < 16);
        }
    unsigned selected = theme_look(TUI_THEME_MONO, STYLE_SELECTED).attributes;
    ck_assert_uint_ne(selected, theme_look(TUI_THEME_MONO, STYLE_NORMAL).attributes);
}
END_TEST

/* Relative luminance of a colour of the 256 as WCAG 2 defines it. */
static double luminance(int index)
{
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    int cube = index - 16, gray = 8 + 10 * (index - 232);
    const int parts[] = {index < 232 ? steps[cube / 36] : gray, index < 232 ? steps[cube / 6 % 6] : gray,
                         index < 232 ? steps[cube % 6] : gray};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double share = parts[i] / 255.0;
        sum += weights[i] * (share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

START_TEST(text_is_readable_on_its_background)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        double dark = (luminance(theme_look(TUI_THEME_DARK, (enum style)style).color) + 0.05) / 0.05;
        double light = 1.05 / (luminance(theme_look(TUI_THEME_LIGHT, (enum style)style).color) + 0.05);
        double wanted = style == STYLE_STRUCK ? 3.5 : 4.5; /* what has been tried may step back */
        ck_assert_msg(dark >= wanted, "style %d has %.1f on black", style, dark);
        ck_assert_msg(light >= wanted, "style %d has %.1f on white", style, light);
    }
}
END_TEST

START_TEST(a_theme_is_what_the_terminal_can_show)
{
    ck_assert_int_eq(theme_choose(TUI_THEME_DARK, true, 256), TUI_THEME_DARK);
    ck_assert_int_eq(theme_choose(TUI_THEME_DARK, true, 8), TUI_THEME_AUTO);
    ck_assert_int_eq(theme_choose(TUI_THEME_DARK, true, 2), TUI_THEME_MONO);
    ck_assert_int_eq(theme_choose(TUI_THEME_LIGHT, false, 256), TUI_THEME_MONO);
    ck_assert_int_eq(theme_choose(TUI_THEME_MONO, true, 256), TUI_THEME_MONO);
}
END_TEST

START_TEST(every_glyph_is_one_column_in_every_set)
{
    const struct glyphs *sets[] = {full(), glyphs_for("linux", false), ascii()};
    struct canvas canvas;
    canvas_init(&canvas);
    canvas_reset(&canvas, 1, 4);
    for (size_t set = 0; set < 3; set++) {
        for (int i = 0; i < GLYPH_COUNT; i++) {
            ck_assert_uint_eq(canvas_text(&canvas, 0, 0, sets[set]->text[i], STYLE_NORMAL), 1);
            ck_assert(!sets[set]->ascii || (unsigned char)sets[set]->text[i][0] < 0x80);
        }
        for (int i = 0; i < GLYPH_LEVELS; i++)
            ck_assert_uint_eq(canvas_text(&canvas, 0, 0, sets[set]->levels[i], STYLE_NORMAL), 1);
        for (int i = 0; i < GLYPH_SHADES; i++)
            ck_assert_uint_eq(canvas_text(&canvas, 0, 0, sets[set]->shades[i], STYLE_NORMAL), 1);
    }
    ck_assert_int_eq(sets[1]->dots, PLOT_BLOCKS);
    canvas_release(&canvas);
}
END_TEST

TCase *tui_canvas_tests(void)
{
    TCase *tests = tcase_create("canvas");
    tcase_add_test(tests, text_is_cut_at_the_edge_and_at_its_limit);
    tcase_add_test(tests, wide_characters_are_never_cut_in_half);
    tcase_add_test(tests, marks_stay_with_their_letter);
    tcase_add_test(tests, what_is_no_character_cannot_reach_the_terminal);
    tcase_add_test(tests, themes_keep_to_their_colours);
    tcase_add_test(tests, text_is_readable_on_its_background);
    tcase_add_test(tests, a_theme_is_what_the_terminal_can_show);
    tcase_add_test(tests, every_glyph_is_one_column_in_every_set);
    return tests;
}
