#include "tui/tui.h"

#include "base/edit.h"
#include "base/signals.h"
#include "tui/input.h"
#include "tui/layout.h"
#include "tui/terminal.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    LATE_MS = 1000, /* a tick that comes later, or a wall clock that ran so much further: the machine slept */
    CALM_MS = 5000, /* between two drawings of a clock where motion is to be reduced */
    KEY_CTRL_Z = 26
};

/* One showing of a stack. */
struct session {
    const struct tui_options *options;
    struct stack *stack;
    const struct clock *clock;
    struct signals signals;
    struct terminal terminal;
    struct input input;
    struct screen_layout layout;
    struct view view;
    struct live_actions live;
    bool laid_out, drawn; /* the layout, the screen are those of the present state */
    int64_t drawn_at;     /* steady time */
    int64_t ahead;        /* of the wall clock, to the steady one */
    bool gone;            /* the terminal has hung up */
};

static struct event event_now(const struct session *session, enum event_type type)
{
    int64_t now = clock_now(session->clock);
    return (struct event){
        .type = type, .now_ms = now, .elapsed_ms = clock_elapsed(session->clock), .utc_offset_minutes = clock_utc_offset(now)};
}

static void changed(struct session *session)
{
    session->laid_out = session->drawn = false;
}

static void send(struct session *session, enum event_type type)
{
    struct event event = event_now(session, type);
    if (stack_event(session->stack, &event))
        changed(session);
}

static bool too_small(const struct session *session)
{
    return layout_too_small(session->terminal.rows, session->terminal.columns);
}

static void lay_out(struct session *session)
{
    if (session->laid_out)
        return;
    stack_view(session->stack, &session->view);
    stack_live(session->stack, &session->live);
    struct frame frame = {.view = &session->view,
                          .live = &session->live,
                          .glyphs = session->terminal.glyphs,
                          .rows = session->terminal.rows,
                          .columns = session->terminal.columns,
                          .page = stack_page(session->stack),
                          .depth = stack_depth(session->stack),
                          .writing = stack_writing(session->stack)};
    layout_update(&session->layout, &frame);
    session->laid_out = true;
}

static void draw(struct session *session)
{
    if (session->drawn)
        return;
    lay_out(session);
    terminal_draw(&session->terminal, &session->layout.screen, session->layout.cursor_row, session->layout.cursor_column);
    session->drawn = true;
    session->drawn_at = clock_elapsed(session->clock);
}

/* Whether the wall clock has run on without the steady one since this was asked last. */
static bool slept(struct session *session)
{
    int64_t ahead = clock_now(session->clock) - clock_elapsed(session->clock), before = session->ahead;
    session->ahead = ahead;
    return ahead - before > LATE_MS;
}

/* A tick moves a clock on the screen; where motion is to be reduced that is shown now and then, all else at once. */
static void tick(struct session *session)
{
    bool drawn = session->drawn;
    unsigned page = stack_page(session->stack);
    struct live_actions before = session->live;
    send(session, EVENT_TICK);
    if (!session->options->reduce_motion || !drawn || clock_elapsed(session->clock) - session->drawn_at >= CALM_MS)
        return;
    stack_live(session->stack, &session->live);
    if (stack_page(session->stack) == page && session->live.count == before.count)
        session->drawn = true;
}

static void pass_time(struct session *session)
{
    int64_t deadline = stack_deadline(session->stack), late = clock_elapsed(session->clock) - deadline;
    if (slept(session))
        send(session, EVENT_SUSPENDED);
    else if (deadline >= 0 && late >= 0) {
        if (late > LATE_MS)
            send(session, EVENT_SUSPENDED);
        else
            tick(session);
    }
}

static void fit(struct session *session)
{
    bool small = too_small(session);
    if (!terminal_fit(&session->terminal))
        return;
    if (!small && too_small(session))
        send(session, EVENT_SUSPENDED); /* nobody sees the question any more */
    send(session, EVENT_RESIZE);
    changed(session);
}

/* The time before a stop counts; what is on the screen goes away with it. */
static bool stop(struct session *session)
{
    if (!signals_take_stop())
        return false;
    send(session, EVENT_TICK);
    terminal_leave(&session->terminal);
    signals_stop_here();
    return true;
}

static void obey_signals(struct session *session)
{
    bool stopped = stop(session);
    if (signals_take_continue() || stopped) {
        if (!stopped) /* by something that cannot be caught: the shell has set the terminal to its own ways since */
            terminal_leave(&session->terminal);
        terminal_enter(&session->terminal);
        send(session, EVENT_SUSPENDED);
        slept(session);
        changed(session);
    }
    if (signals_take_resize())
        fit(session);
}

static bool scroll(struct session *session, enum action action)
{
    if (!layout_scroll(&session->layout, action))
        return false;
    changed(session);
    return true;
}

/* Brings what is selected into sight; true if it was not. */
static bool show_spot(struct session *session)
{
    if (!layout_show_spot(&session->layout))
        return false;
    changed(session);
    return true;
}

/* The keys that scroll where the activity has no use for them. */
static enum action scrolling(unsigned key)
{
    struct live_actions all = {.count = 0};
    unsigned index;
    live_add(&all, ACTION_UP, NULL);
    live_add(&all, ACTION_DOWN, NULL);
    live_add(&all, ACTION_FIRST, NULL);
    live_add(&all, ACTION_LAST, NULL);
    return live_resolve(&all, key, &index);
}

/* What the front end does with a key by itself; false if the activity is to get it. */
static bool own_key(struct session *session, unsigned key)
{
    unsigned index;
    bool writing = stack_writing(session->stack);
    if (writing && key_is_character(key))
        return false;
    enum action action = live_resolve(&session->live, key, &index);
    switch (action) {
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        return scroll(session, action);
    case ACTION_NONE:
        return !writing && scroll(session, key == ' ' ? ACTION_PAGE_DOWN : scrolling(key));
    case ACTION_UP:
    case ACTION_DOWN: /* the entry that is selected comes into sight before another one is */
        return !writing && show_spot(session);
    case ACTION_CONFIRM: /* and before it is taken; where there is none, the blank turns pages first */
        return show_spot(session) || (key == ' ' && !session->layout.body.spot.present && scroll(session, ACTION_PAGE_DOWN));
    case ACTION_REDRAW:
        terminal_forget(&session->terminal);
        return false;
    default:
        return false;
    }
}

static void on_key(struct session *session, unsigned key)
{
    struct event event = event_now(session, EVENT_KEY);
    event.key = key;
    if (key == KEY_CTRL_Z) {
        kill(0, SIGTSTP); /* as the terminal would: to everything that runs in the foreground */
        return;
    }
    if (too_small(session) && key != CTRL_C && key != CTRL_L)
        return;
    lay_out(session);
    if (!own_key(session, key) && stack_event(session->stack, &event))
        changed(session);
}

static void on_paste(struct session *session)
{
    struct event event = event_now(session, EVENT_TEXT);
    event.text = session->input.pasted.text;
    if (!too_small(session) && stack_writing(session->stack) && stack_event(session->stack, &event))
        changed(session);
}

/* The terminal is the editor's until it ends. */
static void edit(struct session *session, const struct position *place)
{
    struct err err = {0};
    terminal_leave(&session->terminal);
    int code = edit_file(place->file, place->line, &session->signals.mask, &err);
    terminal_enter(&session->terminal);
    slept(session);
    send(session, EVENT_RETURNED);
    if (code)
        stack_notice(session->stack, err.text);
    fit(session);
    changed(session);
}

/* True if the terminal says that there is input, and has none: that is its end. */
static bool at_end(void)
{
    int bytes = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &bytes) != 0 || bytes == 0;
}

static void read_keys(struct session *session)
{
    unsigned key = KEY_NONE;
    if (at_end()) {
        session->gone = true;
        return;
    }
    for (enum input_kind kind; !stack_done(session->stack) && (kind = input_next(&session->input, &key)) != INPUT_NONE;) {
        if (kind == INPUT_KEY)
            on_key(session, key);
        else
            on_paste(session);
        struct position place;
        if (stack_take_edit(session->stack, &place))
            edit(session, &place);
    }
}

/* How long to sleep: until the deadline of what is on top; -1 = until something happens. */
static int64_t patience(const struct session *session)
{
    int64_t deadline = stack_deadline(session->stack);
    if (deadline < 0)
        return -1;
    int64_t left = deadline - clock_elapsed(session->clock);
    return left > 0 ? left : 0;
}

/* Shows, sleeps, and does what woke it, until it ends; the signal that ended it, or 0. */
static int run(struct session *session)
{
    while (!stack_done(session->stack)) {
        draw(session);
        bool input = signals_wait(&session->signals, STDIN_FILENO, patience(session));
        if (signals_ending())
            return signals_ending();
        obey_signals(session);
        if (!stack_done(session->stack))
            pass_time(session);
        if (input)
            read_keys(session);
        if (session->gone)
            return SIGHUP;
    }
    return 0;
}

int tui_run(const struct tui_options *options, struct stack *stack, const struct clock *clock, struct err *err)
{
    struct session session = {.options = options, .stack = stack, .clock = clock};
    signals_start(&session.signals, true);
    int result = terminal_start(&session.terminal, options, err);
    if (result == 0) {
        layout_init(&session.layout);
        view_init(&session.view);
        input_init(&session.input);
        slept(&session);
        result = run(&session);
        input_release(&session.input);
        terminal_stop(&session.terminal);
        if (!stack_done(stack)) {
            send(&session, EVENT_TICK);
            send(&session, EVENT_HANGUP);
        }
        view_release(&session.view);
        layout_release(&session.layout);
    }
    signals_stop(&session.signals);
    return result;
}
