/* Questions whose lines are put into their order: grabbed and moved, or called one after the other. */
#include "activity/response/kind.h"

#include "course/answer_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_INDENT = 2 };

static size_t line_count(const struct question *question)
{
    return question->lines.count;
}

/* Lines that are in order from the first would be no question. */
static void order_start(struct response *response)
{
    size_t count = response->question->lines.count;
    for (size_t i = 0; i < count && key_accepts_order(response->question, response->order); i++) {
        size_t first = response->order[0];
        memmove(response->order, response->order + 1, (count - 1) * sizeof first);
        response->order[count - 1] = first;
    }
}

/* What a line is called: the place where it stood at first. */
static const char *name_of(const struct response *response, size_t line)
{
    static const char *const names[QUESTION_OPTIONS_MAX] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    for (size_t place = 0; place < response->question->lines.count; place++)
        if (response->start[place] == line)
            return names[place];
    return "";
}

/* Moves the line at one place to another; those between make room. */
static void shift(struct response *response, size_t from, size_t to)
{
    size_t line = response->order[from], *order = response->order;
    if (from < to)
        memmove(order + from, order + from + 1, (to - from) * sizeof *order);
    else
        memmove(order + to + 1, order + to, (from - to) * sizeof *order);
    order[to] = line;
}

static void move(struct response *response, int by)
{
    size_t from = response->selected, count = response->question->lines.count;
    if (!response->grabbed) {
        response_move(response, count, by);
    } else if (by < 0 ? from > 0 : from + 1 < count) {
        response->selected = by < 0 ? from - 1 : from + 1;
        shift(response, from, response->selected);
    }
}

/* The line that is called goes to the first place that was not filled so. */
static void call(struct response *response, size_t name)
{
    size_t count = response->question->lines.count, from = 0;
    if (name >= count)
        return;
    while (response->order[from] != response->start[name])
        from++;
    if (response->placed >= count)
        response->placed = 0;
    if (from < response->placed) {
        response->notice = "That line has its place already.";
        return;
    }
    if (from == response->placed)
        response->notice = from + 1 < count ? "That line stands there already; now the next one." : "That line stands there already.";
    shift(response, from, response->placed);
    response->selected = response->placed++;
    response->grabbed = false;
}

static void begin_anew(struct response *response)
{
    memcpy(response->order, response->start, sizeof response->order);
    response->placed = response->selected = 0;
    response->grabbed = false;
}

static bool order_act(struct response *response, enum action action, const struct event *event)
{
    if (action == ACTION_UP || action == ACTION_DOWN)
        move(response, action == ACTION_UP ? -1 : 1);
    else if (action == ACTION_TOGGLE)
        response->grabbed = !response->grabbed;
    else if (action == ACTION_CHOOSE)
        call(response, event->index);
    else if (action == ACTION_RESET)
        begin_anew(response);
    return action == ACTION_CONFIRM;
}

/* The lines as the course numbers them, from 1. */
static bool order_tell(struct response *response, char words[RESPONSE_TEXT_MAX])
{
    size_t used = 0;
    for (size_t i = 0; i < response->question->lines.count; i++)
        used += (size_t)snprintf(words + used, RESPONSE_TEXT_MAX - used, "%s%zu", i ? " " : "", response->order[i] + 1);
    return true;
}

static bool order_put(struct response *response, const char *words)
{
    unsigned seen = 0;
    for (size_t i = 0; i < response->question->lines.count; i++) {
        char *end;
        size_t line = strtoul(words, &end, 10) - 1;
        if (end == words || line >= response->question->lines.count || seen >> line & 1)
            return false;
        seen |= 1u << line;
        response->order[i] = line;
        words = end;
    }
    return !*words;
}

static void order_judge(struct response *response)
{
    response->right = key_accepts_order(response->question, response->order);
    response->mistake = response->right ? NULL : key_mistake_of_order(response->question, response->order);
}

/* Whether the line at `place` stands where it does in the stated order. */
static bool stands_right(const struct response *response, size_t place)
{
    const struct strings *lines = &response->question->lines;
    return response->right || strcmp(lines->items[response->order[place]], lines->items[place]) == 0;
}

static void order_view(struct view *view, const struct response *response)
{
    size_t count = response->question->lines.count;
    struct choice *choices = arena_new(&view->arena, count, sizeof *choices);
    bool judged = response->revealed && response->given;
    for (size_t place = 0; place < count; place++) {
        enum style style = !judged ? STYLE_NORMAL : stands_right(response, place) ? STYLE_RIGHT : STYLE_WRONG;
        choices[place] = (struct choice){
            .key = name_of(response, response->order[place]),
            .mark = response->grabbed && place == response->selected ? "≡" : NULL,
            .text = view_inline(view, response->question->lines.items[response->order[place]], style),
            .share = -1,
            .style = style,
        };
    }
    if (!response->revealed) {
        view_text(view, STYLE_DIM, "Put the lines into their order.");
        view_space(view);
    }
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = count;
    block->choices.selected = response->revealed ? count : response->selected;
}

static void order_view_miss(struct view *view, const struct response *response)
{
    response_view_reason(view, STYLE_WRONG, "This order is not it", response->mistake ? response->mistake->why : NULL);
}

static void view_lines(struct view *view, const struct question *question)
{
    for (size_t i = 0; i < question->lines.count; i++) {
        struct block *block = view_add(view, BLOCK_PARAGRAPH);
        block->indent = LINE_INDENT;
        block->paragraph.marker = arena_print(&view->arena, "%zu.", i + 1);
        block->paragraph.spans = view_inline(view, question->lines.items[i], STYLE_NORMAL);
    }
}

static void order_view_verdict(struct view *view, const struct response *response)
{
    if (response_missed(response))
        order_view_miss(view, response);
    if (response->given && response->right) {
        response_view_reason(view, STYLE_RIGHT, "This order is right", response->question->why);
        return;
    }
    response_view_reason(view, STYLE_RIGHT, "This would have been right", NULL);
    view_lines(view, response->question);
    view_markdown(view, response->question->why, LINE_INDENT);
}

static void order_live(struct live_actions *live, const struct response *response)
{
    live_add(live, ACTION_CONFIRM, "answer");
    live_add(live, ACTION_TOGGLE, response->grabbed ? "let go" : "grab");
    live_add(live, ACTION_UP, NULL);
    live_add(live, ACTION_DOWN, NULL);
    live_add_row(live, ACTION_CHOOSE, "put next", (unsigned)response->question->lines.count);
    live->items[live->count - 1].numbered = true;
    live_add(live, ACTION_RESET, "");
}

const struct response_kind response_order = {
    .entries = line_count,
    .start = order_start,
    .act = order_act,
    .tell = order_tell,
    .put = order_put,
    .judge = order_judge,
    .view = order_view,
    .view_miss = order_view_miss,
    .view_verdict = order_view_verdict,
    .live = order_live,
};
