#include "plain/talk.h"

#include "base/mem.h"
#include "plain/input.h"

#include <stdlib.h>
#include <string.h>

static struct event event_now(const struct talk *talk, enum event_type type)
{
    int64_t now = clock_now(talk->clock);
    return (struct event){.type = type,
                          .now_ms = now,
                          .elapsed_ms = clock_elapsed(talk->clock),
                          .clock = talk->clock,
                          .utc_offset_minutes = clock_utc_offset(now)};
}

void talk_send(struct talk *talk, enum event_type type)
{
    struct event event = event_now(talk, type);
    stack_event(talk->stack, &event);
}

static void act(struct talk *talk, enum action action, unsigned index)
{
    struct event event = event_now(talk, EVENT_KEY);
    event.index = index;
    stack_action(talk->stack, action, &event);
}

static bool is_live(const struct talk *talk, enum action action)
{
    struct live_actions live;
    stack_live(talk->stack, &live);
    return live_has(&live, action);
}

/* Where the mark stands in the list of the current view; INPUT_NO_ENTRY without a list. */
static size_t marked_entry(const struct talk *talk)
{
    struct view view;
    view_init(&view);
    stack_view(talk->stack, &view);
    const struct block *choices = input_choices(&view);
    size_t marked = choices ? choices->choices.selected : INPUT_NO_ENTRY;
    view_release(&view);
    return marked;
}

/* Moves the mark to an entry, step by step as keys would; false if it does not get there. */
static bool mark_entry(struct talk *talk, size_t entry)
{
    size_t marked = marked_entry(talk);
    while (marked != entry) {
        act(talk, marked < entry ? ACTION_DOWN : ACTION_UP, 0);
        size_t next = marked_entry(talk);
        bool closer = marked < entry ? next > marked && next <= entry : next < marked && next >= entry;
        if (!closer)
            return false;
        marked = next;
    }
    return true;
}

/* A letter chooses; where that does nothing but move a mark it is also confirmed, for nobody types a letter to look at it. */
static void choose(struct talk *talk, unsigned index)
{
    struct live_actions live;
    stack_live(talk->stack, &live);
    bool marks = !input_find(&live, ACTION_CHOOSE)->label;
    act(talk, ACTION_CHOOSE, index);
    if (marks && marked_entry(talk) == index && teller_only_moved(&talk->teller, talk->stack) && is_live(talk, ACTION_CONFIRM))
        act(talk, ACTION_CONFIRM, 0);
}

static void obey(struct talk *talk, const struct input *input)
{
    if (input->entry != INPUT_NO_ENTRY && !mark_entry(talk, input->entry))
        return;
    if (input->action == ACTION_CHOOSE)
        choose(talk, input->index);
    else if (input->action == ACTION_HELP)
        teller_help(&talk->teller, talk->stack);
    else
        act(talk, input->action, input->index);
    if (input->action == ACTION_REDRAW)
        talk->teller.forget = true;
    if (!stack_writing(talk->stack))
        talk->written = 0;
}

static bool parse(const struct talk *talk, const char *line, struct input *input)
{
    struct live_actions live;
    stack_live(talk->stack, &live);
    return input_parse(line, &live, input_choices(&talk->teller.view), input);
}

void talk_hand_in(struct talk *talk)
{
    act(talk, is_live(talk, ACTION_SUBMIT) ? ACTION_SUBMIT : ACTION_CONFIRM, 0);
    talk->written = 0;
}

/* What was refused is written anew: nobody sees it in a field. */
static void clear_field(struct talk *talk)
{
    static const unsigned keys[] = {KEY_END_KEY, CTRL_U};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct event event = event_now(talk, EVENT_KEY);
        event.key = keys[i];
        stack_event(talk->stack, &event);
    }
}

/* Puts a line into the field; a field of one line is handed in with it.  False if there is more to write. */
static bool write_line(struct talk *talk, const char *line)
{
    const struct block *field = input_field(&talk->teller.view);
    bool single = !field || field->field.lines <= 1;
    struct event event = event_now(talk, EVENT_TEXT);
    struct str text;
    str_init(&text);
    bool goes_on = talk->written || (field && field->field.text && field->field.text[0]);
    str_addf(&text, "%s%s", goes_on && !single ? "\n" : "", line);
    event.text = text.text;
    if (single)
        clear_field(talk);
    if (text.length > 0)
        stack_event(talk->stack, &event);
    str_release(&text);
    talk->written++;
    if (single)
        talk_hand_in(talk);
    return single;
}

/* What a line means while a text is written.  False if nothing new is to be told. */
static bool on_text_line(struct talk *talk, const char *line)
{
    struct input input;
    talk_send(talk, EVENT_TICK);
    if (!stack_writing(talk->stack)) /* the time ran out while it was typed */
        return true;
    if (strcmp(line, ".") == 0) {
        talk_hand_in(talk);
        return true;
    }
    if (line[0] == ':' && line[1] && parse(talk, line + 1, &input)) {
        obey(talk, &input);
        return true;
    }
    return write_line(talk, line);
}

/* What an understood line would do now, in words: the same key can come to mean something else when the time runs out. */
static const char *meaning(const struct talk *talk, const char *line)
{
    struct live_actions live;
    struct input input;
    stack_live(talk->stack, &live);
    if (!input_parse(line, &live, input_choices(&talk->teller.view), &input))
        return NULL;
    for (size_t i = 0; i < live.count; i++)
        if (live.items[i].action == input.action)
            return live.items[i].label ? live.items[i].label : action_info(input.action)->label;
    return NULL;
}

/* Applies the time that has passed; false if the line came too late to mean what it meant when it was asked for. */
static bool in_time(struct talk *talk, const char *line)
{
    const char *before = meaning(talk, line);
    char *words = mem_string(before ? before : "");
    talk_send(talk, EVENT_TICK);
    const char *after = meaning(talk, line);
    bool same = !stack_done(talk->stack) && strcmp(after ? after : "", words) == 0;
    free(words);
    return same;
}

static void refuse(struct talk *talk, const char *line)
{
    struct live_actions live;
    stack_live(talk->stack, &live);
    if (line[0])
        teller_say(&talk->teller, "\"%.100s\" means nothing here; ? shows what can be done.", line);
    else if (input_wants_letter(&live, input_choices(&talk->teller.view)))
        teller_say(&talk->teller, "Please type the letter of an option.");
    else
        teller_say(&talk->teller, "There is nothing to confirm here; ? shows what can be done.");
}

/* Several letters or numbers in a line are the whole answer where each does something itself: it ticks, or puts a line next. */
static bool choose_several(struct talk *talk, const char *line)
{
    unsigned places[CHOOSE_LETTERS_MAX];
    struct live_actions live;
    stack_live(talk->stack, &live);
    size_t count = input_parse_row(line, &live, places, CHOOSE_LETTERS_MAX);
    const struct live_action *row = input_find(&live, ACTION_CHOOSE);
    if (count < 2)
        return false;
    if (row->numbered && count < row->count) {
        teller_say(&talk->teller, "All %u of them belong into the line.", row->count);
        return true;
    }
    if (live_has(&live, ACTION_RESET))
        act(talk, ACTION_RESET, 0);
    for (size_t i = 0; i < count; i++)
        act(talk, ACTION_CHOOSE, places[i]);
    act(talk, ACTION_CONFIRM, 0);
    return true;
}

bool talk_line(struct talk *talk, const char *line)
{
    struct input input;
    if (stack_writing(talk->stack))
        return on_text_line(talk, line);
    if (!in_time(talk, line))
        return true;
    if (parse(talk, line, &input))
        obey(talk, &input);
    else if (!choose_several(talk, line))
        refuse(talk, line);
    return true;
}
