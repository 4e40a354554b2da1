/* The simulated learner at work in the activities. */
#include "activity/challenge/state.h"
#include "store/state.h"
#include "store_support.h"
#include "year.h"

#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool year_chance(struct year *year, uint64_t often)
{
    return rng_below(&year->rng, often) == 0;
}

struct event year_event(const struct year *year, enum event_type type)
{
    return (struct event){
        .type = type, .now_ms = year->now, .elapsed_ms = year->elapsed, .utc_offset_minutes = year->utc_offset};
}

static void pass(struct year *year, int64_t ms)
{
    year->now += ms;
    year->elapsed += ms;
}

struct reply year_act(struct year *year, const struct activity *activity, void *state, enum action action, unsigned index,
                      const char *text)
{
    struct live_actions live = {.count = 0};
    struct event event = year_event(year, text ? EVENT_TEXT : EVENT_KEY);
    struct reply reply = {.arguments = {.level = -1}};
    activity->live(state, &live);
    ck_assert_msg(action == ACTION_TEXT ? activity->writing(state) : action == ACTION_BACK || live_has(&live, action),
                  "%s is not live in %s", action == ACTION_TEXT ? "text" : action_info(action)->name, activity->name);
    event.index = index;
    event.text = text;
    activity->on_action(state, action, &event, &reply);
    pass(year, (int64_t)(1000 + rng_below(&year->rng, 4000)));
    return reply;
}

void *year_open(struct year *year, const struct activity *activity, const struct arguments *arguments)
{
    struct event event = year_event(year, EVENT_TICK);
    struct err err = {0};
    void *state;
    must(activity->open(&year->environment, arguments, &event, &state, &err), &err);
    return state;
}

static unsigned place_of(const struct response *response, bool right)
{
    unsigned place = 0;
    while (response->question->options[response->order[place]].right != right)
        place++;
    return place;
}

static void join(struct str *out, const struct strings *words)
{
    for (size_t i = 0; i < words->count; i++)
        str_addf(out, "%s%s", i ? ", " : "", words->items[i]);
}

/* A wrong one is one of the named mistakes where there are any, else out of this world. */
static void type_answer(struct year *year, const struct activity *activity, void *state, const struct response *response,
                        bool rightly)
{
    const struct question *question = response->question;
    struct str text;
    str_init(&text);
    if (rightly)
        join(&text, &question->answer);
    else if (question->mistake_count && !response->misses)
        join(&text, &question->mistakes[rng_below(&year->rng, question->mistake_count)].values);
    else
        str_addf(&text, question->kind == QUESTION_NUMBER ? "-98765.%zu" : "9, 9, 9, 9, 9, 9, %zu", response->misses + 1);
    for (size_t typed = strlen(response->text); typed > 0; typed--) {
        struct event erase = year_event(year, EVENT_KEY);
        struct reply reply = {0};
        erase.key = KEY_BACKSPACE;
        activity->on_action(state, ACTION_TEXT, &erase, &reply);
    }
    year_act(year, activity, state, ACTION_TEXT, 0, text.text);
    year_act(year, activity, state, ACTION_CONFIRM, 0, NULL);
    str_release(&text);
}

static void tick(struct year *year, const struct activity *activity, void *state, const struct response *response, bool rightly)
{
    for (unsigned place = 0; place < response->question->option_count; place++)
        if (response->ticked[response->order[place]] != (response->question->options[response->order[place]].right == rightly))
            year_act(year, activity, state, ACTION_CHOOSE, place, NULL);
    year_act(year, activity, state, ACTION_CONFIRM, 0, NULL);
}

/* The order in which lines are shown first is never right. */
static void sort_lines(struct year *year, const struct activity *activity, void *state, const struct response *response,
                       bool rightly)
{
    for (size_t line = 0; rightly && line < response->question->lines.count; line++) {
        unsigned name = 0;
        while (response->start[name] != line)
            name++;
        year_act(year, activity, state, ACTION_CHOOSE, name, NULL);
    }
    year_act(year, activity, state, ACTION_CONFIRM, 0, NULL);
}

void year_respond(struct year *year, const struct activity *activity, void *state, const struct response *response, bool rightly)
{
    switch (response->question->kind) {
    case QUESTION_SINGLE:
        year_act(year, activity, state, ACTION_CHOOSE, place_of(response, rightly), NULL);
        if (response->pointing)
            year_act(year, activity, state, ACTION_CONFIRM, 0, NULL);
        break;
    case QUESTION_MULTIPLE:
        tick(year, activity, state, response, rightly);
        break;
    case QUESTION_ORDER:
        sort_lines(year, activity, state, response, rightly);
        break;
    default:
        type_answer(year, activity, state, response, rightly);
    }
}

/* How sure the learner is: about as much as the memory is, rounded to what can be said. */
static void say_how_sure(struct year *year, const struct activity *activity, struct sitting *sitting, double recall)
{
    if (sitting->task.asking_sure)
        year_act(year, activity, sitting, ACTION_GRADE, recall < 0.5 ? 0 : (unsigned)lround(10 * recall) - 5, NULL);
}

/* So many ticks as the grade wants. */
static void explain_prompt(struct year *year, const struct activity *activity, void *state, struct task *task, enum grade grade)
{
    struct explanation *now = &task->explanation;
    size_t wanted = grade == GRADE_AGAIN ? 0 : grade == GRADE_HARD && now->concepts > 2 ? now->concepts - 1 : now->concepts;
    year_act(year, activity, state, ACTION_TEXT, 0, "It is what it is.");
    year_act(year, activity, state, ACTION_SUBMIT, 0, NULL);
    year_act(year, activity, state, ACTION_FIRST, 0, NULL);
    for (size_t i = 0; i < now->concepts; i++) {
        if (now->ticked[i] != (i < wanted))
            year_act(year, activity, state, ACTION_CONFIRM, 0, NULL);
        year_act(year, activity, state, ACTION_DOWN, 0, NULL);
    }
    year_act(year, activity, state, ACTION_NEXT, 0, NULL);
}

static void answer_task(struct year *year, const struct activity *activity, struct sitting *sitting, enum grade grade,
                        double recall)
{
    struct task *task = &sitting->task;
    if (task->item->kind == ITEM_PROMPT) {
        explain_prompt(year, activity, sitting, task, grade);
    } else if (task->kind->immediate) {
        if (!task->revealed)
            year_act(year, activity, sitting, ACTION_CONFIRM, 0, NULL);
        say_how_sure(year, activity, sitting, recall);
        year_act(year, activity, sitting, ACTION_GRADE, grade - 1, NULL);
    } else {
        if (grade == GRADE_HARD && task->response.question->hints.count)
            year_act(year, activity, sitting, ACTION_HINT, 0, NULL);
        year_respond(year, activity, sitting, &task->response, grade > GRADE_AGAIN);
        say_how_sure(year, activity, sitting, recall);
        ck_assert_msg(task->right == (grade > GRADE_AGAIN), "%s: '%s' was to be %s", task->item->id, task->response.answer,
                      grade > GRADE_AGAIN ? "right" : "wrong");
    }
}

/* What comes after the verdict: another grade now and then, and on. */
static void leave_verdict(struct year *year, const struct activity *activity, struct sitting *sitting, enum grade grade)
{
    if (!sitting->task.kind || !sitting->task.done)
        return;
    if (sitting->task.grade != grade && grade > GRADE_AGAIN && year_chance(year, 2)) {
        year_act(year, activity, sitting, ACTION_GRADE, grade - 1, NULL);
        year->overridden++;
    }
    if (year_chance(year, 60))
        year_act(year, activity, sitting, ACTION_CONFIDENCE, 0, NULL);
    year_act(year, activity, sitting, ACTION_CONFIRM, 0, NULL);
}

/* What the store says of an item and of the days. */
struct snapshot {
    struct memory memory;
    struct item_state state;
    struct day_totals days;
    struct calibration recall;
};

static struct snapshot look(struct year *year, const char *item)
{
    struct snapshot seen;
    struct err err = {0};
    memset(&seen, 0, sizeof seen);
    must(store_memory(year->environment.store, item, &seen.memory, &err), &err);
    must(store_state(year->environment.store, item, &seen.state, &err), &err);
    must(store_day_totals(year->environment.store, 0, &seen.days, &err), &err);
    must(store_calibration(year->environment.store, CALIBRATION_RECALL, &seen.recall, &err), &err);
    return seen;
}

/* Takes the last answer back, which leaves everything as it was before it and brings its item again. */
static void take_back(struct year *year, const struct activity *activity, struct sitting *sitting, struct snapshot *before,
                      const struct item *item)
{
    year_act(year, activity, sitting, ACTION_UNDO, 0, NULL);
    struct snapshot after = look(year, item->id);
    const struct item_state *old = &before->state, *new = &after.state;
    ck_assert(same_memory(&before->memory, &after.memory));
    ck_assert(old->suspended == new->suspended && old->flag == new->flag && old->buried_until == new->buried_until);
    ck_assert(old->kinds == new->kinds && old->answers == new->answers && old->right == new->right);
    ck_assert(old->last_right == new->last_right && old->took_ms == new->took_ms && old->last_at == new->last_at);
    ck_assert_uint_eq(before->days.count, after.days.count);
    for (size_t i = 0; i < after.days.count; i++)
        ck_assert_mem_eq(&before->days.items[i], &after.days.items[i], sizeof *after.days.items);
    ck_assert_mem_eq(&before->recall, &after.recall, sizeof after.recall);
    ck_assert_ptr_eq(sitting->task.item, item);
    vec_release(&after.days);
    year->undone++;
}

/* The grade that the memory model gives the learner, and the chance to know it on a later day; negative = no test of it. */
static enum grade grade_of(struct year *year, const struct memory *memory, double *recall)
{
    struct schedule_parameters here = *store_parameters(year->environment.store);
    here.utc_offset_minutes = year->utc_offset;
    *recall = -1;
    if (memory->phase == PHASE_NEW)
        return learner_first_grade(&year->learner, &year->rng);
    if (schedule_day(&here, memory->last_review) >= schedule_day(&here, year->now))
        return learner_step_grade(&year->learner, &year->rng);
    *recall = schedule_retrievability(&here, memory, year->now);
    return learner_review_grade(&year->learner, *recall, &year->rng);
}

static void answer_one(struct year *year, const struct activity *activity, struct sitting *sitting)
{
    const struct item *item = sitting->task.item;
    double recall, chance;
    enum grade grade = grade_of(year, &sitting->task.memory, &recall);
    chance = recall < 0 ? 0.7 : recall;
    if (year_chance(year, 30)) {
        struct snapshot before = look(year, item->id);
        enum grade slip = (enum grade)(1 + rng_below(&year->rng, 4));
        answer_task(year, activity, sitting, slip, chance);
        leave_verdict(year, activity, sitting, slip);
        if (!sitting->task.kind || !task_writing(&sitting->task)) {
            take_back(year, activity, sitting, &before, item);
            vec_release(&before.days);
        } else {
            vec_release(&before.days);
            return; /* a field is open, where u is a letter: it stays as it is */
        }
    }
    answer_task(year, activity, sitting, grade, chance);
    leave_verdict(year, activity, sitting, grade);
    year->answered++;
    if (recall < 0)
        return;
    year->predicted += recall;
    year->asked++;
    year->recalled += grade > GRADE_AGAIN;
}

/* Marks the rows that came since as asked by `source`. */
static void mark_rows(struct year *year, enum source source)
{
    struct answer last;
    struct err err = {0};
    if (store_last_change(year->environment.store, NULL, &last, &err))
        return;
    while (year->sources.count < (size_t)last.sequence)
        *vec_add(&year->sources) = (unsigned char)source;
    answer_release(&last);
}

void year_sit(struct year *year, const struct activity *activity, const struct arguments *arguments, size_t most)
{
    mark_rows(year, SOURCE_OTHER);
    struct sitting *sitting = year_open(year, activity, arguments);
    for (size_t done = 0; done < most && !sitting->lineup.over; done++)
        answer_one(year, activity, sitting);
    ck_assert_str_eq(sitting->err.text, "");
    if (sitting->lineup.over && sitting->purpose->kind == ITEM_KIND_COUNT && !arguments->limit)
        ck_assert_uint_eq(sitting->next.due, 0);
    activity->close(sitting);
    mark_rows(year, SOURCE_SITTING);
}

/* Numbers are guessed: the first option is right now and then. */
void year_practise(struct year *year, size_t exercises)
{
    const struct arguments arguments = {.level = -1, .limit = exercises};
    void *practice = year_open(year, &activity_practice, &arguments);
    for (size_t i = 0; i < exercises; i++) {
        year_act(year, &activity_practice, practice, ACTION_CHOOSE, (unsigned)rng_below(&year->rng, 2), NULL);
        year_act(year, &activity_practice, practice, ACTION_CONFIRM, 0, NULL);
    }
    activity_practice.close(practice);
    mark_rows(year, SOURCE_OTHER);
}

/* Some runs are left in their middle, and gone on with the next time. */
void year_take_challenge(struct year *year, const struct challenge *challenge)
{
    const struct arguments arguments = {.level = -1, .challenge = challenge};
    struct challenge_state *state = year_open(year, &activity_challenge, &arguments);
    year_act(year, &activity_challenge, state, ACTION_CONFIRM, 0, NULL);
    while (state->screen == CHALLENGE_PROBLEM && !(run_is_open(&state->run) && year_chance(year, 40))) {
        const struct response *response = &run_problem(&state->run)->response;
        if (run_is_open(&state->run) && response->question->kind != QUESTION_ORDER)
            year_respond(year, &activity_challenge, state, response, !year_chance(year, 5));
        else if (run_is_open(&state->run))
            year_respond(year, &activity_challenge, state, response, true);
        else
            year_act(year, &activity_challenge, state, ACTION_CONFIRM, 0, NULL);
    }
    struct reply reply = {0};
    struct event event = year_event(year, EVENT_KEY);
    activity_challenge.on_action(state, ACTION_BACK, &event, &reply);
    activity_challenge.close(state);
    mark_rows(year, SOURCE_OTHER);
}

/* The first prompt of the list is one that is due or new, if there is any. */
void year_explain(struct year *year)
{
    const struct arguments all = {.level = -1};
    struct view view;
    void *explain = year_open(year, &activity_explain, &all);
    year_act(year, &activity_explain, explain, ACTION_CONFIRM, 0, NULL);
    year_act(year, &activity_explain, explain, ACTION_TEXT, 0, "The variance is near zero, and epsilon keeps the root from it.");
    year_act(year, &activity_explain, explain, ACTION_SUBMIT, 0, NULL);
    year_act(year, &activity_explain, explain, ACTION_NEXT, 0, NULL);
    view_init(&view);
    activity_explain.view(explain, &view);
    view_release(&view);
    year_act(year, &activity_explain, explain, ACTION_CONFIRM, 0, NULL);
    activity_explain.close(explain);
    mark_rows(year, SOURCE_OTHER);
}
