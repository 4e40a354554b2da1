#include "tui/showing.h"

#include "base/edit.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    LATE_MS = 1000, /* a tick that comes later, or a wall clock that ran so much further: the machine slept */
    CALM_MS = 5000  /* between two drawings of a clock where motion is to be reduced */
};

/* Whether the wall clock has run on without the steady one since this was asked last. */
static bool slept(struct showing *showing)
{
    int64_t ahead = clock_now(showing->clock) - clock_elapsed(showing->clock), before = showing->ahead;
    showing->ahead = ahead;
    return ahead - before > LATE_MS;
}

/* A tick moves a clock on the screen; where motion is to be reduced that is shown now and then, all else at once. */
static void tick(struct showing *showing)
{
    bool drawn = showing->drawn;
    unsigned page = stack_page(showing->stack);
    struct live_actions before = showing->live;
    showing_send(showing, EVENT_TICK);
    if (!showing->options->reduce_motion || !drawn || clock_elapsed(showing->clock) - showing->drawn_at >= CALM_MS)
        return;
    stack_live(showing->stack, &showing->live);
    if (stack_page(showing->stack) == page && showing->live.count == before.count)
        showing->drawn = true;
}

static void pass_time(struct showing *showing)
{
    int64_t deadline = stack_deadline(showing->stack), late = clock_elapsed(showing->clock) - deadline;
    if (slept(showing))
        showing_send(showing, EVENT_SUSPENDED);
    else if (deadline >= 0 && late >= 0) {
        if (late > LATE_MS)
            showing_send(showing, EVENT_SUSPENDED);
        else
            tick(showing);
    }
}

static void fit(struct showing *showing)
{
    bool small = showing_too_small(showing);
    if (!terminal_fit(&showing->terminal))
        return;
    if (!small && showing_too_small(showing))
        showing_send(showing, EVENT_SUSPENDED); /* nobody sees the question any more */
    showing_send(showing, EVENT_RESIZE);
    showing_changed(showing);
}

/* The time before a stop counts; what is on the screen goes away with it. */
static bool stop(struct showing *showing)
{
    if (!signals_take_stop())
        return false;
    showing_send(showing, EVENT_TICK);
    terminal_leave(&showing->terminal);
    signals_stop_here();
    return true;
}

static void obey_signals(struct showing *showing)
{
    bool stopped = stop(showing);
    if (signals_take_continue() || stopped) {
        if (!stopped) /* by something that cannot be caught: the shell has set the terminal to its own ways since */
            terminal_leave(&showing->terminal);
        terminal_enter(&showing->terminal);
        showing_send(showing, EVENT_SUSPENDED);
        slept(showing);
        showing_changed(showing);
    }
    if (signals_take_resize())
        fit(showing);
}

/* The terminal is the editor's until it ends. */
static void edit(struct showing *showing, const struct position *place)
{
    struct err err = {0};
    terminal_leave(&showing->terminal);
    int code = edit_file(place->file, place->line, &showing->signals.mask, &err);
    terminal_enter(&showing->terminal);
    slept(showing);
    showing_send(showing, EVENT_RETURNED);
    if (code)
        stack_notice(showing->stack, err.text);
    fit(showing);
    showing_changed(showing);
}

/* True if the terminal says that there is input, and has none: that is its end. */
static bool at_end(void)
{
    int bytes = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &bytes) != 0 || bytes == 0;
}

static void read_keys(struct showing *showing)
{
    unsigned key = KEY_NONE;
    if (at_end()) {
        showing->gone = true;
        return;
    }
    for (enum input_kind kind; !stack_done(showing->stack) && (kind = input_next(&showing->input, &key)) != INPUT_NONE;) {
        if (kind == INPUT_KEY)
            showing_key(showing, key);
        else
            showing_paste(showing);
        struct position place;
        if (stack_take_edit(showing->stack, &place))
            edit(showing, &place);
    }
}

/* How long to sleep: until the deadline of what is on top; -1 = until something happens. */
static int64_t patience(const struct showing *showing)
{
    int64_t deadline = stack_deadline(showing->stack);
    if (deadline < 0)
        return -1;
    int64_t left = deadline - clock_elapsed(showing->clock);
    return left > 0 ? left : 0;
}

/* Shows, sleeps, and does what woke it, until it ends; the signal that ended it, or 0. */
static int run(struct showing *showing)
{
    while (!stack_done(showing->stack)) {
        showing_draw(showing);
        bool input = signals_wait(&showing->signals, STDIN_FILENO, patience(showing));
        if (signals_ending())
            return signals_ending();
        obey_signals(showing);
        if (!stack_done(showing->stack))
            pass_time(showing);
        if (input)
            read_keys(showing);
        if (showing->gone)
            return SIGHUP;
    }
    return 0;
}

int tui_run(const struct tui_options *options, struct stack *stack, const struct clock *clock, struct err *err)
{
    struct showing showing = {.options = options, .stack = stack, .clock = clock};
    signals_start(&showing.signals, true);
    int result = terminal_start(&showing.terminal, options, err);
    if (result == 0) {
        layout_init(&showing.layout);
        view_init(&showing.view);
        input_init(&showing.input);
        slept(&showing);
        result = run(&showing);
        input_release(&showing.input);
        terminal_stop(&showing.terminal);
        if (!stack_done(stack)) {
            showing_send(&showing, EVENT_TICK);
            showing_send(&showing, EVENT_HANGUP);
        }
        view_release(&showing.view);
        layout_release(&showing.layout);
    }
    signals_stop(&showing.signals);
    return result;
}
