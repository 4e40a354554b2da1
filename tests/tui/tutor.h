/*
 * The tutor in a terminal: what all tests of it need, on top of the harness.
 *
 * Unless a test says otherwise the course is the small one in tests/data/tui/course, whose words do not change when the real course
 * is improved.
 */
#ifndef TESTS_TUI_TUTOR_H
#define TESTS_TUI_TUTOR_H

#include "vt.h"

#include <stdlib.h>

/* Fixtures: a home of the test's own, and the small course. */
void tutor_setup(void);
void tutor_teardown(void);

/* Makes the real course the one that is taught. */
void tutor_take_real_course(void);

/* Makes another course of the tree the one that is taught: "tests/data/kinds". */
void tutor_take_course(const char *path_in_tree);

/* The tutor in a terminal of 80x24 with one argument (or NULL), and nothing else special. */
struct vt *tutor_start(const char *argument);

/* The entry that contains `text` is selected, and the cursor stands on its marker. */
bool tutor_selection_comes(struct vt *vt, const char *text);
#define tutor_wait_selected(vt, text) ck_assert_msg(tutor_selection_comes(vt, text), "'%s' is not selected", text)

/* Moves the cursor to the entry that contains `text`, with the arrow keys. */
void tutor_select(struct vt *vt, const char *text);

/* Goes to the entry or option that contains `text`, and takes it. */
void tutor_choose(struct vt *vt, const char *text);

/* Lets the time pass in steps of a second, as the program sees it pass while it is looked at. */
void tutor_advance(struct vt *vt, long milliseconds);

/* Has the screen drawn anew: everything that was asked for before has been done when it returns. */
void tutor_redraw(struct vt *vt);

/* Presses `key` and waits until the program has dealt with it. */
void tutor_press(struct vt *vt, const char *key);

/* Runs SQL on the learner's database: the first value it yields (the caller frees it), "" for none. */
char *tutor_query(const char *sql);

/* The database is whole, and says `value` to the query `sql`. */
#define ck_assert_stored(sql, value)                                                                                               \
    do {                                                                                                                           \
        char *stored = tutor_query(sql);                                                                                           \
        ck_assert_msg(strcmp(stored, value) == 0, "'%s' is '%s'", sql, stored);                                                    \
        free(stored);                                                                                                              \
    } while (0)

#endif
