/* Random numbers that are kept: the same as without a tape, whatever was run before. */
#include "check_laboratory.h"

#include "laboratory/tape.h"

#include <string.h>

START_TEST(a_tape_gives_what_the_generator_would)
{
    struct tape tape = {0};
    static const size_t counts[] = {5, 5, 3, 8, 0, 1};
    for (int round = 0; round < 3; round++) {
        struct rng rng, same;
        rng_init(&rng, 7 + (uint64_t)(round == 2));
        same = rng;
        tape_rewind(&tape);
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
            const double *drawn = tape_normals(&tape, &rng, counts[i]);
            for (size_t j = 0; j < counts[i]; j++)
                ck_assert_double_eq(drawn[j], rng_normal(&same));
            ck_assert_uint_eq(rng_next(&rng), rng_next(&same));
        }
    }
    tape_release(&tape);
}
END_TEST

START_TEST(what_is_asked_for_again_is_not_drawn_again)
{
    struct tape tape = {0};
    struct rng rng;
    rng_init(&rng, 1);
    tape_normals(&tape, &rng, 4);
    ((double *)tape.items[0].numbers)[2] = 42;
    tape_rewind(&tape);
    rng_init(&rng, 1);
    ck_assert_double_eq(tape_normals(&tape, &rng, 4)[2], 42);
    tape_rewind(&tape);
    rng_init(&rng, 1);
    ck_assert_double_ne(tape_normals(&tape, &rng, 3)[2], 42);
    tape_release(&tape);
}
END_TEST

/* Also where the drawing before was one of doubles. */
START_TEST(floats_are_the_same_numbers_rounded)
{
    enum { COUNT = 3000 };
    struct tape tape = {0};
    struct rng rng, same;
    rng_init(&rng, 5);
    same = rng;
    tape_normals(&tape, &rng, COUNT);
    tape_rewind(&tape);
    rng = same;
    const float *drawn = tape_normal_floats(&tape, &rng, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_float_eq(drawn[i], (float)rng_normal(&same));
    ck_assert_uint_eq(rng_next(&rng), rng_next(&same));
    tape_release(&tape);
}
END_TEST

/* A model that was run with other values before finds what it finds at first. */
START_TEST(no_model_remembers_what_it_should_not)
{
    for (size_t m = 0; model_table[m]; m++) {
        const struct model *model = model_table[m];
        double values[MODEL_PARAMETERS_MAX], fallbacks[MODEL_PARAMETERS_MAX];
        struct findings fresh, used;
        if (!strncmp(model->name, "race", 4))
            continue; /* which draws without a tape, for long */
        findings_init(&fresh);
        findings_init(&used);
        model_defaults(model, fallbacks);
        for (size_t i = 0; i < model->parameter_count; i++) {
            memcpy(values, fallbacks, sizeof values);
            values[i] = parameter_turn(&model->parameters[i], values[i], 1);
            findings_clear(&used);
            model->run(values, 1 + i % 2, NULL, &used, NULL);
        }
        findings_clear(&used);
        ck_assert_int_eq(model->run(fallbacks, 1, NULL, &fresh, NULL), 0);
        ck_assert_int_eq(model->run(fallbacks, 1, NULL, &used, NULL), 0);
        ck_assert_uint_eq(fresh.count, used.count);
        for (size_t i = 0; i < fresh.count; i++)
            ck_assert_msg(!memcmp(fresh.items[i].numbers, used.items[i].numbers, fresh.items[i].count * sizeof(double)), "%s: %s",
                          model->name, fresh.items[i].name);
        findings_release(&fresh);
        findings_release(&used);
    }
}
END_TEST

TCase *laboratory_tape_tests(void)
{
    TCase *tests = tcase_create("tape");
    tcase_add_test(tests, a_tape_gives_what_the_generator_would);
    tcase_add_test(tests, floats_are_the_same_numbers_rounded);
    tcase_add_test(tests, what_is_asked_for_again_is_not_drawn_again);
    tcase_add_test(tests, no_model_remembers_what_it_should_not);
    return tests;
}
