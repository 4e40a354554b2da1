#include "activity/item_view.h"
#include "activity/save.h"
#include "activity/study_view.h"
#include "activity/table.h"
#include "base/mem.h"

#include <stdlib.h>

enum { STUDY_LIMIT = 20, MS_PER_DAY = 86400000 };

struct study {
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    struct session session;
    bool revealed;
    struct study_intervals intervals; /* once revealed */
    int64_t shown_ms;
    enum grade given; /* the grade of an answer that waits to be saved */
    int64_t took_ms;
    struct deck next; /* counts of what is left after the end */
    struct err err;   /* why something could not be taken back or looked up; empty text = nothing */
};

static const struct card *card_now(const struct study *study)
{
    return item_card(session_entry(&study->session)->item);
}

static void show_front(struct study *study, const struct event *event)
{
    study->revealed = false;
    study->shown_ms = event->elapsed_ms;
}

static size_t limit(const struct study *study)
{
    return study->arguments.limit ? study->arguments.limit : STUDY_LIMIT;
}

/* Counts what another session would find. */
static void look_ahead(struct study *study, const struct event *event)
{
    deck_release(&study->next);
    deck_build(&study->next, study->environment, ITEM_CARD, &study->arguments, 1, false, event->now_ms, &study->err);
}

/* Begins a session: with what is due and new, or ahead of time where nothing is. */
static int begin(struct study *study, bool ahead, const struct event *event, struct err *err)
{
    struct deck deck;
    int code = deck_build(&deck, study->environment, ITEM_CARD, &study->arguments, limit(study), ahead, event->now_ms, err);
    if (code)
        return code;
    session_release(&study->session);
    session_start(&study->session, &deck);
    show_front(study, event);
    look_ahead(study, event);
    return 0;
}

static void study_close(void *state)
{
    struct study *study = state;
    save_release(&study->save);
    session_release(&study->session);
    deck_release(&study->next);
    free(study);
}

static int study_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                      struct err *err)
{
    *state = NULL;
    struct study *study = mem_new(1, sizeof *study);
    study->environment = environment;
    study->arguments = *arguments;
    save_init(&study->save, environment);
    int code = begin(study, false, event, err);
    if (code)
        study_close(study);
    else
        *state = study;
    return code;
}

static void reveal(struct study *study, const struct event *event)
{
    const struct deck_entry *entry = session_entry(&study->session);
    const struct schedule_parameters *parameters = store_parameters(study->environment->store);
    for (int i = 0; i < STUDY_GRADES; i++) {
        struct memory after =
            schedule_review(parameters, &entry->memory, (enum grade)(i + 1), event->now_ms, schedule_seed(entry->item->id));
        int64_t wait = after.interval ? (int64_t)after.interval * MS_PER_DAY : after.due - event->now_ms;
        schedule_interval_text(wait, study->intervals.text[i], sizeof study->intervals.text[i]);
    }
    study->revealed = true;
}

static void go_on(struct study *study, const struct memory *memory, int64_t sequence, const struct event *event)
{
    session_grade(&study->session, study->given, memory, sequence, study->took_ms);
    show_front(study, event);
    if (session_is_over(&study->session))
        look_ahead(study, event);
}

static void grade(struct study *study, enum grade given, const struct event *event)
{
    struct deck_entry *entry = session_entry(&study->session);
    struct answer answer = save_start(ANSWER_GRADE, entry->item->id, event, study->shown_ms);
    answer.grade = study->given = given;
    answer.right = given != GRADE_AGAIN;
    study->took_ms = answer.took_ms;
    struct memory memory = entry->memory;
    int64_t sequence = 0;
    if (save_answer(&study->save, &answer, &memory, &sequence))
        go_on(study, &memory, sequence, event);
}

static void retry(struct study *study, const struct event *event)
{
    struct memory memory = {0};
    int64_t sequence = 0;
    if (study->save.pending && save_retry(&study->save, &memory, &sequence))
        go_on(study, &memory, sequence, event);
}

/* The card comes back with its answer in sight, as it was when the grade slipped. */
static void undo(struct study *study, const struct event *event)
{
    const struct graded *last = session_last(&study->session);
    if (!last)
        return;
    int64_t took = last->took_ms, sequence = last->sequence;
    if (sequence && store_undo(study->environment->store, sequence, event->now_ms, event->utc_offset_minutes, &study->err))
        return;
    session_undo(&study->session);
    reveal(study, event);
    study->shown_ms = event->elapsed_ms - took;
}

static bool has_more(const struct study *study)
{
    return study->next.due || study->next.fresh;
}

static void act_at_end(struct study *study, enum action action, const struct event *event)
{
    if (action == ACTION_CONFIRM && (has_more(study) || study->next.later))
        begin(study, !has_more(study), event, &study->err);
}

static void act_on_card(struct study *study, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_CONFIRM && !study->revealed)
        reveal(study, event);
    else if (action == ACTION_GRADE && study->revealed && event->index < STUDY_GRADES)
        grade(study, (enum grade)(event->index + 1), event);
    else if (action == ACTION_DEMO && study->revealed)
        item_push_demo(&card_now(study)->item, reply);
}

static void study_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct study *study = state;
    err_clear(&study->err);
    if (action == ACTION_BACK) {
        if (!save_may_leave(&study->save))
            reply->flags |= REPLY_HANDLED;
    } else if (save_asks(&study->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&study->save);
        show_front(study, event);
    } else if (study->save.pending) {
        if (action == ACTION_RETRY)
            retry(study, event);
    } else if (action == ACTION_UNDO) {
        undo(study, event);
    } else if (session_is_over(&study->session)) {
        act_at_end(study, action, event);
    } else {
        act_on_card(study, action, event, reply);
    }
}

static void study_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct study *study = state;
    (void)reply;
    if (event->type == EVENT_HANGUP)
        save_retry(&study->save, NULL, NULL);
}

static void view_title_line(const struct study *study, struct view *view)
{
    if (study->arguments.topic)
        view_title(view, "Study · %s", study->arguments.topic->title);
    else
        view_title(view, "Study");
    if (study->arguments.level >= 0)
        view_status(view, "%s cards", level_name((enum level)study->arguments.level));
}

static void study_view(const void *state, struct view *view)
{
    const struct study *study = state;
    view_title_line(study, view);
    save_view(&study->save, view);
    if (save_asks(&study->save))
        return;
    if (study->err.text[0]) {
        view_text(view, STYLE_WARNING, "%s", study->err.text);
        view_space(view);
    }
    if (session_is_over(&study->session))
        study_view_end(view, &study->session, &study->next);
    else
        study_view_card(view, &study->session, study->revealed ? &study->intervals : NULL);
}

static void live_undo(const struct study *study, struct live_actions *live)
{
    static const char *const labels[STUDY_GRADES] = {"undo 'again'", "undo 'hard'", "undo 'good'", "undo 'easy'"};
    const struct graded *last = session_last(&study->session);
    if (last)
        live_add(live, ACTION_UNDO, labels[last->grade - 1]);
}

static void study_live(const void *state, struct live_actions *live)
{
    const struct study *study = state;
    if (save_live(&study->save, live))
        return;
    if (session_is_over(&study->session)) {
        if (has_more(study))
            live_add(live, ACTION_CONFIRM, "go on");
        else if (study->next.later)
            live_add(live, ACTION_CONFIRM, "study ahead");
    } else if (study->revealed) {
        live_add_row(live, ACTION_GRADE, NULL, STUDY_GRADES);
        item_live_demo(live, &card_now(study)->item);
    } else {
        live_add(live, ACTION_CONFIRM, "reveal");
    }
    live_undo(study, live);
}

static unsigned study_page(const void *state)
{
    const struct study *study = state;
    return (unsigned)study->session.place;
}

static void study_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_CARD, "seen", words, size, share);
}

const struct activity activity_study = {
    .name = "study",
    .title = "Study",
    .summary = "flashcards",
    .help = "Read the question, answer it in your head, reveal, and say how well you knew it. Each grade shows when the card would "
            "come "
            "back; what you graded *again* returns a few cards later.\n\nCards that are due come first, then new ones in teaching "
            "order.",
    .open = study_open,
    .close = study_close,
    .on_action = study_on_action,
    .on_event = study_on_event,
    .view = study_view,
    .live = study_live,
    .page = study_page,
    .progress = study_progress,
};
