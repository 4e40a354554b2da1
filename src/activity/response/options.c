/* Questions with options: one of them is right, or several are. */
#include "activity/response/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t option_count(const struct question *question)
{
    return question->option_count;
}

static const struct option *option_at(const struct response *response, size_t place)
{
    return &response->question->options[response->order[place]];
}

/* Options with their letters, each in its style and with its mark. */
static void add_options(struct view *view, const struct response *response, enum style style_of(const struct response *, size_t),
                        const char *mark_of(const struct response *, size_t))
{
    size_t count = response->question->option_count;
    struct choice *choices = arena_new(&view->arena, count, sizeof *choices);
    for (size_t place = 0; place < count; place++) {
        size_t option = response->order[place];
        enum style style = style_of(response, option);
        choices[place] = (struct choice){
            .key = response_letter(response, option),
            .mark = mark_of ? mark_of(response, option) : NULL,
            .text = view_inline(view, response->question->options[option].text, style),
            .share = -1,
            .style = style,
        };
    }
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = count;
    block->choices.selected = response->revealed ? count : response->selected;
}

static void add_reason(struct view *view, const struct response *response, size_t option, const char *words, enum style style)
{
    const char *line = arena_print(&view->arena, "%s %s", response_letter(response, option), words);
    response_view_reason(view, style, line, response->question->options[option].why);
}

/* One option is right. */

static bool point_at(struct response *response, size_t place)
{
    if (place >= response->question->option_count)
        return false;
    if (response->tried[response->order[place]]) {
        response->notice = "That one was wrong already; choose another.";
        return false;
    }
    response->selected = place;
    return true;
}

static bool single_act(struct response *response, enum action action, const struct event *event)
{
    if (action == ACTION_UP || action == ACTION_DOWN)
        response_move(response, response->question->option_count, action == ACTION_UP ? -1 : 1);
    else if (action == ACTION_CHOOSE)
        return point_at(response, event->index) && !response->pointing;
    return action == ACTION_CONFIRM && point_at(response, response->selected);
}

static bool single_tell(struct response *response, char words[RESPONSE_TEXT_MAX])
{
    snprintf(words, RESPONSE_TEXT_MAX, "%zu", response->order[response->selected]);
    return true;
}

static bool single_put(struct response *response, const char *words)
{
    char *end;
    size_t option = strtoul(words, &end, 10);
    if (end == words || *end || option >= response->question->option_count)
        return false;
    for (size_t place = 0; place < response->question->option_count; place++)
        if (response->order[place] == option)
            response->selected = place;
    return true;
}

static void single_judge(struct response *response)
{
    response->chosen = response->order[response->selected];
    response->right = response->question->options[response->chosen].right;
}

static enum style single_style(const struct response *response, size_t option)
{
    if (response->revealed && response->question->options[option].right)
        return STYLE_RIGHT;
    if (response->revealed && option == response->chosen)
        return STYLE_WRONG;
    return response->tried[option] ? STYLE_STRUCK : STYLE_NORMAL;
}

static void single_view(struct view *view, const struct response *response)
{
    add_options(view, response, single_style, NULL);
}

static void single_view_miss(struct view *view, const struct response *response)
{
    add_reason(view, response, response->chosen, "is not it", STYLE_WRONG);
}

static void single_view_verdict(struct view *view, const struct response *response)
{
    size_t right = 0;
    while (right + 1 < response->question->option_count && !response->question->options[right].right)
        right++;
    if (response_missed(response))
        single_view_miss(view, response);
    add_reason(view, response, right, response->given && response->right ? "is right" : "would have been right", STYLE_RIGHT);
}

static void single_live(struct live_actions *live, const struct response *response)
{
    live_add(live, ACTION_CONFIRM, "answer");
    live->items[0].object = response_letter(response, response->order[response->selected]);
    live_add_row(live, ACTION_CHOOSE, NULL, (unsigned)response->question->option_count);
    live->items[live->count - 1].at_once = !response->pointing;
    live_add(live, ACTION_UP, NULL);
    live_add(live, ACTION_DOWN, NULL);
}

const struct response_kind response_single = {
    .entries = option_count,
    .act = single_act,
    .tell = single_tell,
    .put = single_put,
    .judge = single_judge,
    .view = single_view,
    .view_miss = single_view_miss,
    .view_verdict = single_view_verdict,
    .live = single_live,
};

/* Several may be right. */

static void turn_tick(struct response *response, size_t place)
{
    if (place >= response->question->option_count)
        return;
    bool *tick = &response->ticked[response->order[place]];
    *tick = !*tick;
    response->selected = place;
}

static bool multiple_act(struct response *response, enum action action, const struct event *event)
{
    if (action == ACTION_UP || action == ACTION_DOWN)
        response_move(response, response->question->option_count, action == ACTION_UP ? -1 : 1);
    else if (action == ACTION_CHOOSE)
        turn_tick(response, event->index);
    else if (action == ACTION_TOGGLE)
        turn_tick(response, response->selected);
    else if (action == ACTION_RESET)
        memset(response->ticked, 0, sizeof response->ticked);
    return action == ACTION_CONFIRM;
}

/* Places of the options that are ticked, as the course counts them. */
static bool multiple_tell(struct response *response, char words[RESPONSE_TEXT_MAX])
{
    size_t used = 0;
    for (size_t i = 0; i < response->question->option_count; i++)
        if (response->ticked[i])
            used += (size_t)snprintf(words + used, RESPONSE_TEXT_MAX - used, "%s%zu", used ? " " : "", i);
    if (!used)
        response->notice = "Tick what is right first.";
    return used > 0;
}

static bool multiple_put(struct response *response, const char *words)
{
    memset(response->ticked, 0, sizeof response->ticked);
    while (*words) {
        char *end;
        size_t option = strtoul(words, &end, 10);
        if (end == words || option >= response->question->option_count)
            return false;
        response->ticked[option] = true;
        words = end + strspn(end, " ");
    }
    return true;
}

static void multiple_judge(struct response *response)
{
    response->right = true;
    for (size_t i = 0; i < response->question->option_count; i++)
        response->right = response->right && response->ticked[i] == response->question->options[i].right;
}

static enum style multiple_style(const struct response *response, size_t option)
{
    if (response->revealed && response->question->options[option].right)
        return STYLE_RIGHT;
    return response->revealed && response->ticked[option] ? STYLE_WRONG : STYLE_NORMAL;
}

static const char *multiple_mark(const struct response *response, size_t option)
{
    return response->ticked[option] ? "[x]" : "[ ]";
}

static void multiple_view(struct view *view, const struct response *response)
{
    if (!response->revealed) {
        view_text(view, STYLE_DIM, "Tick all that are right.");
        view_space(view);
    }
    add_options(view, response, multiple_style, multiple_mark);
}

/* Which ticks are wrong is told, but not which ones are missing: there is another attempt. */
static void multiple_view_miss(struct view *view, const struct response *response)
{
    bool missing = false;
    for (size_t place = 0; place < response->question->option_count; place++) {
        size_t option = response->order[place];
        bool right = response->question->options[option].right, ticked = response->ticked[option];
        missing = missing || (right && !ticked);
        if (ticked && !right)
            add_reason(view, response, option, "is not right", STYLE_WRONG);
    }
    if (missing)
        response_view_reason(view, STYLE_WRONG, "Something right is not ticked.", NULL);
}

/* What was wrong in the answer first, then the rest, each with its reason. */
static void multiple_view_verdict(struct view *view, const struct response *response)
{
    for (int good = 0; good <= 1; good++)
        for (size_t place = 0; place < response->question->option_count; place++) {
            bool right = option_at(response, place)->right, ticked = response->ticked[response->order[place]];
            if ((right == ticked) != good)
                continue;
            const char *words = right ? (ticked ? "is right" : "is right, and was not ticked") : "is not right";
            add_reason(view, response, response->order[place], words, right ? STYLE_RIGHT : good ? STYLE_DIM : STYLE_WRONG);
        }
}

static void multiple_live(struct live_actions *live, const struct response *response)
{
    const char *tick = response->ticked[response->order[response->selected]] ? "untick" : "tick";
    live_add(live, ACTION_CONFIRM, "answer");
    live_add(live, ACTION_TOGGLE, tick);
    live_add_row(live, ACTION_CHOOSE, "tick", (unsigned)response->question->option_count);
    live_add(live, ACTION_UP, NULL);
    live_add(live, ACTION_DOWN, NULL);
    live_add(live, ACTION_RESET, "");
}

const struct response_kind response_multiple = {
    .entries = option_count,
    .act = multiple_act,
    .tell = multiple_tell,
    .put = multiple_put,
    .judge = multiple_judge,
    .view = multiple_view,
    .view_miss = multiple_view_miss,
    .view_verdict = multiple_view_verdict,
    .live = multiple_live,
};
