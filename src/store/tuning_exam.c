#include "store/derived.h"
#include "store/json.h"
#include "store/setting_row.h"
#include "store/tuning.h"

#include <stdlib.h>

/* The goal, and what it was planned with, are said in the log; what the plan foretells for today is kept beside it. */
static const char GOAL[] = "schedule.exam", PLAN[] = "schedule.plan", TODAY[] = "schedule.today";

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
    int code = setting_row_get(store, GOAL, &goal, err);
    if (code == 0 && goal)
        code = setting_row_get(store, PLAN, &plan, err);
    if (code == 0 && plan)
        code = store_get(store, TODAY, &today, err);
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

static void begin_json(struct str *json, const struct exam *exam)
{
    str_init(json);
    json_object_begin(json);
    json_object_integer(json, "day", exam->day);
    json_object_number(json, "recall", exam->recall);
    json_object_number(json, "minutes", exam->minutes);
}

static int say_goal(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_end(&json);
    int code = setting_row_put(store, GOAL, json.text, at, err);
    str_release(&json);
    return code;
}

static int say_plan(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_number(&json, "retention", exam->retention);
    json_object_integer(&json, "window", exam->window);
    json_object_end(&json);
    int code = setting_row_put(store, PLAN, json.text, at, err);
    str_release(&json);
    return code;
}

static int keep_today(struct store *store, const struct exam *exam, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_number(&json, "pace", exam->pace);
    json_object_integer(&json, "planned", exam->planned);
    json_object_number(&json, "fresh", exam->fresh);
    json_object_number(&json, "reviews", exam->reviews);
    json_object_number(&json, "minutes_today", exam->minutes_today);
    json_object_number(&json, "expected", exam->expected);
    json_object_number(&json, "needed", exam->needed);
    json_object_boolean(&json, "reached", exam->reached);
    json_object_end(&json);
    int code = setting_put(store, TODAY, json.text, err);
    str_release(&json);
    return code;
}

int store_set_exam(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    if (!exam)
        return setting_row_change(store, GOAL, NULL, at, err);
    int code = database_begin(store, err);
    if (code)
        return code;
    code = say_goal(store, exam, at, err);
    if (code == 0)
        code = say_plan(store, exam, at, err);
    if (code == 0)
        code = keep_today(store, exam, err);
    if (code == 0)
        code = tuning_adopt(store, err);
    if (code == 0)
        code = derived_follow(store, err);
    return database_end(store, code, err);
}
