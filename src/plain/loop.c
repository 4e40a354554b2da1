#include "plain/plain.h"

#include "base/edit.h"
#include "base/mem.h"
#include "plain/input.h"
#include "plain/lines.h"
#include "plain/tell.h"

#include <stdlib.h>
#include <string.h>

enum { PROGRESS_MS = 2000 };

/* A conversation: what is read, what is told, and what has been written into the text field so far. */
struct talk {
    const struct plain_options *options;
    struct stack *stack;
    const struct clock *clock;
    struct lines lines;
    struct teller teller;
    unsigned written; /* lines in the field */
};

static struct event event_now(const struct talk *talk, enum event_type type)
{
    int64_t now = clock_now(talk->clock);
    return (struct event){
        .type = type, .now_ms = now, .elapsed_ms = clock_elapsed(talk->clock), .utc_offset_minutes = clock_utc_offset(now)};
}

static void send(struct talk *talk, enum event_type type)
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

/* A letter chooses; where that only moves a mark it is also confirmed, for nobody types a letter to look at it. */
static void choose(struct talk *talk, unsigned index)
{
    act(talk, ACTION_CHOOSE, index);
    if (marked_entry(talk) == index && teller_only_moved(&talk->teller, talk->stack) && is_live(talk, ACTION_CONFIRM))
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

static void hand_in(struct talk *talk)
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
        hand_in(talk);
    return single;
}

/* What a line means while a text is written.  False if nothing new is to be told. */
static bool on_text_line(struct talk *talk, const char *line)
{
    struct input input;
    send(talk, EVENT_TICK);
    if (!stack_writing(talk->stack)) /* the time ran out while it was typed */
        return true;
    if (strcmp(line, ".") == 0) {
        hand_in(talk);
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
    send(talk, EVENT_TICK);
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

/* Does what a line says.  False if nothing new is to be told. */
static bool on_line(struct talk *talk, const char *line)
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

static void edit(struct talk *talk, const struct position *place)
{
    struct err err = {0};
    fflush(talk->teller.out);
    int code = edit_file(place->file, place->line, &talk->lines.signals.mask, &err);
    send(talk, EVENT_RETURNED);
    if (code)
        teller_say(&talk->teller, "%s", err.text);
}

/* Ctrl-Z: what was on the screen counts until now; then the activity hears that it was away. */
static void stop(struct talk *talk)
{
    if (signals_take_stop()) {
        send(talk, EVENT_TICK);
        fflush(talk->teller.out);
        signals_stop_here();
    }
    if (signals_take_continue()) {
        fputc('\n', talk->teller.out); /* the prompt stood open */
        send(talk, EVENT_SUSPENDED);
        talk->teller.forget = true;
    }
}

/* How far it is, in the words of its progress bar. */
static void tell_progress(struct talk *talk)
{
    struct view view;
    view_init(&view);
    stack_view(talk->stack, &view);
    for (size_t i = 0; i < view.count; i++)
        if (view.items[i].kind == BLOCK_GAUGE)
            teller_say(&talk->teller, "%s: %s", view.items[i].gauge.label, view.items[i].gauge.words);
    view_release(&view);
    fflush(talk->teller.out);
}

/* What goes on by itself is not watched line by line: it is let run to its end, unless somebody types before that. */
static void let_run(struct talk *talk)
{
    int64_t told = clock_elapsed(talk->clock);
    while (stack_moving(talk->stack) && !lines_interrupted(&talk->lines)) {
        stop(talk);
        send(talk, EVENT_TICK);
        if (clock_elapsed(talk->clock) - told < PROGRESS_MS)
            continue;
        tell_progress(talk);
        told = clock_elapsed(talk->clock);
    }
}

/* Reads and obeys lines until the end; 0, a signal's number or an error. */
static int converse(struct talk *talk, struct str *line, struct err *err)
{
    bool news = true;
    while (!stack_done(talk->stack)) {
        if (news)
            teller_view(&talk->teller, talk->stack);
        teller_prompt(&talk->teller, talk->stack);
        if (ferror(talk->teller.out))
            return SIGPIPE;
        enum line_result result = lines_read(&talk->lines, line, err);
        if (result == LINE_SIGNAL && signals_ending())
            return signals_ending();
        if (result == LINE_FAILED)
            return ERR_IO;
        if (result == LINE_END)
            return 0;
        if (result == LINE_READ && talk->options->echo)
            teller_echo(&talk->teller, line->text);
        news = true;
        if (result == LINE_SIGNAL)
            stop(talk);
        else
            news = on_line(talk, line->text);
        struct position place;
        if (stack_take_edit(talk->stack, &place))
            edit(talk, &place);
        let_run(talk);
    }
    return 0;
}

int plain_run(const struct plain_options *options, struct stack *stack, const struct clock *clock, int in, FILE *out,
              struct err *err)
{
    struct talk talk = {.options = options, .stack = stack, .clock = clock};
    struct str line;
    str_init(&line);
    lines_start(&talk.lines, in);
    teller_init(&talk.teller, options, out);
    int result = converse(&talk, &line, err);
    if (!stack_done(stack)) {
        fputc('\n', out); /* the last prompt stands open */
        if (result == 0 && stack_writing(stack) && talk.written)
            hand_in(&talk);
        send(&talk, EVENT_TICK);
        send(&talk, EVENT_HANGUP);
    }
    fflush(out);
    teller_release(&talk.teller);
    lines_stop(&talk.lines);
    str_release(&line);
    return result;
}
