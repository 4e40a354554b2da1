#include "check_challenge.h"

#include <stdlib.h>

struct scene scene;

void challenge_setup(void)
{
    scene_init_with(&scene, "challenge");
}

void challenge_teardown(void)
{
    scene_release(&scene);
}

void open_challenge(const char *id)
{
    const struct arguments arguments = {.level = -1, .challenge = course_challenge(scene.course, id)};
    scene_open(&scene, &activity_challenge, &arguments);
}

void start_run(void)
{
    open_challenge("three");
    scene_key(&scene, KEY_ENTER);
}

void pass(int64_t ms)
{
    int64_t end = scene.passed_ms + ms, deadline;
    while ((deadline = stack_deadline(scene.stack)) >= 0 && deadline <= end) {
        scene.passed_ms = deadline;
        scene_send(&scene, EVENT_TICK);
    }
    scene.passed_ms = end;
}

void answer(const char *words)
{
    scene_key(&scene, (unsigned)scene_letter(&scene, words));
    scene_key(&scene, KEY_ENTER);
}

void answer_and_go_on(const char *words)
{
    answer(words);
    scene_key(&scene, KEY_ENTER);
}

void run_all_right(void)
{
    start_run();
    pass(10000);
    answer_and_go_on("right answer");
    pass(20000);
    answer_and_go_on("yes indeed");
    pass(30500);
    answer_and_go_on("in the mean");
}

static char *detail(const struct answer *row, const char *name)
{
    char *value = store_json_value(scene.environment.store, row->detail, name);
    ck_assert_msg(value != NULL, "no %s in %s", name, row->detail);
    return value;
}

void check_detail(const struct answer *row, const char *name, const char *expected)
{
    char *value = detail(row, name);
    ck_assert_str_eq(value, expected);
    free(value);
}
