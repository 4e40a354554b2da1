/*
 * What 100,000 items and 1,000,000 answers cost: opening, answering, figures, folding anew; then the program itself.  With a folder
 * as its argument it leaves the file and the course there.
 */
#include "bench.h"
#include "scale_data.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/vec.h"
#include "scratch.h"
#include "store/state.h"
#include "store/statistics.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWERS = 1000000 };

struct scale {
    char *database, *course, *shipped;
    struct store *store;
    int64_t at;
    struct err err;
};

static void must(int code, const struct scale *scale)
{
    if (code == 0)
        return;
    fprintf(stderr, "bench: %s\n", scale->err.text);
    exit(EXIT_FAILURE);
}

static void open_store(struct scale *scale)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    must(store_open(&scale->store, scale->database, &parameters, &scale->err), scale);
}

static double open_and_close(void *argument)
{
    struct scale *scale = argument;
    double start = bench_seconds();
    open_store(scale);
    double seconds = bench_seconds() - start;
    store_close(&scale->store);
    return seconds;
}

static double answer(void *argument)
{
    struct scale *scale = argument;
    struct answer row = {.kind = ANSWER_GRADE, .item = (char[]){"t50-card-500"}, .grade = GRADE_GOOD, .right = true};
    row.at = scale->at += 60000;
    double start = bench_seconds();
    must(store_record(scale->store, &row, NULL, NULL, &scale->err), scale);
    return bench_seconds() - start;
}

static double answer_and_undo(void *argument)
{
    struct scale *scale = argument;
    struct answer last;
    answer(scale);
    double start = bench_seconds();
    must(store_last_change(scale->store, &last, &scale->err), scale);
    must(store_undo(scale->store, last.sequence, scale->at, 0, &scale->err), scale);
    answer_release(&last);
    return bench_seconds() - start;
}

static double list_memories(void *argument)
{
    struct scale *scale = argument;
    struct item_memories memories;
    struct item_states states;
    double start = bench_seconds();
    must(store_memories(scale->store, &memories, &scale->err), scale);
    must(store_states(scale->store, &states, &scale->err), scale);
    double seconds = bench_seconds() - start;
    item_memories_release(&memories);
    item_states_release(&states);
    return seconds;
}

static double count_due(void *argument)
{
    struct scale *scale = argument;
    struct due_now due;
    double start = bench_seconds();
    must(store_due_now(scale->store, SCALE_NOW, &due, &scale->err), scale);
    return bench_seconds() - start;
}

/* All that a progress screen may ask for. */
static double collect_figures(void *argument)
{
    struct scale *scale = argument;
    struct day_totals days;
    struct due_days forecast;
    struct maturity_count maturity;
    struct misconception_counts misconceptions;
    struct calibration calibration;
    struct item_memories leeches;
    struct item_statistics item;
    double start = bench_seconds();
    must(store_day_totals(scale->store, 0, &days, &scale->err), scale);
    must(store_due_forecast(scale->store, SCALE_NOW, 365, &forecast, &scale->err), scale);
    must(store_maturity(scale->store, &maturity, &scale->err), scale);
    must(store_misconceptions(scale->store, &misconceptions, &scale->err), scale);
    must(store_calibration(scale->store, CALIBRATION_RECALL, &calibration, &scale->err), scale);
    must(store_calibration(scale->store, CALIBRATION_CONFIDENCE, &calibration, &scale->err), scale);
    must(store_leeches(scale->store, &leeches, &scale->err), scale);
    must(store_item_statistics(scale->store, "t50-card-500", &item, &scale->err), scale);
    double seconds = bench_seconds() - start;
    vec_release(&days);
    vec_release(&forecast);
    misconceptions_release(&misconceptions);
    item_memories_release(&leeches);
    return seconds;
}

static double fold_anew(void *argument)
{
    struct scale *scale = argument;
    double start = bench_seconds();
    must(store_rebuild(scale->store, &scale->err), scale);
    return bench_seconds() - start;
}

/* Runs the program with these words, silently; prints what it took and the most memory it held. */
static void run_program(const struct scale *scale, const char *course, const char *name, const char *const *words)
{
    char *arguments[16] = {getenv("BNTUTOR"), (char[]){"--db"}, scale->database, (char[]){"--content"}, mem_string(course)};
    for (size_t i = 0; words[i] && i < 8; i++)
        arguments[5 + i] = mem_string(words[i]);
    double start = bench_seconds();
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDIN_FILENO), dup2(nowhere, STDOUT_FILENO);
        execv(arguments[0], arguments);
        _exit(127);
    }
    struct rusage usage;
    int status;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        fprintf(stderr, "bench: '%s' does not run\n", name);
        exit(EXIT_FAILURE);
    }
    printf("%-40s %9.3f ms   %ld MB at most\n", name, (bench_seconds() - start) * 1e3, usage.ru_maxrss / 1024);
    fflush(stdout);
    for (size_t i = 4; arguments[i]; i++)
        free(arguments[i]);
}

static void measure_store(struct scale *scale)
{
    struct bench_figure figure = bench_measure(open_and_close, scale, 11);
    bench_print("open", &figure);
    open_store(scale);
    figure = bench_measure(answer, scale, 31);
    bench_print("commit of one answer", &figure);
    figure = bench_measure(answer_and_undo, scale, 31);
    bench_print("undo of one answer", &figure);
    figure = bench_measure(count_due, scale, 31);
    bench_print("what is due", &figure);
    figure = bench_measure(list_memories, scale, 11);
    bench_print("all memories and states", &figure);
    figure = bench_measure(collect_figures, scale, 11);
    bench_print("all figures of a progress screen", &figure);
    figure = bench_measure(fold_anew, scale, 3);
    bench_print("everything folded anew", &figure);
    store_close(&scale->store);
}

static void measure_program(const struct scale *scale)
{
    static const char *const version[] = {"--version", NULL}, *const home[] = {"--plain", NULL}, *const study[] = {"study", NULL},
                             *const progress[] = {"progress", "--json", NULL};
    setenv("BNTUTOR_NOW", "2026-11-21T09:00:00Z", 1);
    puts("\nthe program, with the shipped course");
    run_program(scale, scale->shipped, "--version", version);
    run_program(scale, scale->shipped, "home screen, told as lines", home);
    run_program(scale, scale->shipped, "progress --json", progress);
    puts("\nthe program, with a course of 100,000 cards");
    run_program(scale, scale->course, "home screen, told as lines", home);
    run_program(scale, scale->course, "study, up to its first card", study);
    run_program(scale, scale->course, "progress --json", progress);
#ifdef WITH_SCREEN
    bench_scale_screens(scale->database, scale->course);
#endif
}

/* A process that waits for a word to measure the program: started from a large one it would seem to hold as much memory. */
static pid_t stand_by(const struct scale *scale, int *word)
{
    int ends[2];
    char start;
    if (pipe(ends) != 0) {
        perror("bench");
        exit(EXIT_FAILURE);
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[1]);
        if (read(ends[0], &start, 1) == 1)
            measure_program(scale);
        _exit(0);
    }
    close(ends[0]);
    *word = ends[1];
    return child;
}

int main(int argc, char **argv)
{
    char *scratch = argc > 1 ? NULL : scratch_make();
    const char *folder = scratch ? scratch : argv[1];
    struct scale scale = {.database = paths_join(folder, "progress.db"),
                          .course = paths_join(folder, "course"),
                          .shipped = paths_content(),
                          .at = SCALE_NOW};
    setvbuf(stdout, NULL, _IOLBF, 0);
    int word;
    pid_t program = stand_by(&scale, &word);
    mkdir(scale.course, 0700);
    scale_write_course(scale.course);
    printf("%d items, %d answers\n%-40s %9.3f ms\n", SCALE_TOPICS * SCALE_CARDS, ANSWERS, "answers added and folded",
           scale_write_answers(scale.database, ANSWERS) * 1e3);
    struct stat status;
    if (stat(scale.database, &status) == 0)
        printf("%-40s %9.3f MB\n", "file", (double)status.st_size / 1e6);
    measure_store(&scale);
    if (write(word, "", 1) != 1 || waitpid(program, NULL, 0) != program)
        perror("bench");
    scratch_remove(scratch);
    free(scale.database), free(scale.course), free(scale.shipped);
    return EXIT_SUCCESS;
}
