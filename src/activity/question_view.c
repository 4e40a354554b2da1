#include "activity/question_view.h"

#include "activity/item_view.h"
#include "base/rng.h"

enum { REASON_INDENT = 2 };

void question_start(struct question_state *state, const struct question *question, uint64_t seed)
{
    *state = (struct question_state){.question = question, .seed = seed, .chosen = QUESTION_NO_OPTION};
    size_t movable[QUESTION_OPTIONS_MAX], shuffled[QUESTION_OPTIONS_MAX], count = 0;
    for (size_t i = 0; i < question->option_count; i++) {
        state->order[i] = i;
        if (!question->options[i].pinned)
            movable[count++] = i;
    }
    struct rng rng;
    rng_init(&rng, seed);
    rng_permute(&rng, shuffled, count);
    for (size_t i = 0; i < count; i++)
        state->order[movable[i]] = movable[shuffled[i]];
}

void question_move(struct question_state *state, int by)
{
    size_t count = state->question->option_count;
    for (size_t steps = 0; steps < count; steps++) {
        state->selected = (state->selected + (by < 0 ? count - 1 : 1)) % count;
        if (!state->tried[state->order[state->selected]])
            return;
    }
}

bool question_choose(struct question_state *state, size_t place)
{
    if (state->revealed || place >= state->question->option_count || state->tried[state->order[place]])
        return false;
    state->selected = place;
    state->chosen = state->order[place];
    bool right = question_is_right(state);
    state->tried[state->chosen] = !right;
    return right;
}

bool question_is_right(const struct question_state *state)
{
    return state->chosen != QUESTION_NO_OPTION && state->question->options[state->chosen].right;
}

size_t question_right_option(const struct question *question)
{
    size_t i = 0;
    while (i + 1 < question->option_count && !question->options[i].right)
        i++;
    return i;
}

enum grade question_grade(const struct question_state *state)
{
    if (!question_is_right(state))
        return GRADE_AGAIN;
    bool missed = false;
    for (size_t i = 0; i < state->question->option_count; i++)
        missed = missed || state->tried[i];
    return missed || state->hints ? GRADE_HARD : GRADE_GOOD;
}

static const char *letter(const struct question_state *state, size_t option)
{
    static const char *const letters[QUESTION_OPTIONS_MAX] = {"A", "B", "C", "D", "E", "F", "G", "H"};
    for (size_t place = 0; place < state->question->option_count; place++)
        if (state->order[place] == option)
            return letters[place];
    return "";
}

static enum style option_style(const struct question_state *state, size_t option)
{
    if (state->revealed && state->question->options[option].right)
        return STYLE_RIGHT;
    if (state->revealed && option == state->chosen)
        return STYLE_WRONG;
    return state->tried[option] ? STYLE_STRUCK : STYLE_NORMAL;
}

static void add_options(struct view *view, const struct question_state *state)
{
    size_t count = state->question->option_count;
    struct choice *choices = arena_new(&view->arena, count, sizeof *choices);
    for (size_t place = 0; place < count; place++) {
        size_t option = state->order[place];
        enum style style = option_style(state, option);
        choices[place] = (struct choice){
            .key = letter(state, option),
            .text = view_inline(view, state->question->options[option].text, style),
            .share = -1,
            .style = style,
        };
    }
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = choices;
    block->choices.count = count;
    block->choices.selected = state->revealed ? count : state->selected;
}

void question_view(struct view *view, const struct question_state *state)
{
    view_markdown(view, state->question->stem, 0);
    view_space(view);
    add_options(view, state);
}

void question_view_hints(struct view *view, const struct question_state *state)
{
    item_view_hints(view, &state->question->hints, state->hints);
}

static void add_reason(struct view *view, const struct question_state *state, size_t option, const char *words, enum style style)
{
    view_space(view);
    view_text(view, style, "%s %s", letter(state, option), words);
    view_markdown(view, state->question->options[option].why, REASON_INDENT);
}

void question_view_miss(struct view *view, const struct question_state *state)
{
    if (state->chosen != QUESTION_NO_OPTION && !question_is_right(state))
        add_reason(view, state, state->chosen, "is not it", STYLE_WRONG);
}

void question_view_verdict(struct view *view, const struct question_state *state)
{
    size_t right = question_right_option(state->question);
    question_view_miss(view, state);
    add_reason(view, state, right, state->chosen == right ? "is right" : "would have been right", STYLE_RIGHT);
    view_essential(view);
    view_space(view);
    view_markdown(view, state->question->explanation, 0);
    item_view_erratum(view, &state->question->item);
    item_view_sources(view, &state->question->item);
}

void question_live(struct live_actions *live, const struct question_state *state)
{
    unsigned count = (unsigned)state->question->option_count;
    if (state->revealed)
        return;
    live_add(live, ACTION_CONFIRM, "answer");
    live->items[live->count - 1].object = letter(state, state->order[state->selected]);
    if (count == QUESTION_OPTIONS_MAX) /* the last letter is the hint's key: the hint keeps it, the option has its digit */
        item_live_hint(live, &state->question->hints, state->hints);
    live_add_row(live, ACTION_CHOOSE, NULL, count);
    live_add(live, ACTION_UP, NULL);
    live_add(live, ACTION_DOWN, NULL);
    if (count < QUESTION_OPTIONS_MAX)
        item_live_hint(live, &state->question->hints, state->hints);
}
