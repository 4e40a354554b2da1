#include "tui_frame.h"

#include "check_tui.h"

#include <stdlib.h>

void frame_setup(struct fixture *fixture, size_t rows, size_t columns)
{
    *fixture = (struct fixture){.frame = {.glyphs = full(), .rows = rows, .columns = columns}};
    layout_init(&fixture->layout);
    view_init(&fixture->view);
    live_add(&fixture->live, ACTION_CONFIRM, NULL);
    live_add(&fixture->live, ACTION_HELP, NULL);
    live_add(&fixture->live, ACTION_BACK, NULL);
}

void frame_teardown(struct fixture *fixture)
{
    layout_release(&fixture->layout);
    view_release(&fixture->view);
}

void frame_update(struct fixture *fixture)
{
    fixture->frame.view = &fixture->view;
    fixture->frame.live = &fixture->live;
    layout_update(&fixture->layout, &fixture->frame);
}

void frame_expect_row(const struct fixture *fixture, size_t row, const char *expected)
{
    char *text = row_text(&fixture->layout.screen, row);
    ck_assert_str_eq(text, expected);
    free(text);
}

void frame_add_lines(struct fixture *fixture, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        view_text(&fixture->view, STYLE_NORMAL, "line %zu", i);
}

/* A list of `count` entries, the last block of the view. */
void frame_add_list(struct fixture *fixture, size_t count, size_t selected)
{
    struct choice *choices = arena_new(&fixture->view.arena, count, sizeof *choices);
    for (size_t i = 0; i < count; i++) {
        choices[i].text = view_inline(&fixture->view, arena_print(&fixture->view.arena, "entry %zu", i), STYLE_NORMAL);
        choices[i].share = -1;
    }
    struct block *block = view_add(&fixture->view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = count;
    block->choices.selected = selected;
}
