#include "tui/showing.h"

struct event showing_event(const struct showing *showing, enum event_type type)
{
    int64_t now = clock_now(showing->clock);
    return (struct event){.type = type,
                          .now_ms = now,
                          .elapsed_ms = clock_elapsed(showing->clock),
                          .clock = showing->clock,
                          .utc_offset_minutes = clock_utc_offset(now)};
}

void showing_changed(struct showing *showing)
{
    showing->laid_out = showing->drawn = false;
}

void showing_send(struct showing *showing, enum event_type type)
{
    struct event event = showing_event(showing, type);
    if (stack_event(showing->stack, &event))
        showing_changed(showing);
}

bool showing_too_small(const struct showing *showing)
{
    return layout_too_small(showing->terminal.rows, showing->terminal.columns);
}

void showing_lay_out(struct showing *showing)
{
    if (showing->laid_out)
        return;
    stack_view(showing->stack, &showing->view);
    stack_live(showing->stack, &showing->live);
    struct frame frame = {.view = &showing->view,
                          .live = &showing->live,
                          .glyphs = showing->terminal.glyphs,
                          .rows = showing->terminal.rows,
                          .columns = showing->terminal.columns,
                          .page = stack_page(showing->stack),
                          .depth = stack_depth(showing->stack),
                          .writing = stack_writing(showing->stack)};
    layout_update(&showing->layout, &frame);
    showing->laid_out = true;
}

void showing_draw(struct showing *showing)
{
    if (showing->drawn)
        return;
    showing_lay_out(showing);
    terminal_draw(&showing->terminal, &showing->layout.screen, showing->layout.cursor_row, showing->layout.cursor_column);
    showing->drawn = true;
    showing->drawn_at = clock_elapsed(showing->clock);
}
