/* The commit of one answer: a row of the log and the memory folded from it, durable on disk, against one fdatasync of 4 KiB. */
#include "bench.h"

#include "base/paths.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct answering {
    struct store *store;
    int64_t at;
};

static double record_answer(void *argument)
{
    struct answering *answering = argument;
    struct answer answer = {.kind = ANSWER_GRADE, .item = (char[]){"transform-learned-parameters"}, .grade = GRADE_GOOD, .right = true};
    struct err err;
    answer.at = answering->at += 86400000;
    double start = bench_seconds();
    if (store_record(answering->store, &answer, NULL, NULL, &err) != 0) {
        fprintf(stderr, "bench: %s\n", err.text);
        exit(EXIT_FAILURE);
    }
    return bench_seconds() - start;
}

static double write_block(void *argument)
{
    static const char block[4096];
    const int *file = argument;
    double start = bench_seconds();
    if (pwrite(*file, block, sizeof block, 0) != (ssize_t)sizeof block || fdatasync(*file) != 0) {
        perror("bench");
        exit(EXIT_FAILURE);
    }
    return bench_seconds() - start;
}

void bench_store(const char *scratch)
{
    struct answering answering = {.at = 1790000000000};
    struct schedule_parameters parameters;
    struct err err;
    char *database = paths_join(scratch, "progress.db"), *plain = paths_join(scratch, "block");
    schedule_defaults(&parameters);
    int file = open(plain, O_RDWR | O_CREAT, 0600);
    if (file < 0 || store_open(&answering.store, database, &parameters, &err) != 0) {
        fprintf(stderr, "bench: %s\n", file < 0 ? "cannot write in the scratch folder" : err.text);
        exit(EXIT_FAILURE);
    }
    struct bench_figure commit = bench_measure(record_answer, &answering, 101);
    struct bench_figure sync = bench_measure(write_block, &file, 101);
    bench_print("commit of one answer", &commit);
    bench_print("write and fdatasync of 4 KiB", &sync);
    bench_print_ratio("commit / fdatasync", commit.median / sync.median);
    store_close(&answering.store);
    close(file);
    free(database), free(plain);
}
