#include "activity/deck_view.h"
#include "activity/item_view.h"
#include "activity/response.h"
#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/json.h"

#include <stdlib.h>

enum { QUIZ_LIMIT = 10 };

struct quiz {
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    struct deck deck;
    size_t place; /* in the deck; its count at the end */
    struct response response;
    bool *right;      /* for each entry that was answered */
    struct deck next; /* counts of what is left after the end */
    int64_t shown_ms;
    struct err err; /* why the next questions could not be looked up; empty text = nothing */
};

static bool is_over(const struct quiz *quiz)
{
    return quiz->place >= quiz->deck.count;
}

static void show_question(struct quiz *quiz, const struct event *event)
{
    quiz->shown_ms = event->elapsed_ms;
    if (!is_over(quiz)) {
        response_start(&quiz->response, item_question(quiz->deck.items[quiz->place].item), rng_next(&quiz->environment->rng));
        return;
    }
    deck_release(&quiz->next);
    deck_build(&quiz->next, quiz->environment, ITEM_QUESTION, &quiz->arguments, 1, false, event->now_ms, &quiz->err);
}

static int begin(struct quiz *quiz, bool ahead, const struct event *event, struct err *err)
{
    struct deck deck;
    size_t limit = quiz->arguments.limit ? quiz->arguments.limit : QUIZ_LIMIT;
    int code = deck_build(&deck, quiz->environment, ITEM_QUESTION, &quiz->arguments, limit, ahead, event->now_ms, err);
    if (code)
        return code;
    deck_release(&quiz->deck);
    free(quiz->right);
    quiz->deck = deck;
    quiz->right = mem_new(deck.count + 1, sizeof *quiz->right);
    quiz->place = 0;
    show_question(quiz, event);
    return 0;
}

static void quiz_close(void *state)
{
    struct quiz *quiz = state;
    save_release(&quiz->save);
    deck_release(&quiz->deck);
    deck_release(&quiz->next);
    free(quiz->right);
    free(quiz);
}

static int quiz_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    *state = NULL;
    struct quiz *quiz = mem_new(1, sizeof *quiz);
    quiz->environment = environment;
    quiz->arguments = *arguments;
    save_init(&quiz->save, environment);
    int code = begin(quiz, false, event, err);
    if (code)
        quiz_close(quiz);
    else
        *state = quiz;
    return code;
}

/* What was answered, as the log keeps it. */
static char *detail_of(const struct response *response)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    response_add_detail(&json, response);
    json_object_end(&json);
    return str_take(&json);
}

static void judge(struct quiz *quiz, const struct event *event)
{
    struct response *response = &quiz->response;
    response->revealed = true;
    struct answer answer = save_start(ANSWER_CHOICE, response->question->item.id, event, quiz->shown_ms);
    answer.right = quiz->right[quiz->place] = response->right;
    answer.grade = response_grade(response);
    answer.hints = (int)response->hints;
    answer.seed = response->seed;
    answer.detail = detail_of(response);
    save_answer(&quiz->save, &answer, &quiz->deck.items[quiz->place].memory, NULL);
    free(answer.detail);
}

static bool has_more(const struct quiz *quiz)
{
    return quiz->next.due || quiz->next.fresh;
}

static void act_on_verdict(struct quiz *quiz, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_DEMO) {
        item_push_experiment(response_experiment(&quiz->response), reply);
    } else if (action == ACTION_CONFIRM || action == ACTION_NEXT) {
        quiz->place++;
        show_question(quiz, event);
    }
}

static void quiz_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct quiz *quiz = state;
    err_clear(&quiz->err);
    if (action == ACTION_BACK) {
        if (!save_may_leave(&quiz->save))
            reply->flags |= REPLY_HANDLED;
    } else if (save_asks(&quiz->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&quiz->save);
        quiz->shown_ms = event->elapsed_ms;
    } else if (quiz->save.pending) {
        if (action == ACTION_RETRY)
            save_retry(&quiz->save, NULL, NULL);
    } else if (is_over(quiz)) {
        if (action == ACTION_CONFIRM && (has_more(quiz) || quiz->next.later))
            begin(quiz, !has_more(quiz), event, &quiz->err);
    } else if (quiz->response.revealed) {
        act_on_verdict(quiz, action, event, reply);
    } else if (response_act(&quiz->response, action, event)) {
        judge(quiz, event);
    }
}

static void quiz_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct quiz *quiz = state;
    (void)reply;
    if (event->type == EVENT_HANGUP)
        save_retry(&quiz->save, NULL, NULL);
}

static size_t count_right(const struct quiz *quiz)
{
    size_t count = 0;
    for (size_t i = 0; i < quiz->deck.count; i++)
        count += quiz->right[i];
    return count;
}

static void view_missed(const struct quiz *quiz, struct view *view)
{
    bool any = false;
    for (size_t i = 0; i < quiz->deck.count; i++) {
        if (quiz->right[i])
            continue;
        const struct question *question = item_question(quiz->deck.items[i].item);
        if (!any)
            view_text(view, STYLE_DIM, "Missed; these come back first:");
        struct block *block = view_add(view, BLOCK_PARAGRAPH);
        block->indent = 2;
        block->paragraph.marker = "•";
        block->paragraph.spans = view_inline(view, question->title, STYLE_NORMAL);
        any = true;
    }
    if (any)
        view_space(view);
}

static void view_end(const struct quiz *quiz, struct view *view)
{
    if (quiz->deck.count) {
        view_heading(view, arena_print(&view->arena, "%zu of %zu right", count_right(quiz), quiz->deck.count));
        view_space(view);
        view_missed(quiz, view);
    }
    deck_view_left(view, &quiz->next, "There are no questions here.");
}

static void view_question(const struct quiz *quiz, struct view *view)
{
    const struct question *question = quiz->response.question;
    view_status(view, "question %zu of %zu", quiz->place + 1, quiz->deck.count);
    item_view_head(view, &question->item, category_name(question->category));
    response_view(view, &quiz->response);
    response_view_hints(view, &quiz->response);
    if (quiz->response.revealed)
        response_view_verdict(view, &quiz->response);
}

static void quiz_view(const void *state, struct view *view)
{
    const struct quiz *quiz = state;
    if (quiz->arguments.topic)
        view_title(view, "Quiz · %s", quiz->arguments.topic->title);
    else
        view_title(view, "Quiz");
    save_view(&quiz->save, view);
    if (save_asks(&quiz->save))
        return;
    if (quiz->err.text[0])
        view_text(view, STYLE_WARNING, "%s", quiz->err.text);
    if (is_over(quiz))
        view_end(quiz, view);
    else
        view_question(quiz, view);
}

static void quiz_live(const void *state, struct live_actions *live)
{
    const struct quiz *quiz = state;
    if (save_live(&quiz->save, live))
        return;
    if (is_over(quiz)) {
        if (has_more(quiz))
            live_add(live, ACTION_CONFIRM, "go on");
        else if (quiz->next.later)
            live_add(live, ACTION_CONFIRM, "once more");
    } else if (quiz->response.revealed) {
        live_add(live, ACTION_CONFIRM, quiz->place + 1 < quiz->deck.count ? "next" : "finish");
        live_add(live, ACTION_NEXT, "");
        item_live_experiment(live, response_experiment(&quiz->response));
    } else {
        response_live(live, &quiz->response);
    }
}

static bool quiz_writing(const void *state)
{
    const struct quiz *quiz = state;
    return !is_over(quiz) && !save_asks(&quiz->save) && response_writing(&quiz->response);
}

static unsigned quiz_page(const void *state)
{
    const struct quiz *quiz = state;
    return (unsigned)quiz->place;
}

static void quiz_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_QUESTION, "answered", words, size, share);
}

const struct activity activity_quiz = {
    .name = "quiz",
    .title = "Quiz",
    .summary = "questions of all kinds",
    .help = "Choose an option, tick all that are right, type a number or a shape, or put lines into their order. The verdict comes "
            "at once, with the reason for your answer and for the right one.\n\n"
            "A question that was missed comes back soon, one that was answered rightly later. A hint makes it count as *hard*.",
    .open = quiz_open,
    .close = quiz_close,
    .on_action = quiz_on_action,
    .on_event = quiz_on_event,
    .view = quiz_view,
    .live = quiz_live,
    .writing = quiz_writing,
    .page = quiz_page,
    .progress = quiz_progress,
};
