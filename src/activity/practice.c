#include "activity/item_view.h"
#include "activity/practice_choice.h"
#include "activity/practice_summary.h"
#include "activity/response/response.h"
#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "experiment/exercise.h"
#include "store/json.h"

#include <stdlib.h>

struct practice {
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    struct practice_choice choice;
    const struct exercise *exercise; /* NULL = there is nothing to show */
    const struct weakness *reason;   /* why it was chosen, or NULL */
    struct made_question made;
    struct response response;
    size_t shown;
    struct practice_summary summary;
    bool ended; /* by the learner: the summary is shown */
    int64_t shown_ms;
    struct err err; /* why the exercise could not be made */
};

static bool is_over(const struct practice *practice)
{
    return practice->ended || (practice->arguments.limit && practice->shown > practice->arguments.limit);
}

/* A fresh seed goes with each question, so that the log can show it again. */
static void show_next(struct practice *practice, const struct event *event)
{
    practice->shown_ms = event->elapsed_ms;
    practice->shown++;
    made_question_release(&practice->made);
    err_clear(&practice->err);
    practice->exercise = is_over(practice) ? NULL : practice_choose(&practice->choice, &practice->reason);
    if (!practice->exercise)
        return;
    bool again = practice->arguments.seeded && practice->shown == 1;
    uint64_t seed = again ? practice->arguments.seed : rng_next(&practice->environment->rng);
    if (exercise_make(practice->exercise, seed, &practice->made, &practice->err) == 0)
        response_start(&practice->response, &practice->made.question, seed);
}

static bool is_made(const struct practice *practice)
{
    return practice->made.exercise != NULL;
}

static void practice_close(void *state)
{
    struct practice *practice = state;
    save_release(&practice->save);
    practice_choice_release(&practice->choice);
    practice_summary_release(&practice->summary);
    made_question_release(&practice->made);
    free(practice);
}

static int practice_open(struct environment *environment, const struct arguments *arguments, const struct event *event,
                         void **state, struct err *err)
{
    *state = NULL;
    struct practice *practice = mem_new(1, sizeof *practice);
    practice->environment = environment;
    practice->arguments = *arguments;
    save_init(&practice->save, environment);
    arena_init(&practice->made.arena);
    int code = practice_choice_init(&practice->choice, environment, arguments, err);
    if (code) {
        practice_close(practice);
        return code;
    }
    show_next(practice, event);
    *state = practice;
    return 0;
}

static char *detail_of(const struct practice *practice, const struct option *chosen)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_text(&json, "chosen", chosen->text);
    if (chosen->misconception)
        json_object_text(&json, "misconception", chosen->misconception);
    if (practice->reason)
        json_object_text(&json, "because", practice->reason->name);
    json_object_end(&json);
    return str_take(&json);
}

/* The numbers never come back, but the exercise does: it is remembered as what can be calculated. */
static void judge(struct practice *practice, const struct event *event)
{
    struct response *response = &practice->response;
    response->revealed = true;
    const struct option *chosen = &response->question->options[response->chosen];
    struct answer answer = save_start(ANSWER_CHOICE, practice->exercise->item.id, event, practice->shown_ms);
    answer.right = response->right;
    answer.grade = response_grade(response);
    answer.hints = (int)response->hints;
    answer.seed = practice->made.seed;
    answer.detail = detail_of(practice, chosen);
    practice_summary_add(&practice->summary, practice->exercise, answer.right, chosen->misconception, answer.took_ms);
    practice_count(&practice->choice, practice->exercise, chosen->misconception);
    save_answer(&practice->save, &answer, NULL, NULL);
    free(answer.detail);
}

/* Whoever leaves after some questions sees what they came to first; false if there is nothing to show, or it was seen. */
static bool end(struct practice *practice)
{
    if (is_over(practice) || !practice->summary.answered)
        return false;
    practice->ended = true;
    practice->exercise = NULL;
    practice->shown++;
    made_question_release(&practice->made);
    return true;
}

static void practice_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct practice *practice = state;
    if (action == ACTION_BACK) {
        bool may_leave = save_may_leave(&practice->save);
        if (!may_leave || end(practice))
            reply->flags |= REPLY_HANDLED;
    } else if (save_asks(&practice->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&practice->save);
        practice->shown_ms = event->elapsed_ms;
    } else if (practice->save.pending) {
        if (action == ACTION_RETRY)
            save_retry(&practice->save, NULL, NULL);
    } else if (!practice->exercise) {
        if (action == ACTION_CONFIRM)
            reply->flags |= REPLY_HANDLED | REPLY_POP;
    } else if (is_made(practice) && !practice->response.revealed) {
        if (response_act(&practice->response, action, event))
            judge(practice, event);
    } else if (action == ACTION_DEMO && is_made(practice)) {
        const struct claim claim = response_claim(&practice->response);
        item_push_refutation(practice->made.question.item.experiment, &claim, reply);
    } else if (action == ACTION_CONFIRM || action == ACTION_NEXT) {
        show_next(practice, event);
    }
}

static void practice_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct practice *practice = state;
    (void)reply;
    if (event->type == EVENT_HANGUP)
        save_retry(&practice->save, NULL, NULL);
}

static void view_question(const struct practice *practice, struct view *view)
{
    const struct question *question = &practice->made.question;
    item_view_head(view, &question->item, category_name(question->category));
    if (practice->reason && !practice->response.revealed) {
        view_text(view, STYLE_DIM, "A mistake of yours comes back here.");
        view_space(view);
    }
    response_view(view, &practice->response);
    response_view_hints(view, &practice->response);
    if (!practice->response.revealed)
        return;
    response_view_verdict(view, &practice->response);
    const char *mistake = question->options[practice->response.chosen].misconception;
    if (!mistake)
        return;
    view_space(view);
    view_text(view, STYLE_DIM, "Kept in mind as: %s.", practice_mistake_words(view, mistake));
}

static void practice_view(const void *state, struct view *view)
{
    const struct practice *practice = state;
    if (practice->arguments.topic)
        view_title(view, "Practice · %s", practice->arguments.topic->title);
    else
        view_title(view, "Practice");
    if (practice->summary.answered && !is_over(practice))
        view_status(view, "%zu of %zu right", practice->summary.right, practice->summary.answered);
    save_view(&practice->save, view);
    if (save_asks(&practice->save))
        return;
    if (is_made(practice))
        view_question(practice, view);
    else if (practice->exercise)
        view_text(view, STYLE_WARNING, "'%s' cannot be made: %s", practice->exercise->item.id, practice->err.text);
    else if (is_over(practice))
        practice_summary_view(&practice->summary, view);
    else
        view_text(view, STYLE_NORMAL, "There are no exercises here.");
}

static void practice_live(const void *state, struct live_actions *live)
{
    const struct practice *practice = state;
    if (save_live(&practice->save, live))
        return;
    if (!practice->exercise) {
        if (is_over(practice))
            live_add(live, ACTION_CONFIRM, "finish");
    } else if (!is_made(practice)) {
        live_add(live, ACTION_CONFIRM, "next");
    } else if (practice->response.revealed) {
        live_add(live, ACTION_CONFIRM, "next");
        live_add(live, ACTION_NEXT, "");
        item_live_demo(live, &practice->made.question.item);
    } else {
        response_live(live, &practice->response);
    }
}

static unsigned practice_page(const void *state)
{
    const struct practice *practice = state;
    return (unsigned)practice->shown;
}

const struct activity activity_practice = {
    .name = "practice",
    .title = "Practice",
    .summary = "fresh numbers each time",
    .help =
        "Questions without end: each draws new numbers, and the kernel works out the answer. Wrong options are what comes out by "
        "a certain mistake, and the verdict says which one.\n\n"
        "Mistakes that you made, here or in *Quiz*, come back first, until you have answered rightly a few times. After the "
        "verdict you can watch the layer with the numbers of the question.",
    .open = practice_open,
    .close = practice_close,
    .on_action = practice_on_action,
    .on_event = practice_on_event,
    .view = practice_view,
    .live = practice_live,
    .page = practice_page,
};
