/* The shipped course asks before each demo shows: a number, a choice and an order over every model, and two demos in every topic. */
#include "check_experiment.h"

#include "base/paths.h"
#include "course/diagnostics.h"
#include "laboratory/model.h"

#include <stdlib.h>
#include <string.h>

enum { PREDICTIONS_MIN = 4, DEMOS_MIN = 2 };

static struct course *course;

static void load(void)
{
    struct diagnostics diagnostics;
    struct err err = {0};
    char *content = paths_content();
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
    free(content);
}

static void release(void)
{
    course_free(&course);
}

static bool is_over(const struct question *prediction, const char *model)
{
    const char *own = prediction->item.experiment->model;
    return own ? model && strcmp(own, model) == 0 : !model;
}

/* `model`: its name, or NULL for the single layer. */
static void assert_predicted(const char *model)
{
    size_t count = 0, of_kind[QUESTION_KIND_COUNT] = {0}, named = 0;
    for (size_t i = 0; i < course->topic_count; i++)
        for (size_t k = 0; k < course->topics[i].prediction_count; k++) {
            const struct question *prediction = &course->topics[i].predictions[k];
            if (!is_over(prediction, model))
                continue;
            count++;
            of_kind[prediction->kind]++;
            named += prediction->kind == QUESTION_NUMBER && prediction->mistake_count >= 2;
        }
    const char *name = model ? model : "anatomy";
    ck_assert_msg(count >= PREDICTIONS_MIN, "%s: %zu predictions", name, count);
    ck_assert_msg(named > 0, "%s: no number is predicted whose mistakes have names", name);
    ck_assert_msg(of_kind[QUESTION_SINGLE] > 0, "%s: no sign or direction is predicted", name);
    ck_assert_msg(of_kind[QUESTION_ORDER] + of_kind[QUESTION_SHAPE] > 0, "%s: no order or shape is predicted", name);
}

START_TEST(every_demo_asks_before_it_shows)
{
    assert_predicted(NULL);
    for (size_t i = 0; model_table[i]; i++)
        assert_predicted(model_table[i]->name);
}
END_TEST

START_TEST(every_topic_has_demos)
{
    for (size_t i = 0; i < course->topic_count; i++) {
        const struct topic *topic = &course->topics[i];
        ck_assert_msg(topic->experiment_count >= DEMOS_MIN, "%s: %zu experiments", topic->id, topic->experiment_count);
        size_t shown = 0;
        for (size_t k = 0; k < topic->note_count; k++)
            shown += topic->notes[k].item.experiment != NULL;
        ck_assert_msg(shown == topic->note_count, "%s: %zu of %zu notes lead to a demo", topic->id, shown, topic->note_count);
    }
}
END_TEST

TCase *experiment_prediction_tests(void)
{
    TCase *tests = tcase_create("predictions");
    tcase_add_checked_fixture(tests, load, release);
    tcase_add_test(tests, every_demo_asks_before_it_shows);
    tcase_add_test(tests, every_topic_has_demos);
    return tests;
}
