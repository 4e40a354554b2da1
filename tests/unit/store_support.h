/*
 * What the tests of the store share: a folder of their own, answers, and the fold to compare with.
 */
#ifndef STORE_SUPPORT_H
#define STORE_SUPPORT_H

#include "store/open.h"

#include <check.h>
#include <stddef.h>

#define HOUR INT64_C(3600000)
#define DAY INT64_C(86400000)
#define START INT64_C(1795219200000) /* 2026-11-21T00:00:00Z */

/* A folder that exists for one test; folder_path() joins into a static buffer. */
void folder_make(void);
void folder_remove(void);
const char *folder(void);

/* Removes one of its folders. */
void folder_empty(const char *name);

const char *folder_path(const char *name);

/* The bytes of a file, with a NUL after them; fails the test if there is none. */
char *file_read(const char *path, size_t *size);
void file_write(const char *path, const void *bytes, size_t size);

struct schedule_parameters test_parameters(void);

/* Options of a machine; its busy timeout is short. */
struct open_options test_options(uint64_t machine);

/* Opens or fails the test. */
struct store *must_open(const char *path);
struct store *must_open_as(const char *path, uint64_t machine);

/* Fails the test with the words of `err` if `code` is not 0. */
void must(int code, const struct err *err);

/* Lets the file's writes wait in the system's cache, for tests that write much and lose no power. */
void hurry(struct store *store);

/* Records a grade, or fails the test; returns its sequence. */
int64_t grade_item(struct store *store, const char *item, enum grade grade, int64_t at);

/*
 * A random life: `steps` answers of all kinds, wishes, settings, undos, overrides, travel, clocks that jump, spread over stores of several
 * machines.
 */
void live_at_random(struct store *const machines[], size_t machine_count, uint64_t seed, int steps);

/* Fails the test unless every derived table is, bit for bit, what a rebuild makes of the log. */
void check_derived_is_the_fold(struct store *store);

/* The same, and fails unless each memory is, bit for bit, the fold of the rows that store_answers() gives, and the rebuilt one. */
void check_memories_are_the_fold(struct store *store);
bool same_memory(const struct memory *a, const struct memory *b);

/* A file with 120 answers to 40 items, an-item-with-a-long-name-0 and on; of several pages. */
void make_progress(const char *path);

/* Runs statements on the file as another program would. */
void file_execute(const char *path, const char *sql);

/* Overwrites `size` bytes from `at` on. */
void file_damage(const char *path, size_t at, size_t size);

/* A process that dies in the middle of a write that has already reached the file, and leaves its journal. */
void die_while_writing(const char *path);

/*
 * Records until there is no space, and returns how many answers were taken.  Fails the test unless those are there, the refused one
 * is not, and the words are right.
 */
int record_until_full(struct store *store);

TCase *store_log_tests(void);
TCase *store_backup_tests(void);
TCase *store_clock_tests(void);
TCase *store_doctor_tests(void);
TCase *store_known_tests(void);
TCase *store_exchange_tests(void);
TCase *store_state_tests(void);
TCase *store_statistics_tests(void);
TCase *store_tuning_tests(void);
TCase *store_open_tests(void);
TCase *store_damage_tests(void);
TCase *store_crash_tests(void);

#endif
