/*
 * A stack of activities over a small course and a database of its own, driven by actions and a clock that is moved by hand.
 */
#ifndef ACTIVITY_SUPPORT_H
#define ACTIVITY_SUPPORT_H

#include "activity/stack.h"
#include "activity/table.h"

#include <check.h>

#define START_MS INT64_C(1795255200000) /* 2026-11-21T10:00:00Z */
#define MINUTE_MS INT64_C(60000)
#define DAY_MS INT64_C(86400000)

struct scene {
    char *folder, *database;
    struct course *course;
    struct environment environment;
    struct stack *stack;
    int64_t passed_ms; /* since START_MS, on both clocks */
    struct view view;  /* as scene_look() left it */
    struct live_actions live;
    char *text; /* the view, flattened */
};

/* The small course, or the one in tests/data/`course`; a new database, no stack. */
void scene_init(struct scene *scene);
void scene_init_with(struct scene *scene, const char *course);
void scene_release(struct scene *scene);

/* Opens `activity` as the only one (closing others), or fails the test. */
void scene_open(struct scene *scene, const struct activity *activity, const struct arguments *arguments);
void scene_open_plainly(struct scene *scene, const struct activity *activity);

/* Closes the stack and opens the database anew, as another start of the program. */
void scene_restart(struct scene *scene);

void scene_wait(struct scene *scene, int64_t ms);
struct event scene_event(const struct scene *scene, enum event_type type);

/* Each sends one event, then looks. */
void scene_key(struct scene *scene, unsigned key);
void scene_type(struct scene *scene, const char *text);
void scene_send(struct scene *scene, enum event_type type);

/*
 * Draws the view into scene->text and fails the test if what is live breaks a rule: two actions with one first key, a shown key
 * that means something else, no way back.
 */
void scene_look(struct scene *scene);

bool scene_sees(const struct scene *scene, const char *words);
#define ck_sees(scene, words) ck_assert_msg(scene_sees(scene, words), "'%s' is not in:\n%s", words, (scene)->text)
#define ck_misses(scene, words) ck_assert_msg(!scene_sees(scene, words), "'%s' is in:\n%s", words, (scene)->text)

/* The label under which `action` is live: its own, or the table's; NULL if it is not live. */
const char *scene_label(const struct scene *scene, enum action action);

/* The text of the selected choice, NULL if there is none. */
const char *scene_selected(const struct scene *scene);

/* The letter of the option whose text contains `words`; fails the test if there is none. */
char scene_letter(const struct scene *scene, const char *words);

/* Rows of the log of one kind, oldest first; released by the caller. */
struct answers scene_answers(const struct scene *scene, int kind);

/* Makes every write to a file fail (true), or work again. */
void disk_full(bool full);

/* An item's memory as the store believes it. */
struct memory scene_memory(const struct scene *scene, const char *item);

#endif
