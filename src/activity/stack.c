#include "activity/stack_inside.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

static const struct reply empty_reply = {.arguments = {.level = -1}};

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
    struct layer *layer = stack_top(stack);
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
            set_notice(stack_top(stack), err.text);
    } else if (reply->flags & REPLY_POP && stack->count && stack_top(stack)->activity->on_event) {
        struct event returned = *event;
        returned.type = EVENT_RETURNED;
        struct reply next = empty_reply;
        stack_top(stack)->activity->on_event(stack_top(stack)->state, &returned, &next);
        obey(stack, &next, event);
    }
}

static void act(struct stack *stack, enum action action, const struct event *event)
{
    struct layer *layer = stack_top(stack);
    set_notice(layer, NULL);
    struct reply reply = empty_reply;
    layer->activity->on_action(layer->state, action, event, &reply);
    if (action == ACTION_BACK && !(reply.flags & REPLY_HANDLED))
        reply.flags |= REPLY_POP;
    obey(stack, &reply, event);
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
    if (stack_top(stack)->activity->on_event) {
        struct reply reply = empty_reply;
        stack_top(stack)->activity->on_event(stack_top(stack)->state, event, &reply);
        obey(stack, &reply, event);
    }
    return true;
}

/* Help hides what it is about, which is as good as being away from it. */
static bool open_help(struct stack *stack, const struct event *event)
{
    stack->help_writing = stack_writing(stack);
    stack->help_live.count = 0;
    stack_activity_live(stack, &stack->help_live);
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

/* The front end scrolls, but an activity may have pages of its own to turn. */
static bool turns_pages(const struct stack *stack, enum action action)
{
    struct live_actions live = {0};
    if (!stack->help)
        stack_top(stack)->activity->live(stack_top(stack)->state, &live);
    return live_has(&live, action);
}

bool stack_action(struct stack *stack, enum action action, const struct event *event)
{
    if (stack_done(stack) || action == ACTION_NONE)
        return false;
    if (action == ACTION_QUIT)
        return quit(stack, event);
    if (action == ACTION_REDRAW)
        return true;
    if ((action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) && !turns_pages(stack, action))
        return false;
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

bool stack_take_edit(struct stack *stack, struct position *place)
{
    *place = stack->edit;
    stack->edit = (struct position){0};
    return place->file && !stack_done(stack);
}

void stack_notice(struct stack *stack, const char *text)
{
    if (!stack_done(stack))
        set_notice(stack_top(stack), text);
}
