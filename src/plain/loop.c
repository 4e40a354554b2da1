#include "plain/plain.h"

#include "base/edit.h"
#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

enum { PROGRESS_MS = 4000 };

static void edit(struct talk *talk, const struct position *place)
{
    struct err err = {0};
    fflush(talk->teller.out);
    int code = edit_file(place->file, place->line, &talk->lines.signals.mask, &err);
    talk_send(talk, EVENT_RETURNED);
    if (code)
        teller_say(&talk->teller, "%s", err.text);
}

/* Ctrl-Z: what was on the screen counts until now; then the activity hears that it was away. */
static void stop(struct talk *talk)
{
    if (signals_take_stop()) {
        talk_send(talk, EVENT_TICK);
        fflush(talk->teller.out);
        signals_stop_here();
    }
    if (signals_take_continue()) {
        fputc('\n', talk->teller.out); /* the prompt stood open */
        talk_send(talk, EVENT_SUSPENDED);
        talk->teller.forget = true;
    }
}

/* How far it is, in the words of its progress bar or of the head line. */
static char *progress_words(const struct talk *talk)
{
    struct view view;
    struct str words;
    view_init(&view);
    str_init(&words);
    stack_view(talk->stack, &view);
    for (size_t i = 0; i < view.count; i++)
        if (view.items[i].kind == BLOCK_GAUGE)
            str_addf(&words, "%s: %s", view.items[i].gauge.label, view.items[i].gauge.words);
    if (!words.length && view.status)
        str_add(&words, view.status);
    view_release(&view);
    return str_take(&words);
}

/* Tells it if it is not what was told last. */
static void tell_progress(struct talk *talk, char **told)
{
    char *words = progress_words(talk);
    if (!*told || strcmp(words, *told) != 0)
        teller_say(&talk->teller, "%s", words);
    fflush(talk->teller.out);
    free(*told);
    *told = words;
}

/* What goes on by itself is not watched line by line: it is let run to its end, unless somebody types before that. */
static void let_run(struct talk *talk)
{
    int64_t told = clock_elapsed(talk->clock);
    char *words = NULL;
    while (stack_moving(talk->stack) && !lines_interrupted(&talk->lines)) {
        stop(talk);
        talk_send(talk, EVENT_TICK);
        if (clock_elapsed(talk->clock) - told < PROGRESS_MS)
            continue;
        tell_progress(talk, &words);
        told = clock_elapsed(talk->clock);
    }
    free(words);
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
        talk->teller.asked = result == LINE_READ;
        if (result == LINE_SIGNAL)
            stop(talk);
        else
            news = talk_line(talk, line->text);
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
            talk_hand_in(&talk);
        talk_send(&talk, EVENT_TICK);
        talk_send(&talk, EVENT_HANGUP);
    }
    fflush(out);
    teller_release(&talk.teller);
    lines_stop(&talk.lines);
    str_release(&line);
    return result;
}
