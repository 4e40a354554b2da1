/*
 * What the tests of the challenge share: a course with challenges, and hands that go through one.
 */
#ifndef CHECK_CHALLENGE_H
#define CHECK_CHALLENGE_H

#include "activity/challenge/challenge.h"
#include "activity_support.h"

extern struct scene scene;

void challenge_setup(void);
void challenge_teardown(void);

/* The challenge `id`, on its first screen; and a run of "three" on its first problem. */
void open_challenge(const char *id);
void start_run(void);

/* Lets time pass as a front end does: a tick at each moment that was asked for. */
void pass(int64_t ms);

/* Answers what is open with the option that contains `words`, and goes on. */
void answer(const char *words);
void answer_and_go_on(const char *words);

/* A run of "three" without a mistake in 60.5 seconds, up to its result. */
void run_all_right(void);

/* Fails the test unless `name` in the row's detail is `expected`. */
void check_detail(const struct answer *row, const char *name, const char *expected);

TCase *challenge_result_tests(void);
TCase *challenge_resume_tests(void);

#endif
