/*
 * From a key to the screen on tensors of a million values, in every demo that takes or draws one: another value of a parameter, a
 * new seed, and a new shape, the slowest first.
 */
#include "bench.h"
#include "base/mem.h"
#include "base/str.h"
#include "bench_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPETITIONS = 15, MANY = 1 << 20, OPTIONS_MAX = 4, KINDS = 3, LABEL = 64 };

/* The bound for what happens at a key press. */
static const double aim = 16e-3;

/* A demo at its largest; a file of a million numbers stands among its options as a number of columns. */
static const struct large {
    const char *demo, *label;
    size_t columns; /* 0 = it draws its own */
    const char *options[OPTIONS_MAX];
    const char *parameter, *shape; /* what is turned, as it stands on the screen; NULL = the shape cannot be */
} larges[] = {
    {"anatomy", "anatomy", 0, {"batch=524288"}, "γ", NULL},
    {"anatomy", "anatomy, 500 batches before", 0, {"batch=1024", "steps=500"}, "γ", "fed before"},
    {"anatomy", "anatomy, loaded", 1024, {NULL}, "γ", "batch"},
    {"time-machine", "time-machine", 0, {"batch=512", "batches=2000"}, "PyTorch", "batch"},
    {"time-machine", "time-machine, loaded", 1024, {NULL}, "PyTorch", NULL},
    {"train-or-inference", "train-or-inference", 0, {"batch=1024", "positions=1024", "batches=1"}, "mates", "H·W"},
    {"train-or-inference", "train-or-inference, 60 batches", 0, {"batch=64", "positions=256", "batches=60"}, "mates", "H·W"},
    {"train-or-inference", "train-or-inference, loaded", 1, {NULL}, "momentum", NULL},
    {"backward", "backward, loaded", 64, {"dy=normal"}, "γ", NULL},
    {"numerics", "numerics", 0, {"data=normal", "values=262144"}, "offset", "n"},
    {"numerics", "numerics, loaded", 1, {NULL}, "offset", NULL},
    {"folding", "folding", 0, {"rows=524288"}, "ε", "rows"},
    {"folding", "folding, loaded", 64, {NULL}, "ε", NULL},
    {"merge", "merge", 0, {"workers=8", "values=131072"}, "drift", "workers"},
    {"merge", "merge, loaded", 1, {"workers=7"}, "workers", NULL},
    {"family", "family", 0, {"batch=64", "channels=64", "positions=256"}, "groups", "N"},
    {"family", "family, loaded", 64, {NULL}, "groups", NULL},
    {"batch-noise", "batch-noise", 0, {"batch=128"}, "n", NULL},
    {"loss-valley", "loss-valley, loaded", 64, {NULL}, "η/limit", NULL},
};
enum { LARGES = sizeof larges / sizeof *larges };

struct row {
    char label[LABEL];
    struct bench_figure figure;
};

struct rows {
    struct row items[LARGES * KINDS];
    size_t count;
};

/* A file of a million numbers in so many columns; returns the option that names it. */
static char *write_many(const char *scratch, size_t columns)
{
    char *path = str_print("%s/%zu.npy", scratch, columns), head[118];
    FILE *file = fopen(path, "wb");
    if (!file)
        bench_give_up("a file cannot be written");
    snprintf(head, sizeof head, "{'descr': '<f4', 'fortran_order': False, 'shape': (%zu, %zu), }", MANY / columns, columns);
    fprintf(file, "\x93NUMPY%c%cv%c%-117s\n", 1, 0, 0, head);
    for (size_t i = 0; i < MANY; i++) {
        float value = (float)(i % columns) + (float)(i * 7919 % 1009) / 1009;
        fwrite(&value, sizeof value, 1, file);
    }
    fclose(file);
    char *option = str_print("--input=%s", path);
    free(path);
    return option;
}

static struct vt *open_large(const struct large *large, const char *scratch)
{
    const char *options[OPTIONS_MAX + 2] = {NULL};
    char *made[OPTIONS_MAX + 1] = {NULL};
    size_t count = 0;
    if (large->columns)
        made[count++] = write_many(scratch, large->columns);
    for (size_t i = 0; i < OPTIONS_MAX && large->options[i]; i++)
        made[count++] = str_print("--set=%s", large->options[i]);
    for (size_t i = 0; i < count; i++)
        options[i] = made[i];
    struct vt *vt = bench_open_demo(large->demo, options);
    for (size_t i = 0; i < count; i++)
        free(made[i]);
    return vt;
}

static double turn_there_and_back(void *vt)
{
    double up = bench_press(vt, "+"), down = bench_press(vt, "-");
    return up > down ? up : down;
}

static double draw_anew(void *vt)
{
    return bench_press(vt, "r");
}

/* Back from a smaller shape. */
static double enlarge(void *vt)
{
    bench_press(vt, "-");
    return bench_press(vt, "+");
}

static void measure(struct rows *rows, const struct large *large, const char *kind, double (*run)(void *vt), struct vt *vt)
{
    struct row *row = &rows->items[rows->count++];
    snprintf(row->label, sizeof row->label, "%s: %s", large->label, kind);
    row->figure = bench_measure(run, vt, REPETITIONS);
}

static void measure_large(struct rows *rows, const struct large *large, const char *scratch)
{
    struct vt *vt = open_large(large, scratch);
    bench_focus(vt, large->parameter);
    measure(rows, large, "parameter", turn_there_and_back, vt);
    if (bench_draws(vt))
        measure(rows, large, "new seed", draw_anew, vt);
    if (large->shape) {
        bench_focus(vt, large->shape);
        measure(rows, large, "new shape", enlarge, vt);
    }
    vt_free(&vt);
}

static int slowest_first(const void *left, const void *right)
{
    double a = ((const struct row *)left)->figure.median, b = ((const struct row *)right)->figure.median;
    return (a < b) - (a > b);
}

void bench_tensor(const char *scratch)
{
    struct rows *rows = mem_new(1, sizeof *rows);
    setenv("TMPDIR", scratch, 1);
    vt_home_make();
    for (size_t i = 0; i < LARGES; i++)
        measure_large(rows, &larges[i], scratch);
    vt_home_remove();
    qsort(rows->items, rows->count, sizeof *rows->items, slowest_first);
    size_t over = 0;
    puts("a million values, from the key to the screen");
    for (size_t i = 0; i < rows->count; i++) {
        bench_print(rows->items[i].label, &rows->items[i].figure);
        over += rows->items[i].figure.median > aim;
    }
    printf("%zu of %zu take longer than %.0f ms\n\n", over, rows->count, 1e3 * aim);
    free(rows);
}
