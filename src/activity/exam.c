#include "activity/exam.h"

#include "activity/deck.h"
#include "base/vec.h"
#include "store/state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEASURED_DAYS = 60 }; /* of the log, for how long answers take */

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);

struct plan_items {
    struct plan_item *items;
    size_t count, capacity;
};

struct learner_grades {
    struct learner_grade *items;
    size_t count, capacity;
};

static bool is_suspended(const struct item_states *states, const char *item)
{
    size_t low = 0, high = states->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(states->items[middle].item, item);
        if (!order)
            return states->items[middle].state.suspended;
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return false;
}

/* All that can be asked, new items in teaching order. */
static int collect_items(struct environment *environment, const struct item_memories *memories, struct plan_items *items,
                         struct err *err)
{
    struct item_states states = {0};
    int code = store_states(environment->store, &states, err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++) {
        const struct item *item;
        for (enum item_kind kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++)
            for (size_t i = 0; (item = topic_item(&environment->course->topics[t], kind, i)); i++) {
                const struct memory *memory = deck_memory(memories, item->id);
                if (!is_suspended(&states, item->id))
                    *vec_add(items) = (struct plan_item){memory ? *memory : (struct memory){0}, schedule_seed(item->id)};
            }
    }
    item_states_release(&states);
    return code;
}

static int by_item(const void *left, const void *right)
{
    const struct answer *a = left, *b = right;
    int order = strcmp(a->item, b->item);
    if (order)
        return order;
    return a->at != b->at ? (a->at < b->at ? -1 : 1) : (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

/* The graded rows `from` to `to` are those of one item. */
static void add_grades(struct learner_grades *grades, const struct schedule_parameters *parameters, const struct answer *from,
                       const struct answer *to, const struct memory *memory)
{
    bool whole = !memory || to - from >= memory->repetitions;
    for (const struct answer *row = from; row < to; row++)
        *vec_add(grades) = (struct learner_grade){
            .grade = row->grade,
            .first = row == from && whole,
            .same_day = row > from && schedule_day(parameters, row->at) == schedule_day(parameters, row[-1].at),
            .took_ms = row->took_ms,
        };
}

static int measure(struct environment *environment, const struct item_memories *memories, int64_t now_ms, struct learner *learner,
                   struct err *err)
{
    struct answers answers = {0};
    struct learner_grades grades = {0};
    int code = store_answers(environment->store, NULL, -1, now_ms - MEASURED_DAYS * DAY_MS, &answers, err);
    if (code)
        return code;
    if (answers.count)
        qsort(answers.items, answers.count, sizeof *answers.items, by_item);
    size_t kept = 0; /* graded ones, moved to the front; the others are swapped behind, for releasing them */
    for (size_t i = 0; i < answers.count; i++)
        if (answers.items[i].grade != GRADE_NONE) {
            struct answer graded = answers.items[i];
            answers.items[i] = answers.items[kept];
            answers.items[kept++] = graded;
        }
    for (size_t from = 0, to; from < kept; from = to) {
        for (to = from; to < kept && strcmp(answers.items[to].item, answers.items[from].item) == 0;)
            to++;
        add_grades(&grades, store_parameters(environment->store), &answers.items[from], &answers.items[to],
                   deck_memory(memories, answers.items[from].item));
    }
    learner_measure(learner, grades.items, grades.count);
    vec_release(&grades);
    answers_release(&answers);
    return 0;
}

static void take_over(struct exam *exam, const struct plan *plan)
{
    exam->retention = plan->retention;
    exam->window = plan->window;
    exam->pace = plan->minutes;
    exam->planned = plan->items[0].day;
    exam->fresh = plan->items[0].fresh;
    exam->reviews = plan->items[0].reviews;
    exam->minutes_today = plan->items[0].minutes;
    exam->expected = plan->recall;
    exam->needed = plan->reached ? plan->minutes : plan->needed_minutes;
    exam->reached = plan->reached;
}

int exam_plan(struct environment *environment, struct exam *exam, int64_t now_ms, struct plan *plan, struct err *err)
{
    struct item_memories memories = {0};
    struct plan_items items = {0};
    struct learner learner;
    struct schedule_parameters parameters = store_parameters_without_exam(environment->store);
    struct plan_goal goal = {exam->day, exam->recall, exam->minutes, exam->window, exam->pace};
    *plan = (struct plan){0};
    int code = store_memories(environment->store, &memories, err);
    if (!code)
        code = collect_items(environment, &memories, &items, err);
    if (!code)
        code = measure(environment, &memories, now_ms, &learner, err);
    if (!code) {
        plan_make(plan, items.items, items.count, &goal, &parameters, &learner, now_ms);
        take_over(exam, plan);
    }
    vec_release(&items);
    item_memories_release(&memories);
    return code;
}

/* Plans anew what was planned on another day, and keeps it where that can be done. */
static int renew(struct environment *environment, struct exam *exam, int64_t now_ms, struct err *err)
{
    struct plan plan;
    int code = exam_plan(environment, exam, now_ms, &plan, err);
    if (!code && !store_read_only(environment->store))
        code = store_set_exam(environment->store, exam, now_ms, err);
    plan_release(&plan);
    return code;
}

int exam_today(struct environment *environment, int64_t now_ms, struct exam_today *today, struct err *err)
{
    struct exam exam;
    int64_t day = schedule_day(store_parameters(environment->store), now_ms);
    *today = (struct exam_today){0};
    int code = store_exam(environment->store, &exam, err);
    if (code || !exam.day)
        return code;
    if (day > exam.day)
        return store_read_only(environment->store) ? 0 : store_end_exam(environment->store, now_ms, err);
    if (day < exam.day && exam.planned != day && exam.day - day <= PLAN_DAYS_MAX)
        code = renew(environment, &exam, now_ms, err);
    bool asks = exam.planned == day;
    *today = (struct exam_today){.planned = true,
                                 .days = (int)(exam.day - day),
                                 .fresh = asks ? (size_t)lround(exam.fresh) : 0,
                                 .reviews = asks ? (size_t)lround(exam.reviews) : 0,
                                 .minutes = asks ? exam.minutes_today : 0,
                                 .wanted = exam.recall,
                                 .expected = exam.expected,
                                 .reached = exam.reached,
                                 .needed = exam.needed,
                                 .limit = exam.minutes};
    return code;
}
