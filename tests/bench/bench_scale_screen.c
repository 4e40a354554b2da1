/* What a learner of many years waits for at the terminal: 100,000 items and 1,000,000 answers behind every screen. */
#include "scale_data.h"

#include "bench.h"
#include "vt.h"

#include "base/paths.h"
#include "base/str.h"
#include "course/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS = 7, CARDS = 31, PROGRESS_PAGES = 9 };

struct desk {
    const char *database, *course;
    const char *command; /* what is started, or NULL */
    const char *text;    /* that tells that its screen has come */
    struct vt *vt;
    char row[512];       /* the one with the question, before a key */
    long most_kilobytes; /* that a program held so far */
};

static void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

/* Seconds until the text is on the screen. */
static double open_screen(struct desk *desk)
{
    double begin = bench_seconds();
    desk->vt = vt_tutor(24, 80, NULL, "--db", desk->database, "--content", desk->course, desk->command, NULL);
    if (!vt_comes(desk->vt, desk->text))
        give_up("the program does not start");
    return bench_seconds() - begin;
}

/* Ends the program, after a look at the most memory that it held. */
static void close_screen(struct desk *desk)
{
    char line[128], *path = str_print("/proc/%d/status", vt_process(desk->vt));
    FILE *status = fopen(path, "r");
    long kilobytes;
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld kB", &kilobytes) == 1 && kilobytes > desk->most_kilobytes)
            desk->most_kilobytes = kilobytes;
    if (status)
        fclose(status);
    free(path);
    vt_free(&desk->vt);
}

static double start_parsed(void *argument)
{
    char *cache = vt_home_file(".cache/bntutor");
    struct err err;
    if (cache_clear(cache, &err) != 0)
        give_up(err.text);
    free(cache);
    double seconds = open_screen(argument);
    close_screen(argument);
    return seconds;
}

static double start_kept(void *argument)
{
    double seconds = open_screen(argument);
    close_screen(argument);
    return seconds;
}

static double start_version(void *argument)
{
    (void)argument;
    double begin = bench_seconds();
    struct vt *vt = vt_tutor(24, 80, NULL, "--version", NULL);
    if (!vt_comes(vt, "bntutor"))
        give_up("the program does not start");
    double seconds = bench_seconds() - begin;
    vt_free(&vt);
    return seconds;
}

static const char *question(struct vt *vt)
{
    int row = vt_find(vt, "What is fact", NULL);
    return row < 0 ? "" : vt_row_text(vt, row);
}

static bool another_is_asked(struct vt *vt, const void *argument)
{
    const struct desk *desk = argument;
    const char *row = question(vt);
    return *row && strcmp(row, desk->row) != 0 && vt_find(vt, "enter reveal", NULL) >= 0;
}

/* Seconds from the key that grades a card, which is committed first, until the next one is there. */
static double grade_card(void *argument)
{
    struct desk *desk = argument;
    vt_key(desk->vt, "enter");
    if (!vt_comes(desk->vt, "3 good"))
        give_up("the card is not turned");
    snprintf(desk->row, sizeof desk->row, "%s", question(desk->vt));
    double begin = bench_seconds();
    vt_key(desk->vt, "3");
    if (!vt_waits(desk->vt, another_is_asked, desk, "no other card comes"))
        give_up("no other card comes");
    double seconds = bench_seconds() - begin;
    vt_settle(desk->vt, 1);
    return seconds;
}

/* Seconds until `text` is there after a key. */
static double press(struct desk *desk, const char *key, const char *text)
{
    double begin = bench_seconds();
    vt_key(desk->vt, key);
    if (!vt_comes(desk->vt, text))
        give_up("a key does nothing");
    return bench_seconds() - begin;
}

static void print_time(const char *name, double seconds)
{
    printf("%-40s %9.3f ms\n", name, seconds * 1e3);
}

static void bench_starts(struct desk *desk)
{
    desk->command = NULL;
    desk->text = "quit";
    struct bench_figure parsed = bench_measure(start_parsed, desk, 3), kept = bench_measure(start_kept, desk, STARTS);
    struct bench_figure version = bench_measure(start_version, NULL, STARTS);
    bench_print("first screen, the course parsed", &parsed);
    bench_print("first screen, the course from the cache", &kept);
    bench_print("start of 'bntutor --version'", &version);
    bench_print_ratio("first screen from the cache / version", kept.median / version.median);
    bench_print_ratio("parsed / from the cache", parsed.median / kept.median);
}

static void bench_review(struct desk *desk)
{
    desk->command = "review";
    desk->text = "enter reveal";
    print_time("review, its first card", open_screen(desk));
    struct bench_figure next = bench_measure(grade_card, desk, CARDS);
    bench_print("grade to next card", &next);
    close_screen(desk);
}

static void bench_progress(struct desk *desk)
{
    char name[64], page[32];
    desk->command = "progress";
    desk->text = "page 1 of";
    print_time("progress, from the start of the program", open_screen(desk));
    for (int number = 2; number <= PROGRESS_PAGES; number++) {
        snprintf(name, sizeof name, "progress, page %d", number);
        snprintf(page, sizeof page, "page %d of %d", number, PROGRESS_PAGES);
        print_time(name, press(desk, "right", page));
    }
    close_screen(desk);
}

static void bench_browse(struct desk *desk)
{
    desk->command = "browse";
    desk->text = "100000 of 100000";
    print_time("browse, from the start of the program", open_screen(desk));
    press(desk, "/", "Find");
    print_time("browse, a first letter of a search", press(desk, "9", "40951 of 100000"));
    print_time("browse, a second one", press(desk, "8", "2980 of 100000"));
    close_screen(desk);
}

/* From the home screen. */
static void bench_from_home(struct desk *desk)
{
    desk->command = NULL;
    desk->text = "quit";
    open_screen(desk);
    print_time("review, from the home screen", press(desk, "enter", "enter reveal"));
    print_time("home again", press(desk, "esc", "Browse"));
    vt_keys(desk->vt, "end up");
    print_time("progress, from the home screen", press(desk, "enter", "page 1 of"));
    close_screen(desk);
}

void bench_scale_screens(const char *database, const char *course)
{
    struct desk desk = {.database = database, .course = course};
    vt_home_make();
    puts("\nthe terminal, with a course of 100,000 cards");
    bench_starts(&desk);
    bench_from_home(&desk);
    bench_review(&desk);
    bench_progress(&desk);
    bench_browse(&desk);
    printf("%-40s %9.3f MB\n\n", "most memory", (double)desk.most_kilobytes / 1024);
    vt_home_remove();
}
