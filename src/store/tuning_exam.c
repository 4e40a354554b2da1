#include "store/setting_row.h"
#include "store/tuning.h"

#include <stdlib.h>

static const int64_t DAY_LIMIT = 10 * 1000 * INT64_C(1000); /* days, far from overflow */

static void read_goal(struct store *store, const char *json, struct exam *exam)
{
    *exam = (struct exam){.day = setting_integer(store, json, "day"),
                          .recall = setting_number(store, json, "recall"),
                          .minutes = setting_number(store, json, "minutes")};
    if (exam->day < 0 || exam->day > DAY_LIMIT || !(exam->recall > 0 && exam->recall < 1) || !(exam->minutes >= 0))
        *exam = (struct exam){0};
}

/* Whether `json` was planned for this very goal. */
static bool belongs(struct store *store, const char *json, const struct exam *exam)
{
    struct exam goal;
    read_goal(store, json, &goal);
    return goal.day == exam->day && goal.recall == exam->recall && goal.minutes == exam->minutes;
}

static void read_today(struct store *store, const char *json, struct exam *exam)
{
    exam->pace = setting_number(store, json, "pace");
    exam->planned = setting_integer(store, json, "planned");
    exam->fresh = setting_number(store, json, "fresh");
    exam->reviews = setting_number(store, json, "reviews");
    exam->minutes_today = setting_number(store, json, "minutes_today");
    exam->expected = setting_number(store, json, "expected");
    exam->needed = setting_number(store, json, "needed");
    exam->reached = setting_boolean(store, json, "reached");
}

int store_exam(struct store *store, struct exam *exam, struct err *err)
{
    char *goal = NULL, *plan = NULL, *today = NULL;
    *exam = (struct exam){0};
    int code = setting_row_get(store, SETTING_EXAM, &goal, err);
    if (code == 0 && goal)
        code = setting_row_get(store, SETTING_PLAN, &plan, err);
    if (code == 0 && plan)
        code = store_get(store, SETTING_TODAY, &today, err);
    if (code == 0 && goal)
        read_goal(store, goal, exam);
    if (code == 0 && plan && exam->day && belongs(store, plan, exam)) {
        exam->retention = setting_number(store, plan, "retention");
        exam->window = (int)setting_integer(store, plan, "window");
        if (today && belongs(store, today, exam))
            read_today(store, today, exam);
    }
    free(goal), free(plan), free(today);
    return code;
}
