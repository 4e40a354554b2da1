#include "activity/sitting/sitting.h"

#include "activity/item_view.h"
#include "activity/sitting/task_grades.h"
#include "base/mem.h"

#include <stdlib.h>

enum { MORE_NEW = 10 };

static size_t limit(const struct sitting *sitting)
{
    return sitting->arguments.limit ? sitting->arguments.limit : sitting->purpose->limit;
}

/* Asks the item at hand, or counts what another sitting would find. */
static void show(struct sitting *sitting, const struct event *event)
{
    task_release(&sitting->task);
    if (!sitting->lineup.over) {
        const struct deck_entry *entry = lineup_entry(&sitting->lineup);
        task_start(&sitting->task, sitting->environment, entry->item, &entry->memory, event, &sitting->err);
    } else if (sitting->purpose->kind == ITEM_KIND_COUNT) {
        sitting_review_left(sitting, event, &sitting->err);
    } else {
        deck_release(&sitting->next);
        deck_build(&sitting->next, sitting->environment, sitting->purpose->kind, &sitting->arguments, 1, false, event->now_ms,
                   &sitting->err);
    }
}

/* Begins with what is due and new, or ahead of time where nothing is. */
static int begin(struct sitting *sitting, bool ahead, const struct event *event, struct err *err)
{
    struct deck deck;
    int code;
    if (sitting->purpose->kind == ITEM_KIND_COUNT) {
        code = sitting_review(sitting, event, err);
    } else {
        code = deck_build(&deck, sitting->environment, sitting->purpose->kind, &sitting->arguments, limit(sitting), ahead,
                          event->now_ms, err);
        if (!code) {
            lineup_release(&sitting->lineup);
            lineup_start(&sitting->lineup, &deck, sitting->purpose->returns);
        }
    }
    if (!code)
        show(sitting, event);
    return code;
}

void sitting_close(void *state)
{
    struct sitting *sitting = state;
    task_release(&sitting->task);
    save_release(&sitting->save);
    lineup_release(&sitting->lineup);
    deck_release(&sitting->next);
    free(sitting);
}

int sitting_open(const struct purpose *purpose, struct environment *environment, const struct arguments *arguments,
                 const struct event *event, void **state, struct err *err)
{
    *state = NULL;
    struct sitting *sitting = mem_new(1, sizeof *sitting);
    sitting->purpose = purpose;
    sitting->environment = environment;
    sitting->arguments = *arguments;
    save_init(&sitting->save, environment);
    int code = begin(sitting, false, event, err);
    if (code)
        sitting_close(sitting);
    else
        *state = sitting;
    return code;
}

static void advance(struct sitting *sitting, const struct event *event)
{
    lineup_advance(&sitting->lineup, event->now_ms);
    show(sitting, event);
}

/* The answer is in the log. */
static void was_recorded(struct sitting *sitting, const struct memory *memory, int64_t sequence, const struct event *event)
{
    if (sitting->overriding) {
        sitting->overriding = false;
        sitting->task.grade = sitting->regrade;
        lineup_regrade(&sitting->lineup, sitting->regrade, memory);
        return;
    }
    const struct graded graded = {
        .grade = sitting->task.grade, .right = sitting->task.right, .sequence = sequence, .took_ms = sitting->took_ms};
    lineup_record(&sitting->lineup, &graded, memory);
    task_done(&sitting->task);
    if (sitting->task.kind->immediate)
        advance(sitting, event);
}

static void record(struct sitting *sitting, const struct event *event)
{
    struct answer answer = task_answer(&sitting->task, event);
    struct memory memory = lineup_entry(&sitting->lineup)->memory;
    int64_t sequence = 0;
    sitting->took_ms = answer.took_ms;
    if (save_answer(&sitting->save, &answer, &memory, &sequence))
        was_recorded(sitting, &memory, sequence, event);
    free(answer.detail);
}

/* The learner knows better than the rule how well it was known. */
static void override(struct sitting *sitting, enum grade grade, const struct event *event)
{
    const struct graded *last = lineup_last(&sitting->lineup);
    struct memory memory = last->before;
    if (grade == sitting->task.grade)
        return;
    struct answer answer = save_start(ANSWER_OVERRIDE, sitting->task.item->id, event, event->elapsed_ms);
    answer.grade = sitting->regrade = grade;
    answer.overrides = last->sequence;
    sitting->overriding = true;
    if (save_answer(&sitting->save, &answer, &memory, NULL))
        was_recorded(sitting, &memory, 0, event);
}

static void retry(struct sitting *sitting, const struct event *event)
{
    struct memory memory = {0};
    int64_t sequence = 0;
    if (sitting->save.pending && save_retry(&sitting->save, &memory, &sequence))
        was_recorded(sitting, &memory, sequence, event);
}

/* A card comes back with its answer in sight, as it was when the grade slipped; anything else is asked again. */
static void undo(struct sitting *sitting, const struct event *event)
{
    const struct graded *last = lineup_last(&sitting->lineup);
    if (!last || sitting->task.done)
        return;
    int64_t took = last->took_ms, sequence = last->sequence;
    if (sequence &&
        store_undo(sitting->environment->store, sequence, event->now_ms, event->utc_offset_minutes, &sitting->err))
        return;
    lineup_undo(&sitting->lineup);
    show(sitting, event);
    if (!sitting->task.kind || !sitting->task.kind->immediate)
        return;
    task_foresee(&sitting->task, event);
    sitting->task.kind->reveal(&sitting->task);
    sitting->task.shown_ms = event->elapsed_ms - took;
}

bool sitting_has_more(const struct sitting *sitting)
{
    return sitting->next.due || sitting->next.fresh;
}

static void act_at_end(struct sitting *sitting, enum action action, const struct event *event)
{
    if (action != ACTION_CONFIRM || !(sitting_has_more(sitting) || sitting->next.later))
        return;
    if (sitting->purpose->kind == ITEM_KIND_COUNT)
        sitting->more_new += sitting->next.fresh ? MORE_NEW : 0;
    begin(sitting, !sitting_has_more(sitting), event, &sitting->err);
}

static void act_on_verdict(struct sitting *sitting, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_DEMO)
        task_push_experiment(&sitting->task, reply);
    else if (action == ACTION_GRADE && event->index < TASK_GRADES)
        override(sitting, (enum grade)(event->index + 1), event);
    else if (action == ACTION_CONFIDENCE)
        task_turn_sure(sitting->environment, &sitting->err);
    else if (action == ACTION_CONFIRM || action == ACTION_NEXT)
        advance(sitting, event);
}

/* An item that cannot be asked is passed over. */
static void pass_over(struct sitting *sitting, enum action action, const struct event *event)
{
    if (action != ACTION_CONFIRM && action != ACTION_NEXT)
        return;
    const struct graded passed = {.grade = GRADE_NONE};
    lineup_record(&sitting->lineup, &passed, &lineup_entry(&sitting->lineup)->memory);
    advance(sitting, event);
}

static void act_on_task(struct sitting *sitting, enum action action, const struct event *event, struct reply *reply)
{
    if (!sitting->task.kind)
        pass_over(sitting, action, event);
    else if (sitting->task.done)
        act_on_verdict(sitting, action, event, reply);
    else if (action == ACTION_DEMO)
        task_push_experiment(&sitting->task, reply);
    else if (task_act(&sitting->task, action, event))
        record(sitting, event);
}

static void back(struct sitting *sitting, struct reply *reply)
{
    bool steps = sitting->task.kind && sitting->task.kind->back && sitting->task.kind->back(&sitting->task);
    if (steps || !save_may_leave(&sitting->save))
        reply->flags |= REPLY_HANDLED;
}

void sitting_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct sitting *sitting = state;
    if (sitting->task.kind || sitting->lineup.over)
        err_clear(&sitting->err);
    if (action == ACTION_BACK) {
        back(sitting, reply);
    } else if (save_asks(&sitting->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&sitting->save);
        sitting->task.shown_ms = event->elapsed_ms;
    } else if (sitting->save.pending) {
        if (action == ACTION_RETRY)
            retry(sitting, event);
    } else if (action == ACTION_UNDO) {
        undo(sitting, event);
    } else if (sitting->lineup.over) {
        act_at_end(sitting, action, event);
    } else {
        act_on_task(sitting, action, event, reply);
    }
}

void sitting_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct sitting *sitting = state;
    (void)reply;
    if (event->type != EVENT_HANGUP)
        return;
    save_retry(&sitting->save, NULL, NULL);
    if (sitting->task.kind && sitting->task.kind->keep && !sitting->task.done)
        sitting->task.kind->keep(&sitting->task, NULL);
}

bool sitting_writing(const void *state)
{
    const struct sitting *sitting = state;
    return !sitting->lineup.over && !save_asks(&sitting->save) && !sitting->save.pending && task_writing(&sitting->task);
}

unsigned sitting_page(const void *state)
{
    const struct sitting *sitting = state;
    return (unsigned)sitting->lineup.log.count - sitting->task.done;
}
