#include "base/rng.h"
#include "runner.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The first outputs for a state of 1, 2, 3, 4, as the authors' reference program prints them. */
START_TEST(rng_matches_the_published_algorithm)
{
    struct rng rng = {{1, 2, 3, 4}};
    ck_assert_uint_eq(rng_next(&rng), 11520u);
    ck_assert_uint_eq(rng_next(&rng), 0u);
    ck_assert_uint_eq(rng_next(&rng), 1509978240u);
    ck_assert_uint_eq(rng_next(&rng), 1215971899390074240u);
}
END_TEST

START_TEST(rng_draws_are_fair)
{
    struct rng rng;
    rng_init(&rng, 5);
    double sum = 0, squares = 0;
    size_t counts[3] = {0};
    for (int i = 0; i < 30000; i++) {
        double normal = rng_normal(&rng);
        sum += normal;
        squares += normal * normal;
        counts[rng_below(&rng, 3)]++;
    }
    ck_assert_double_lt(fabs(sum / 30000), 0.03);
    ck_assert_double_lt(fabs(squares / 30000 - 1), 0.05);
    for (int i = 0; i < 3; i++)
        ck_assert_uint_gt(counts[i], 9500);
}
END_TEST

/* What is drawn together is what is drawn one by one, bit by bit, whatever is left over. */
START_TEST(normals_are_drawn_together)
{
    static const size_t counts[] = {0, 1, 127, 128, 129, 1000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct rng together, single;
        double numbers[1000];
        rng_init(&together, 9 + i);
        rng_init(&single, 9 + i);
        rng_normals(&together, numbers, counts[i]);
        for (size_t k = 0; k < counts[i]; k++) {
            double one = rng_normal(&single);
            ck_assert_mem_eq(&one, &numbers[k], sizeof one);
        }
        ck_assert_uint_eq(rng_next(&single), rng_next(&together));
    }
}
END_TEST

/* Box and Muller's formula by the library's functions, from the same two uniform numbers. */
START_TEST(normals_follow_the_formula)
{
    struct rng drawn, uniform;
    rng_init(&drawn, 3);
    rng_init(&uniform, 3);
    for (int i = 0; i < 100000; i++) {
        double radius = sqrt(-2 * log(1 - rng_uniform(&uniform)));
        ck_assert_double_eq_tol(rng_normal(&drawn), radius * cos(2 * acos(-1) * rng_uniform(&uniform)), 8e-15);
    }
}
END_TEST

/* These bits were the same with GCC and Clang, optimized and not, on x86 and ARM. */
START_TEST(normals_are_the_same_on_every_machine)
{
    enum { COUNT = 100000 };
    static double numbers[COUNT];
    struct rng rng;
    uint64_t hash = 0;
    rng_init(&rng, 1);
    rng_normals(&rng, numbers, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        uint64_t bits;
        memcpy(&bits, &numbers[i], sizeof bits);
        hash = (hash ^ bits) * 0x100000001b3u;
    }
    if (FLT_EVAL_METHOD == 0)
        ck_assert_uint_eq(hash, 0x7aa0d7f2c95201afu);
    else
        puts("# SKIP: this machine keeps more digits than a double has, and the last bits differ");
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("rng");
    TCase *tests = tcase_create("rng");
    tcase_add_test(tests, rng_matches_the_published_algorithm);
    tcase_add_test(tests, rng_draws_are_fair);
    tcase_add_test(tests, normals_are_drawn_together);
    tcase_add_test(tests, normals_follow_the_formula);
    tcase_add_test(tests, normals_are_the_same_on_every_machine);
    suite_add_tcase(suite, tests);
    return suite;
}
