#include "activity/stack_inside.h"

#include "activity/help_view.h"

bool stack_done(const struct stack *stack)
{
    return stack->quit || !stack->count;
}

static void add_missing(struct live_actions *live, enum action action, const char *label)
{
    if (!live_has(live, action))
        live_add(live, action, label);
}

void stack_activity_live(const struct stack *stack, struct live_actions *live)
{
    stack_top(stack)->activity->live(stack_top(stack)->state, live);
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

int64_t stack_deadline(const struct stack *stack)
{
    if (stack_done(stack) || !stack_top(stack)->activity->deadline)
        return -1;
    return stack_top(stack)->activity->deadline(stack_top(stack)->state);
}

bool stack_moving(const struct stack *stack)
{
    if (stack_done(stack) || stack->help || !stack_top(stack)->activity->moving)
        return false;
    return stack_top(stack)->activity->moving(stack_top(stack)->state);
}

bool stack_writing(const struct stack *stack)
{
    return !stack_done(stack) && !stack->help && stack_top(stack)->activity->writing &&
           stack_top(stack)->activity->writing(stack_top(stack)->state);
}

void stack_live(const struct stack *stack, struct live_actions *live)
{
    live->count = 0;
    if (stack_done(stack))
        return;
    if (!stack->help) {
        stack_activity_live(stack, live);
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

const char *stack_help_now(const struct stack *stack)
{
    const struct layer *layer = stack_done(stack) ? NULL : stack_top(stack);
    return layer && layer->activity->help_now ? layer->activity->help_now(layer->state) : NULL;
}

void stack_view(const struct stack *stack, struct view *view)
{
    view_clear(view);
    if (stack_done(stack))
        return;
    const struct layer *layer = stack_top(stack);
    if (stack->help) {
        if (layer->activity->help_in_full)
            layer->activity->help_in_full(layer->state, view);
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
    return stack_top(stack)->activity;
}

unsigned stack_page(const struct stack *stack)
{
    if (stack_done(stack))
        return stack->turns;
    const struct layer *layer = stack_top(stack);
    if (stack->help)
        return stack->turns * 65599u;
    return layer->turn * 65599u + (layer->activity->page ? layer->activity->page(layer->state) : 0);
}

size_t stack_depth(const struct stack *stack)
{
    return stack->count + stack->help;
}
