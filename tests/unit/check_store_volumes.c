/* The store on volumes that can only be read or are full.  Each test mounts a small volume that no other process sees. */
#include "runner.h"
#include "store_support.h"

#include "base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    return file && fputs(text, file) >= 0 && fclose(file) == 0;
}

/* Mounts as root, or as anyone in a user namespace of one's own, where the system allows that. */
static bool enter_namespace(void)
{
    unsigned long user = geteuid(), group = getegid();
    if (user == 0)
        return unshare(CLONE_NEWNS) == 0;
    char user_map[32], group_map[32];
    snprintf(user_map, sizeof user_map, "0 %lu 1", user);
    snprintf(group_map, sizeof group_map, "0 %lu 1", group);
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_text("/proc/self/uid_map", user_map) &&
           write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/gid_map", group_map);
}

static bool volume_mount(const char *path, const char *size)
{
    return enter_namespace() && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", path, "tmpfs", 0, size) == 0;
}

static bool volume_make_read_only(const char *path)
{
    return mount(NULL, path, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0;
}

static void volume_drop(const char *path)
{
    umount(path);
}
#else
static bool volume_mount(const char *path, const char *size)
{
    (void)path, (void)size;
    return false;
}

static bool volume_make_read_only(const char *path)
{
    (void)path;
    return false;
}

static void volume_drop(const char *path)
{
    (void)path;
}
#endif

enum { VOLUME_SIZE = 400 * 1024 };

static struct err err;
static char *volume, *path;

static void setup(void)
{
    folder_make();
    volume = str_print("%s/volume", folder());
    path = str_print("%s/progress.db", volume);
    ck_assert_int_eq(mkdir(volume, 0700), 0);
    ck_assert(volume_mount(volume, "size=400k"));
}

static void teardown(void)
{
    volume_drop(volume);
    folder_remove();
    free(volume), free(path);
}

/* Opens as this version, or as one with a migration more. */
static int try_open(const char *file, bool later)
{
    struct schedule_parameters parameters = test_parameters();
    struct migration migrations[16];
    memcpy(migrations, STORE_MIGRATIONS, STORE_MIGRATION_COUNT * sizeof *migrations);
    migrations[STORE_MIGRATION_COUNT] = (struct migration){"9999_x.sql", "CREATE TABLE x (a)"};
    struct open_options options = test_options(1);
    options.migrations = migrations;
    options.migration_count = STORE_MIGRATION_COUNT + later;
    struct store *store;
    int code = store_open_with(&store, file, &parameters, &options, &err);
    store_close(&store);
    return code;
}

START_TEST(a_file_that_can_only_be_read_is_read)
{
    make_progress(path);
    ck_assert(volume_make_read_only(volume));
    struct store *store = must_open_as(path, 2);
    ck_assert(store_read_only(store));
    struct memory memory;
    must(store_memory(store, "an-item-with-a-long-name-1", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 3);
    char item[] = "a";
    struct answer last, answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    ck_assert_int_eq(store_record(store, &answer, &memory, NULL, &err), ERR_READ_ONLY);
    ck_assert_ptr_nonnull(strstr(err.text, "it can only be read"));
    ck_assert_int_eq(memory.repetitions, 3);
    ck_assert_int_eq(store_undo(store, 1, START, 0, &err), ERR_READ_ONLY);
    ck_assert_int_eq(store_put(store, "key", "text", &err), ERR_READ_ONLY);
    ck_assert_int_eq(store_rebuild(store, &err), ERR_READ_ONLY);
    ck_assert_int_eq(store_last_grade(store, &last, &err), ERR_NOT_FOUND);
    store_close(&store);
}
END_TEST

START_TEST(nothing_is_made_or_migrated_where_nothing_can_be_written)
{
    make_progress(path);
    ck_assert(volume_make_read_only(volume));
    char *absent = str_print("%s/new.db", volume), *deep = str_print("%s/deep/new.db", volume);
    ck_assert_int_eq(try_open(absent, false), ERR_READ_ONLY);
    ck_assert_ptr_nonnull(strstr(err.text, "name another file with --db"));
    ck_assert_int_eq(try_open(deep, false), ERR_READ_ONLY);
    ck_assert_int_eq(try_open(path, true), ERR_READ_ONLY);
    ck_assert_ptr_nonnull(strstr(err.text, "copy it to a folder of yours"));
    free(absent), free(deep);
}
END_TEST

START_TEST(an_interrupted_write_on_a_read_only_volume_is_told)
{
    make_progress(path);
    die_while_writing(path);
    ck_assert(volume_make_read_only(volume));
    ck_assert_int_eq(try_open(path, false), ERR_READ_ONLY);
    ck_assert_ptr_nonnull(strstr(err.text, "a write was interrupted there"));
}
END_TEST

START_TEST(a_full_volume_refuses_and_loses_nothing)
{
    char *ballast = str_print("%s/ballast", volume), bytes[100000] = {0};
    file_write(ballast, bytes, sizeof bytes);
    struct store *store = must_open(path);
    int taken = record_until_full(store);
    ck_assert_int_eq(store_undo(store, taken, START, 0, &err), ERR_FULL);
    unlink(ballast);
    must(store_undo(store, taken, START, 0, &err), &err);
    check_memories_are_the_fold(store);
    store_close(&store);
    free(ballast);
}
END_TEST

START_TEST(without_room_for_a_copy_nothing_is_migrated)
{
    make_progress(path);
    size_t size, after_size;
    char *before = file_read(path, &size), *ballast = str_print("%s/ballast", volume);
    static char bytes[VOLUME_SIZE];
    file_write(ballast, bytes, VOLUME_SIZE - size - size / 2); /* room for the file and half a copy */
    ck_assert_int_eq(try_open(path, true), ERR_FULL);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot back up"));
    char *after = file_read(path, &after_size);
    ck_assert(size == after_size && memcmp(before, after, size) == 0);
    ck_assert_int_eq(try_open(path, false), 0);
    unlink(ballast);
    ck_assert_int_eq(try_open(path, true), 0);
    free(before), free(after), free(ballast);
}
END_TEST

/* In a process of its own: what it enters it cannot leave. */
static bool volumes_can_be_made(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(volume_mount(".", "size=100k") ? 0 : 1);
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0;
}

Suite *program_suite(void)
{
    if (!volumes_can_be_made()) {
        printf("1..0 # SKIP no volume can be mounted here: neither root nor user namespaces\n");
        return NULL;
    }
    Suite *suite = suite_create("store on volumes");
    TCase *tests = tcase_create("volumes");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_file_that_can_only_be_read_is_read);
    tcase_add_test(tests, nothing_is_made_or_migrated_where_nothing_can_be_written);
    tcase_add_test(tests, an_interrupted_write_on_a_read_only_volume_is_told);
    tcase_add_test(tests, a_full_volume_refuses_and_loses_nothing);
    tcase_add_test(tests, without_room_for_a_copy_nothing_is_migrated);
    suite_add_tcase(suite, tests);
    return suite;
}
