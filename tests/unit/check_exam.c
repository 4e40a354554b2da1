/* Getting ready by a date, with the course and the progress file. */
#include "activity/exam.h"
#include "activity_support.h"
#include "runner.h"

#include <math.h>

static struct scene scene;

static void set_up(void)
{
    scene_init(&scene);
}

static void tear_down(void)
{
    scene_release(&scene);
}

static int64_t today(void)
{
    return schedule_day(store_parameters(scene.environment.store), START_MS + scene.passed_ms);
}

static struct exam_today ask_today(void)
{
    struct exam_today asked;
    struct err err = {.text = ""};
    ck_assert_msg(exam_today(&scene.environment, START_MS + scene.passed_ms, &asked, &err) == 0, "%s", err.text);
    return asked;
}

/* Plans for an exam in `days`, and how many new items the plan has in all. */
static double plan_for(int days, double recall, double minutes)
{
    struct exam exam = {.day = today() + days, .recall = recall, .minutes = minutes};
    struct plan plan;
    struct err err = {.text = ""};
    double fresh = 0;
    ck_assert_msg(exam_plan(&scene.environment, &exam, START_MS + scene.passed_ms, &plan, &err) == 0, "%s", err.text);
    ck_assert_msg(store_set_exam(scene.environment.store, &exam, START_MS + scene.passed_ms, &err) == 0, "%s", err.text);
    ck_assert_uint_eq(plan.count, (size_t)days);
    for (size_t i = 0; i < plan.count; i++)
        fresh += plan.items[i].fresh;
    plan_release(&plan);
    return fresh;
}

static void record(enum answer_kind kind, const char *item, enum grade grade)
{
    struct answer answer = {
        .kind = kind, .item = (char *)(uintptr_t)item, .at = START_MS + scene.passed_ms, .grade = grade, .attempts = 1};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, NULL), 0);
}

static size_t count_items(void)
{
    size_t count = 0;
    for (size_t t = 0; t < scene.course->topic_count; t++)
        for (enum item_kind kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++)
            for (size_t i = 0; topic_item(&scene.course->topics[t], kind, i); i++)
                count++;
    return count;
}

START_TEST(without_an_exam_nothing_is_asked_for)
{
    struct exam_today asked = ask_today();
    ck_assert(!asked.planned);
    ck_assert_uint_eq(asked.fresh, 0);
}
END_TEST

START_TEST(all_that_can_be_asked_is_planned_for)
{
    ck_assert_double_eq_tol(plan_for(10, 0.9, 0), (double)count_items(), 0.01);
    struct exam_today asked = ask_today();
    ck_assert(asked.planned && asked.reached);
    ck_assert_int_eq(asked.days, 10);
    ck_assert_uint_gt(asked.fresh, 0);
    ck_assert(asked.minutes > 0 && asked.expected >= 0.9 && asked.wanted == 0.9 && asked.limit == 0);
    record(ANSWER_SUSPEND, topic_item(&scene.course->topics[0], ITEM_CARD, 0)->id, GRADE_NONE);
    ck_assert_double_eq_tol(plan_for(10, 0.9, 0), (double)count_items() - 1, 0.01);
}
END_TEST

START_TEST(a_new_day_has_a_new_plan)
{
    plan_for(10, 0.9, 0);
    record(ANSWER_GRADE, topic_item(&scene.course->topics[0], ITEM_CARD, 0)->id, GRADE_EASY);
    struct exam_today before = ask_today();
    scene_wait(&scene, 4 * DAY_MS); /* three days are missed */
    struct exam_today after = ask_today();
    ck_assert_int_eq(after.days, 6);
    ck_assert_uint_gt(after.fresh, before.fresh);
    struct exam kept;
    ck_assert_int_eq(store_exam(scene.environment.store, &kept, NULL), 0);
    ck_assert_int_eq(kept.planned, today());
}
END_TEST

START_TEST(on_the_day_nothing_is_asked_for_and_then_it_is_over)
{
    plan_for(2, 0.9, 20);
    scene_wait(&scene, 2 * DAY_MS);
    struct exam_today asked = ask_today();
    ck_assert(asked.planned && asked.days == 0 && asked.fresh == 0 && asked.reviews == 0);
    scene_wait(&scene, DAY_MS);
    ck_assert(!ask_today().planned);
    ck_assert_int_eq(store_parameters(scene.environment.store)->exam_day, 0);
}
END_TEST

START_TEST(home_tells_the_days_and_the_minutes)
{
    scene_open_plainly(&scene, &activity_home);
    ck_misses(&scene, "to the exam");
    plan_for(10, 0.9, 0);
    scene_open_plainly(&scene, &activity_home);
    ck_sees(&scene, "10 days to the exam, ");
    ck_sees(&scene, " today");
    scene_wait(&scene, 10 * DAY_MS);
    scene_open_plainly(&scene, &activity_home);
    ck_sees(&scene, "The exam is today.");
    scene_wait(&scene, DAY_MS);
    scene_open_plainly(&scene, &activity_home);
    ck_misses(&scene, "exam");
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("exam");
    TCase *tests = tcase_create("exam");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, home_tells_the_days_and_the_minutes);
    tcase_add_test(tests, without_an_exam_nothing_is_asked_for);
    tcase_add_test(tests, all_that_can_be_asked_is_planned_for);
    tcase_add_test(tests, a_new_day_has_a_new_plan);
    tcase_add_test(tests, on_the_day_nothing_is_asked_for_and_then_it_is_over);
    suite_add_tcase(suite, tests);
    return suite;
}
