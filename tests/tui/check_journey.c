/* One learner's first evening and the next morning, through every learning mode. */
#include "runner.h"
#include "tutor.h"


static void read_notes(struct vt *vt)
{
    vt_wait_text(vt, "New here?");
    tutor_wait_selected(vt, "Notes");
    vt_key(vt, "enter");
    vt_wait_text(vt, "0 of 3 read");
    tutor_wait_selected(vt, "Channels");
    vt_key(vt, "enter");
    vt_wait_text(vt, "One mean a channel");
    vt_wait_text(vt, "Source: Ioffe and Szegedy 2015");
    vt_key(vt, "right");
    vt_wait_text(vt, "What popular pages say");
    vt_key(vt, "left");
    vt_wait_text(vt, "note 1 of 2");
    vt_key(vt, "right");
    vt_wait_text(vt, "note 2 of 2");
    vt_key(vt, "right");
    vt_wait_text(vt, "Moving averages");
    vt_key(vt, "q");
    vt_wait_text(vt, "2 of 3 read");
    vt_key(vt, "q");
    vt_wait_text(vt, "6 new");
}

static void grade(struct vt *vt, const char *front, const char *back, const char *key)
{
    vt_wait_text(vt, front);
    vt_wait_gone(vt, "again");
    vt_key(vt, "enter");
    vt_wait_text(vt, back);
    vt_wait_text(vt, "1 again");
    vt_key(vt, key);
}

static void turn_cards(struct vt *vt)
{
    tutor_select(vt, "Study");
    vt_key(vt, "enter");
    vt_wait_text(vt, "0 of 5 done");
    grade(vt, "What is the mean of 1, 2, 3 and 4?", "print(x.mean())", "3");
    vt_wait_text(vt, "1 of 5 done");
    grade(vt, "Over which axes", "one mean a channel", "1");
    vt_wait_text(vt, "Which shape comes out");
    vt_key(vt, "u"); /* it was not that bad: the card and its answer come back */
    vt_wait_text(vt, "one mean a channel");
    vt_wait_text(vt, "1 of 5 done");
    vt_key(vt, "4");
    vt_wait_text(vt, "2 of 5 done");
    grade(vt, "Which shape comes out", "The shape that went in", "2");
    vt_wait_text(vt, "3 of 5 done");
    vt_key(vt, "q");
    vt_wait_text(vt, "3 of 5 seen");
    ck_assert_stored("SELECT count(*) FROM answer WHERE kind = 0 AND undone IS NULL", "4");
    ck_assert_stored("SELECT count(*) FROM answer WHERE undone IS NOT NULL", "1");
}

static void meet_the_challenge(struct vt *vt)
{
    tutor_select(vt, "Challenge");
    vt_key(vt, "enter");
    vt_wait_text(vt, "3 problems, 3:10 in all");
    vt_key(vt, "enter");
    vt_wait_text(vt, "problem 1 of 3");
    vt_wait_text(vt, "1:30 left");
    vt_wait_text(vt, "2 attempts left");
    tutor_advance(vt, 5000);
    vt_wait_text(vt, "1:25 left");
    tutor_choose(vt, "a single mean");
    vt_wait_text(vt, "1 attempt left");
    vt_wait_text(vt, "Then the channels would keep their offsets.");
    vt_key(vt, "h");
    vt_wait_text(vt, "Count the elements of");
    tutor_choose(vt, "over 128 values");
    vt_wait_text(vt, "Right, after 0:05");
    vt_key(vt, "enter");
    vt_wait_text(vt, "problem 2 of 3");
    vt_wait_text(vt, "1:00 left");
    tutor_advance(vt, 41000);
    vt_wait_text(vt, "19 seconds left");
    tutor_advance(vt, 19000);
    vt_wait_text(vt, "Time is up");
    vt_wait_text(vt, "Each batch counts one hundredth here.");
    tutor_advance(vt, 60000); /* reading the explanation costs nothing */
    vt_key(vt, "enter");
    vt_wait_text(vt, "problem 3 of 3");
    vt_wait_text(vt, "0:40 left");
    tutor_choose(vt, "no spread");
    vt_wait_text(vt, "Right, after 0:00");
    vt_key(vt, "enter");
    vt_wait_text(vt, "2 of 3 right in 1:05");
    vt_key(vt, "q");
}

static void explain(struct vt *vt)
{
    tutor_select(vt, "Explain");
    vt_key(vt, "enter");
    vt_wait_text(vt, "Explain what batch normalization does");
    vt_key(vt, "enter");
    vt_wait_text(vt, "In your own words");
    vt_type(vt, "It subtracts the mean of the batch,\nquickly.");
    vt_wait_text(vt, "quickly.");
    vt_key(vt, "tab");
    vt_wait_text(vt, "What is subtracted?");
    vt_key(vt, "ctrl-d");
    vt_wait_text(vt, "Which of these did you say?");
    vt_wait_text(vt, "[x] the batch mean is subtracted");
    vt_wait_text(vt, "[ ] it is divided by the standard deviation");
    vt_wait_text(vt, "[x] the statistics are those of the batch");
    tutor_select(vt, "it is divided");
    vt_key(vt, "enter"); /* the learner knows better */
    vt_wait_text(vt, "[x] it is divided by the standard deviation");
    tutor_select(vt, "The ticks are right");
    vt_key(vt, "enter");
    vt_wait_text(vt, "You got 3 of 3 concepts");
    vt_wait_text(vt, "It subtracts the batch mean and divides");
    vt_keys(vt, "q");
    vt_wait_gone(vt, "You got");
    vt_keys(vt, "q");
    vt_wait_text(vt, "1 of 1 explained");
}

static void watch_the_kernel(struct vt *vt)
{
    tutor_select(vt, "Demo");
    vt_key(vt, "enter");
    vt_wait_text(vt, "Two channels");
    tutor_select(vt, "Four values");
    vt_key(vt, "enter");
    vt_wait_text(vt, "-1.3416");
    vt_wait_text(vt, "1.2500");
    vt_keys(vt, "right + +"); /* gamma is the parameter that is chosen first */
    vt_wait_text(vt, "y c0  -1.6100");
    vt_key(vt, "t");
    vt_wait_text(vt, "μ = running mean");
    vt_key(vt, "0");
    vt_wait_text(vt, "y c0  -1.3416");
    vt_key(vt, "q");
    vt_wait_text(vt, "Two channels");
    vt_key(vt, "q");
    vt_wait_text(vt, "streak 1");
}

static void leave(struct vt *vt)
{
    vt_key(vt, "q");
    ck_assert_int_eq(vt_exit_status(vt), 0);
    ck_assert(!vt_altscreen(vt) && vt_cursor_visible(vt) && vt_modes_restored(vt));
}

/* Everything of the evening is there in the morning. */
static void look_back(struct vt *vt)
{
    vt_wait_text(vt, "to repeat");
    vt_wait_text(vt, "streak 1");
    vt_wait_text(vt, "2 of 3 read");
    tutor_select(vt, "Progress");
    vt_key(vt, "enter");
    vt_wait_text(vt, "answers on 1 day");
    vt_keys(vt, "right right right right");
    vt_wait_text(vt, "topics and levels");
    vt_wait_text(vt, "1 of 1"); /* explained */
    vt_keys(vt, "right right right");
    vt_wait_text(vt, "page 8 of 9");
    vt_wait_text(vt, "2 of 3");
    vt_keys(vt, "q");
    vt_wait_text(vt, "streak 1");
}

START_TEST(a_learner_comes_back_and_finds_everything)
{
    struct vt *vt = tutor_start(NULL);
    read_notes(vt);
    turn_cards(vt);
    meet_the_challenge(vt);
    explain(vt);
    watch_the_kernel(vt);
    leave(vt);
    vt_free(&vt);
    vt_home_let_pass(12 * 3600 * 1000L);
    vt = tutor_start(NULL);
    look_back(vt);
    leave(vt);
    vt_free(&vt);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("journey");
    TCase *tests = tcase_create("journey");
    tcase_add_checked_fixture(tests, tutor_setup, tutor_teardown);
    tcase_add_test(tests, a_learner_comes_back_and_finds_everything);
    suite_add_tcase(suite, tests);
    return suite;
}
