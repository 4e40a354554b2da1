/*
 * What a learner waits for: the first screen, against the start of a program that only says its version, and the screen after a
 * key, against a terminal that only echoes it.
 */
#include "bench.h"
#include "vt.h"

#include <stdio.h>
#include <stdlib.h>

struct row {
    struct vt *vt;
    int number;      /* where the cursor stands */
    const char *key; /* what starts what is measured */
};

static void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

/* Seconds until `text` is on the screen of a program that is started with one argument. */
static double start(const char *argument, const char *text)
{
    double begin = bench_seconds();
    struct vt *vt = vt_tutor(24, 80, NULL, argument, NULL);
    if (!vt_comes(vt, text))
        give_up("the program does not start");
    double seconds = bench_seconds() - begin;
    vt_free(&vt);
    return seconds;
}

static double start_home(void *argument)
{
    (void)argument;
    return start(NULL, "quit");
}

static double start_version(void *argument)
{
    (void)argument;
    return start("--version", "bntutor");
}

static bool cursor_has_moved(struct vt *vt, const void *argument)
{
    const struct row *before = argument;
    int row, column;
    vt_cursor(vt, &row, &column);
    return row != before->number;
}

/* Seconds until the cursor stands on another row after a key: down and up in turns, or the lines of a terminal that echoes. */
static double press(struct row *row, const char *key)
{
    int column;
    vt_cursor(row->vt, &row->number, &column);
    double begin = bench_seconds();
    vt_key(row->vt, key);
    if (!vt_waits(row->vt, cursor_has_moved, row, "the cursor does not move"))
        give_up("a key does nothing");
    double seconds = bench_seconds() - begin;
    vt_settle(row->vt, 1);
    return seconds;
}

static double press_arrow(void *argument)
{
    double down = press(argument, "down"), up = press(argument, "up");
    return (down + up) / 2;
}

static double press_enter(void *argument)
{
    return press(argument, "enter");
}

/* Seconds of a race of 600 steps that is watched: as it is paced, or ("end") as fast as it goes. */
static double watch_race(void *argument)
{
    struct row *race = argument;
    vt_key(race->vt, "home");
    if (!vt_comes(race->vt, "step 0 of 600"))
        give_up("the race does not start");
    double begin = bench_seconds();
    vt_key(race->vt, race->key);
    if (!vt_comes(race->vt, "step 600 of 600"))
        give_up("the race does not end");
    return bench_seconds() - begin;
}

static void bench_watched_race(void)
{
    static const char *const own_clock[] = {"BNTUTOR_CLOCK", NULL};
    struct row race = {.vt = vt_tutor(24, 80, own_clock, "demo", "race", NULL), .key = "enter"};
    if (!vt_comes(race.vt, "step 0 of 600"))
        give_up("the program does not start");
    struct bench_figure paced = bench_measure(watch_race, &race, 5);
    race.key = "end";
    struct bench_figure fast = bench_measure(watch_race, &race, 5);
    bench_print("a race of 600 steps, watched", &paced);
    bench_print("the same, as fast as it goes", &fast);
    printf("%-40s %9.0f\n\n", "its steps a second", 600 / fast.median);
    vt_free(&race.vt);
}

void bench_screen(const char *scratch)
{
    setenv("TMPDIR", scratch, 1);
    vt_home_make();
    struct bench_figure home = bench_measure(start_home, NULL, 31), version = bench_measure(start_version, NULL, 31);
    bench_print("start to first screen", &home);
    bench_print("start of 'bntutor --version'", &version);
    bench_print_ratio("first screen / version", home.median / version.median);

    struct row tutor = {.vt = vt_tutor(24, 80, NULL, NULL)};
    if (!vt_comes(tutor.vt, "quit"))
        give_up("the program does not start");
    struct row echo = {.vt = vt_spawn((const char *const[]){"cat", NULL}, 1000, 80, NULL)};
    struct bench_figure key = bench_measure(press_arrow, &tutor, 101), echoed = bench_measure(press_enter, &echo, 101);
    bench_print("key to screen", &key);
    bench_print("a key echoed by the terminal alone", &echoed);
    bench_print_ratio("key to screen / echo", key.median / echoed.median);
    vt_free(&tutor.vt);
    vt_free(&echo.vt);
    bench_watched_race();
    vt_home_remove();
}
