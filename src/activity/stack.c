#include "activity/stack.h"

#include "activity/help_view.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

struct layer {
    const struct activity *activity;
    void *state;
    unsigned turn; /* which of all screens that came to the top it is */
    char *notice; /* why something could not be opened from here; until the next action */
};

struct stack {
    struct environment *environment;
    struct layer *items;
    size_t count, capacity;
    unsigned turns; /* how often a screen came to the top that was not there before */
    bool help;
    bool help_writing;              /* whether text was being written when help was asked for, */
    struct live_actions help_live; /* and the keys that worked there */
    struct position edit; /* what is to be edited; file NULL = nothing */
    bool quit;
};

static const struct reply empty_reply = {.arguments = {.level = -1}};

static struct layer *top(const struct stack *stack)
{
    return &stack->items[stack->count - 1];
}

static int push(struct stack *stack, const struct activity *activity, const struct arguments *arguments, const struct event *event,
                struct err *err)
{
    void *state = NULL;
    int code = activity->open(stack->environment, arguments, event, &state, err);
    if (code)
        return code;
    *vec_add(stack) = (struct layer){.activity = activity, .state = state, .turn = ++stack->turns};
    return 0;
}

static void pop(struct stack *stack)
{
    struct layer *layer = top(stack);
    layer->activity->close(layer->state);
    free(layer->notice);
    stack->count--;
}

static void set_notice(struct layer *layer, const char *text)
{
    free(layer->notice);
    layer->notice = text ? mem_string(text) : NULL;
}

int stack_new(struct stack **out, struct environment *environment, const struct activity *first, const struct arguments *arguments,
              const struct event *event, struct err *err)
{
    *out = NULL;
    struct stack *stack = mem_new(1, sizeof *stack);
    stack->environment = environment;
    int code = push(stack, first, arguments, event, err);
    if (code)
        stack_free(&stack);
    *out = stack;
    return code;
}

void stack_free(struct stack **stack)
{
    if (!*stack)
        return;
    while ((*stack)->count)
        pop(*stack);
    vec_release(*stack);
    free(*stack);
    *stack = NULL;
}

bool stack_done(const struct stack *stack)
{
    return stack->quit || !stack->count;
}

/* Does what an activity asked for; the one that comes to light again hears of it and may ask for more. */
static void obey(struct stack *stack, const struct reply *reply, const struct event *event)
{
    if (reply->flags & REPLY_QUIT)
        stack->quit = true;
    if (reply->flags & REPLY_EDIT)
        stack->edit = reply->edit;
    if (reply->flags & REPLY_POP)
        pop(stack);
    struct err err = {0};
    if (reply->flags & REPLY_PUSH) {
        if (push(stack, reply->push, &reply->arguments, event, &err) && stack->count)
            set_notice(top(stack), err.text);
    } else if (reply->flags & REPLY_POP && stack->count && top(stack)->activity->on_event) {
        struct event returned = *event;
        returned.type = EVENT_RETURNED;
        struct reply next = empty_reply;
        top(stack)->activity->on_event(top(stack)->state, &returned, &next);
        obey(stack, &next, event);
    }
}

static void act(struct stack *stack, enum action action, const struct event *event)
{
    struct layer *layer = top(stack);
    set_notice(layer, NULL);
    struct reply reply = empty_reply;
    layer->activity->on_action(layer->state, action, event, &reply);
    if (action == ACTION_BACK && !(reply.flags & REPLY_HANDLED))
        reply.flags |= REPLY_POP;
    obey(stack, &reply, event);
}

static void add_missing(struct live_actions *live, enum action action, const char *label)
{
    if (!live_has(live, action))
        live_add(live, action, label);
}

/* The top activity's own actions, with those that work everywhere. */
static void activity_live(const struct stack *stack, struct live_actions *live)
{
    top(stack)->activity->live(top(stack)->state, live);
    add_missing(live, ACTION_PAGE_UP, "");
    add_missing(live, ACTION_PAGE_DOWN, "");
    add_missing(live, ACTION_HELP, NULL);
    bool leaves = stack->count == 1 && !live_has(live, ACTION_BACK);
    if (leaves) /* escape never ends the program: it is pressed once too often */
        add_missing(live, ACTION_LEAVE, NULL);
    else
        add_missing(live, ACTION_BACK, NULL);
    add_missing(live, ACTION_REDRAW, "");
    add_missing(live, ACTION_QUIT, leaves && stack_writing(stack) ? NULL : ""); /* where q is a character */
}

static bool close_help(struct stack *stack)
{
    stack->help = false;
    return true;
}

/* Time passes for the activity on top; the end of the terminal and a stop of the program concern all that are open. */
static bool on_other(struct stack *stack, const struct event *event)
{
    bool all = event->type == EVENT_HANGUP || event->type == EVENT_SUSPENDED;
    for (size_t i = all ? 0 : stack->count - 1; i + 1 < stack->count; i++) {
        struct reply ignored = empty_reply;
        if (stack->items[i].activity->on_event)
            stack->items[i].activity->on_event(stack->items[i].state, event, &ignored);
    }
    if (top(stack)->activity->on_event) {
        struct reply reply = empty_reply;
        top(stack)->activity->on_event(top(stack)->state, event, &reply);
        obey(stack, &reply, event);
    }
    return true;
}

/* Help hides what it is about, which is as good as being away from it. */
static bool open_help(struct stack *stack, const struct event *event)
{
    stack->help_writing = stack_writing(stack);
    stack->help_live.count = 0;
    activity_live(stack, &stack->help_live);
    struct event away = *event;
    away.type = EVENT_SUSPENDED;
    on_other(stack, &away);
    stack->help = true;
    stack->turns++;
    return true;
}

/* Leaving from anywhere saves as much as the end of the terminal does. */
static bool quit(struct stack *stack, const struct event *event)
{
    struct event end = *event;
    end.type = EVENT_HANGUP;
    on_other(stack, &end);
    stack->quit = true;
    return true;
}

bool stack_action(struct stack *stack, enum action action, const struct event *event)
{
    if (stack_done(stack) || action == ACTION_NONE)
        return false;
    if (action == ACTION_QUIT)
        return quit(stack, event);
    if (action == ACTION_REDRAW)
        return true;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        return false; /* the front end scrolls */
    if (stack->help)
        return action == ACTION_HELP || action == ACTION_BACK || action == ACTION_CONFIRM ? close_help(stack) : false;
    if (action == ACTION_HELP)
        return open_help(stack, event);
    act(stack, action == ACTION_LEAVE ? ACTION_BACK : action, event);
    return true;
}

static bool on_key(struct stack *stack, const struct event *event)
{
    bool writing = stack_writing(stack);
    struct event resolved = *event;
    if (writing && key_is_character(event->key)) {
        char text[8] = "";
        text[utf8_encode(event->key, text)] = '\0';
        resolved.type = EVENT_TEXT;
        resolved.text = text;
        return stack_action(stack, ACTION_TEXT, &resolved);
    }
    struct live_actions live = {0};
    stack_live(stack, &live);
    enum action action = live_resolve(&live, event->key, &resolved.index);
    return stack_action(stack, action == ACTION_NONE && writing ? ACTION_TEXT : action, &resolved);
}

static bool on_text(struct stack *stack, const struct event *event)
{
    bool changed = false;
    for (const char *c = event->text; *c && !stack_done(stack); c++) {
        struct event rest = *event;
        rest.text = c;
        if (stack_writing(stack))
            return stack_action(stack, ACTION_TEXT, &rest) || changed;
        rest.type = EVENT_KEY;
        rest.key = (unsigned char)*c;
        if (rest.key < 128)
            changed = on_key(stack, &rest) || changed;
    }
    return changed;
}

bool stack_event(struct stack *stack, const struct event *event)
{
    if (stack_done(stack))
        return false;
    switch (event->type) {
    case EVENT_KEY:
        return on_key(stack, event);
    case EVENT_TEXT:
        return on_text(stack, event);
    case EVENT_RESIZE:
        return true;
    default:
        return on_other(stack, event);
    }
}

int64_t stack_deadline(const struct stack *stack)
{
    if (stack_done(stack) || !top(stack)->activity->deadline)
        return -1;
    return top(stack)->activity->deadline(top(stack)->state);
}

bool stack_moving(const struct stack *stack)
{
    if (stack_done(stack) || stack->help || !top(stack)->activity->moving)
        return false;
    return top(stack)->activity->moving(top(stack)->state);
}

bool stack_writing(const struct stack *stack)
{
    return !stack_done(stack) && !stack->help && top(stack)->activity->writing && top(stack)->activity->writing(top(stack)->state);
}

void stack_live(const struct stack *stack, struct live_actions *live)
{
    live->count = 0;
    if (stack_done(stack))
        return;
    if (!stack->help) {
        activity_live(stack, live);
        return;
    }
    live_add(live, ACTION_BACK, "close help");
    live_add(live, ACTION_CONFIRM, "");
    live_add(live, ACTION_PAGE_UP, "");
    live_add(live, ACTION_PAGE_DOWN, "");
    live_add(live, ACTION_HELP, "");
    live_add(live, ACTION_REDRAW, "");
    live_add(live, ACTION_QUIT, "");
}

bool stack_take_edit(struct stack *stack, struct position *place)
{
    *place = stack->edit;
    stack->edit = (struct position){0};
    return place->file && !stack_done(stack);
}

void stack_notice(struct stack *stack, const char *text)
{
    if (!stack_done(stack))
        set_notice(top(stack), text);
}

const char *stack_help_now(const struct stack *stack)
{
    const struct layer *layer = stack_done(stack) ? NULL : top(stack);
    return layer && layer->activity->help_now ? layer->activity->help_now(layer->state) : NULL;
}

void stack_view(const struct stack *stack, struct view *view)
{
    view_clear(view);
    if (stack_done(stack))
        return;
    const struct layer *layer = top(stack);
    if (stack->help) {
        help_view(view, layer->activity, stack_help_now(stack), &stack->help_live, stack->help_writing);
        return;
    }
    if (layer->notice) {
        view_text(view, STYLE_WARNING, "%s", layer->notice);
        view_space(view);
    }
    layer->activity->view(layer->state, view);
}

const struct activity *stack_activity(const struct stack *stack)
{
    return top(stack)->activity;
}

unsigned stack_page(const struct stack *stack)
{
    if (stack_done(stack))
        return stack->turns;
    const struct layer *layer = top(stack);
    if (stack->help)
        return stack->turns * 65599u;
    return layer->turn * 65599u + (layer->activity->page ? layer->activity->page(layer->state) : 0);
}

size_t stack_depth(const struct stack *stack)
{
    return stack->count + stack->help;
}
