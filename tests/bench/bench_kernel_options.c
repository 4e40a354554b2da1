#include "bench_kernel_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct shape_of_bench table[] = {
    {"2x1", 2, 1, 1, true, {0, 0, 0}},
    {"8x4", 8, 4, 1, true, {0, 0, 0}},
    {"256x1024", 256, 1024, 1, true, {.6, .8, .6}},
    {"4096x16", 4096, 16, 1, true, {.6, .8, .6}},
    {"1x64x56x56", 1, 64, 3136, true, {.85, .85, .85}},
    {"128x64x32x32", 128, 64, 1024, false, {.80, .97, .80}},
    {"32x64x112x112", 32, 64, 12544, false, {.80, .97, .70}},
    {"32x256x56x56", 32, 256, 3136, false, {.90, .97, .85}},
    {"32x512x28x28", 32, 512, 784, false, {.90, .97, .85}},
    {"32x2048x7x7", 32, 2048, 49, false, {.70, .95, .70}},
};
enum { TABLE = sizeof table / sizeof *table };

static const char usage[] =
    "usage: bench_kernel [-s SHAPES] [-p PASSES] [-l LAYOUTS] [-t THREADS] [-r REPETITIONS] [-m hot|cold] [-oax]\n"
    "  -s  of the table, or any other: 32x256x56x56,64x1000\n"
    "  -p  training,inference,backward\n"
    "  -l  first,last\n"
    "  -t  1,2\n"
    "  -r  4 to 101; 21 if left out\n"
    "  -m  every shape in the caches, or out of them\n"
    "  -o  ourselves and the limits, without peers and plain C\n"
    "  -a  accuracy alone\n"
    "  -x  speed alone\n";

static void refuse(const char *what, const char *word)
{
    fprintf(stderr, "bench_kernel: %s '%s'\n%s", what, word, usage);
    exit(2);
}

/* N x C x spatial...: Returns false if it is no such thing. */
static bool parse_dimensions(const char *word, struct shape_of_bench *shape)
{
    size_t dimensions[8], rank = 0;
    for (const char *at = word; rank < 8;) {
        char *end;
        dimensions[rank++] = strtoul(at, &end, 10);
        if (end == at || (*end && *end != 'x'))
            return false;
        if (!*end)
            break;
        at = end + 1;
    }
    struct batchnorm_shape made;
    if (batchnorm_shape_init(&made, BATCHNORM_CHANNELS_FIRST, rank, dimensions) != BATCHNORM_OK)
        return false;
    *shape = (struct shape_of_bench){.batch = made.batch, .channels = made.channels, .spatial = made.spatial};
    snprintf(shape->name, sizeof shape->name, "%s", word);
    size_t count = made.batch * made.channels * made.spatial;
    shape->hot = count <= (size_t)512 * 1024;
    return count <= BENCH_POOL_FLOATS && made.channels <= BENCH_CHANNELS_MAX;
}

static void add_shape(struct bench_options *options, const char *word)
{
    if (options->shape_count == BENCH_SHAPES_MAX)
        refuse("too many shapes, at", word);
    struct shape_of_bench *shape = &options->shapes[options->shape_count++];
    for (size_t i = 0; i < TABLE; i++)
        if (strcmp(table[i].name, word) == 0) {
            *shape = table[i];
            return;
        }
    if (!parse_dimensions(word, shape))
        refuse("no shape that can be measured:", word);
}

static void add_threads(struct bench_options *options, const char *word)
{
    int threads = (int)strtol(word, NULL, 10);
    if (options->thread_count == BENCH_THREADS_MAX || batchnorm_pool_size(threads) == 0)
        refuse("no number of threads:", word);
    options->threads[options->thread_count++] = threads;
}

static void add_pass(struct bench_options *options, const char *word)
{
    for (int pass = PASS_TRAINING; pass <= PASS_BACKWARD; pass++)
        if (strcmp(kernel_pass_name((enum kernel_pass)pass), word) == 0) {
            options->passes[pass] = true;
            return;
        }
    refuse("no such pass:", word);
}

static void add_layout(struct bench_options *options, const char *word)
{
    bool last = strcmp(word, "last") == 0;
    if (!last && strcmp(word, "first") != 0)
        refuse("no such layout:", word);
    options->layouts[last ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST] = true;
}

/* Hands each word of a list separated by commas to `add`. */
static void each_word(struct bench_options *options, char *list, void (*add)(struct bench_options *options, const char *word))
{
    for (char *word = strtok(list, ","); word; word = strtok(NULL, ","))
        add(options, word);
}

/* What the command line leaves open. */
static void complete(struct bench_options *options, const char *where)
{
    if (options->shape_count == 0)
        for (size_t i = 0; i < TABLE; i++)
            options->shapes[options->shape_count++] = table[i];
    if (options->thread_count == 0) {
        options->threads[options->thread_count++] = 1;
        options->threads[options->thread_count++] = 2;
    }
    if (!options->passes[0] && !options->passes[1] && !options->passes[2])
        options->passes[0] = options->passes[1] = options->passes[2] = true;
    if (!options->layouts[0] && !options->layouts[1])
        options->layouts[0] = options->layouts[1] = true;
    for (size_t i = 0; *where && i < options->shape_count; i++) {
        bool hot = strcmp(where, "hot") == 0;
        if (hot != options->shapes[i].hot)
            memset(options->shapes[i].aims, 0, sizeof options->shapes[i].aims);
        options->shapes[i].hot = hot;
    }
}

void bench_options_parse(struct bench_options *options, int count, char **arguments)
{
    *options = (struct bench_options){.repetitions = 21, .peers = true, .speed = true, .accuracy = true};
    const char *where = "";
    for (int option; (option = getopt(count, arguments, "s:p:l:t:r:m:oax")) != -1;) {
        if (option == 's')
            each_word(options, optarg, add_shape);
        else if (option == 'p')
            each_word(options, optarg, add_pass);
        else if (option == 'l')
            each_word(options, optarg, add_layout);
        else if (option == 't')
            each_word(options, optarg, add_threads);
        else if (option == 'r')
            options->repetitions = (size_t)strtoul(optarg, NULL, 10);
        else if (option == 'm')
            where = optarg;
        else if (option == 'o')
            options->peers = false;
        else if (option == 'a')
            options->speed = false;
        else if (option == 'x')
            options->accuracy = false;
        else {
            fputs(usage, stderr);
            exit(2);
        }
    }
    if (options->repetitions < 4 || options->repetitions > BENCH_REPETITIONS_MAX)
        refuse("no number of repetitions:", "-r");
    if (*where && strcmp(where, "hot") != 0 && strcmp(where, "cold") != 0)
        refuse("neither hot nor cold:", where);
    if (options->shape_count > 0 && options->speed)
        options->accuracy = false; /* whoever picks shapes is after their times */
    complete(options, where);
}
