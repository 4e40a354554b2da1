/* What home, review and progress show, against what the rows add up to. */
#include "activity/statistics/statistics.h"
#include "store/streak.h"
#include "store_support.h"
#include "year_count.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Days in a row by hand: one may be missed in seven, a day that a journey cut out was never there. */
static size_t streak_by_hand(const struct recount *recount, int64_t today, int64_t cut)
{
    size_t run = 0, next = 0;
    int64_t frozen = INT64_MIN / 2;
    for (int64_t day = recount->days.count ? recount->days.items[0].day : today + 1; day <= today; day++) {
        while (next < recount->days.count && recount->days.items[next].day < day)
            next++;
        bool studied = next < recount->days.count && recount->days.items[next].day == day && recount->days.items[next].answers;
        if (day == cut || (day == today && !studied))
            continue;
        bool freezes = !studied && run && day - frozen >= STREAK_FREEZE_DAYS;
        run = studied ? run + 1 : freezes ? run : 0;
        frozen = freezes ? day : !run ? INT64_MIN / 2 : frozen;
    }
    return run;
}

/* The numbers in a line of the home screen: what is to repeat of all kinds, what is new, and the streak. */
static void read_home(const struct year *year, size_t *due, size_t *fresh, size_t *streak)
{
    struct view view;
    struct str text;
    struct year copy = *year;
    const struct arguments all = {.level = -1};
    void *home = year_open(&copy, &activity_home, &all);
    *due = *fresh = *streak = 0;
    view_init(&view);
    str_init(&text);
    activity_home.view(home, &view);
    for (size_t i = 0; i < view.count; i++)
        for (size_t s = 0; view.items[i].kind == BLOCK_PARAGRAPH && s < view.items[i].paragraph.spans.count; s++)
            str_add(&text, view.items[i].paragraph.spans.items[s].text);
    const char *at = strstr(text.text, "Today"), *until = at ? strstr(at, " to repeat") : NULL;
    ck_assert_msg(until != NULL, "home shows '%s'", text.text);
    for (const char *digit = at; digit < until; digit++)
        if (strchr("0123456789", *digit)) {
            char *end;
            *due += strtoul(digit, &end, 10);
            digit = end;
        }
    ck_assert(sscanf(until, " to repeat, %zu new", fresh) <= 1);
    if ((at = strstr(until, "streak ")))
        sscanf(at, "streak %zu day", streak);
    str_release(&text);
    view_release(&view);
    activity_home.close(home);
}

struct waiting {
    size_t due, steps, fresh;
};

/* What the items of the course wait for, by the recount. */
static struct waiting count_waiting(const struct recount *recount)
{
    const struct course *course = recount->year->course;
    struct waiting waiting = {0};
    for (size_t t = 0; t < course->topic_count; t++)
        for (enum item_kind kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; (item = topic_item(&course->topics[t], kind, i)); i++) {
                const struct known *known = recount_find(recount, item->id);
                if (known && (known->state.suspended || known->state.buried_until > recount->year->now))
                    continue;
                bool is_new = !known || known->memory.phase == PHASE_NEW;
                bool due = !is_new && schedule_is_due(&recount->here, &known->memory, recount->year->now);
                waiting.fresh += is_new;
                waiting.due += due && known->memory.phase == PHASE_REVIEW;
                waiting.steps += due && known->memory.phase != PHASE_REVIEW;
            }
        }
    return waiting;
}

/* Home tells the new items that a review brings: all that wait at the most, and what the day has left of its measure. */
static void check_new_today(const struct recount *recount, const struct queue *queue, size_t shown, size_t waiting)
{
    size_t brought, introduced = 0;
    int64_t today = schedule_day(&recount->here, recount->year->now);
    for (size_t i = 0; i < recount->days.count; i++)
        introduced += recount->days.items[i].day == today ? recount->days.items[i].introduced : 0;
    queue_left(queue, &brought);
    ck_assert_uint_eq(shown, brought);
    ck_assert_uint_eq(queue->fresh + queue->locked, waiting);
    ck_assert(!shown || shown + introduced <= QUEUE_NEW_A_DAY);
}

/* Home, review and the store's count tell the same. */
void check_waiting(const struct recount *recount)
{
    struct year *year = recount->year;
    const struct waiting waiting = count_waiting(recount);
    const struct arguments all = {.level = -1};
    size_t due, fresh, streak, steps = 0;
    struct due_now now;
    struct err err = {0};
    read_home(year, &due, &fresh, &streak);
    ck_assert_uint_eq(due, waiting.due + waiting.steps);
    must(store_due_now(year->environment.store, year->now, &now, &err), &err);
    ck_assert_uint_eq(now.due, waiting.due);
    ck_assert_uint_eq(now.steps, waiting.steps);
    ck_assert(!now.next_due || now.next_due > year->now);
    struct sitting *review = year_open(year, &activity_review, &all);
    ck_assert_uint_eq(review->lineup.queue.due, waiting.due);
    check_new_today(recount, &review->lineup.queue, fresh, waiting.fresh);
    for (size_t i = 0; i < review->lineup.queue.steps.count; i++)
        steps += review->lineup.queue.steps.items[i].due <= year->now;
    ck_assert_uint_eq(steps, waiting.steps);
    activity_review.close(review);
}

void check_progress(const struct recount *recount, int64_t cut)
{
    struct statistics shown;
    struct streak kept;
    struct err err = {0};
    struct year *year = recount->year;
    size_t answers = 0, right = 0, due, fresh, streak;
    int64_t today = schedule_day(&recount->here, year->now);
    size_t by_hand = streak_by_hand(recount, today, cut);
    for (size_t i = 0; i < recount->days.count; i++) {
        answers += recount->days.items[i].answers;
        right += recount->days.items[i].right;
    }
    must(statistics_collect(&shown, &year->environment, year->now, &err), &err);
    ck_assert_uint_eq(shown.answers, answers);
    ck_assert_uint_eq(shown.right, right);
    ck_assert_uint_eq(shown.streak.days, by_hand);
    ck_assert_int_eq(shown.today, today);
    statistics_release(&shown);
    must(store_streak(year->environment.store, year->now, &kept, &err), &err);
    ck_assert_uint_eq(kept.days, by_hand);
    read_home(year, &due, &fresh, &streak);
    ck_assert_uint_eq(streak, by_hand);
}
