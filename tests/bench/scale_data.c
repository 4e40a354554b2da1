#include "scale_data.h"

#include "bench.h"

#include "base/paths.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static FILE *create(const char *folder, const char *name)
{
    char *path = paths_join(folder, name);
    FILE *file = fopen(path, "w");
    if (!file)
        fail("cannot write the course");
    free(path);
    return file;
}

static void write_topic(const char *folder, int topic)
{
    char name[32];
    snprintf(name, sizeof name, "t%02d.yaml", topic);
    FILE *file = create(folder, name);
    fprintf(file, "topic: topic-%02d\ntitle: Topic %d\nsummary: One of many.\nprerequisites: []\ncards:\n", topic, topic);
    for (int card = 0; card < SCALE_CARDS; card++)
        fprintf(file,
                "  - id: t%02d-card-%03d\n    level: beginner\n    front: What is fact %d of topic %d?\n"
                "    back: It is the one that was learned in that place.\n",
                topic, card, card, topic);
    if (fclose(file) != 0)
        fail("cannot write the course");
}

void scale_write_course(const char *folder)
{
    FILE *file = create(folder, "course.yaml");
    fprintf(file, "course: scale\ntitle: A large course\ntopics:\n");
    for (int topic = 0; topic < SCALE_TOPICS; topic++)
        fprintf(file, "  - t%02d.yaml\n", topic);
    fprintf(file, "challenges: []\n");
    if (fclose(file) != 0)
        fail("cannot write the course");
    for (int topic = 0; topic < SCALE_TOPICS; topic++)
        write_topic(folder, topic);
}

/* Answers one after the other, with the texts of the last one. */
struct life {
    struct rng rng;
    size_t given, count;
    char item[32], detail[96];
};

static enum answer_kind draw_kind(struct rng *rng)
{
    uint64_t drawn = rng_below(rng, 100);
    return drawn < 60 ? ANSWER_GRADE : drawn < 94 ? ANSWER_CHOICE : drawn < 97 ? ANSWER_EXPLAIN : ANSWER_READ;
}

static enum grade draw_grade(struct rng *rng, bool right)
{
    uint64_t drawn = rng_below(rng, 10);
    return !right ? GRADE_AGAIN : drawn < 2 ? GRADE_HARD : drawn < 9 ? GRADE_GOOD : GRADE_EASY;
}

static int give(void *context, struct log_row *row, struct err *err)
{
    (void)err;
    struct life *life = context;
    struct rng *rng = &life->rng;
    if (life->given == life->count)
        return 0;
    int64_t number = (int64_t)++life->given, span = INT64_C(3650) * 86400000;
    enum answer_kind kind = draw_kind(rng);
    bool right = rng_below(rng, 10) < 8;
    size_t option = right ? 0 : 1 + rng_below(rng, 3);
    snprintf(life->item, sizeof life->item, "t%02d-card-%03d", (int)rng_below(rng, SCALE_TOPICS), (int)rng_below(rng, SCALE_CARDS));
    snprintf(life->detail, sizeof life->detail, right ? "{\"chosen\":%zu}" : "{\"chosen\":%zu,\"misconception\":\"mistake-%d\"}",
             option, (int)rng_below(rng, 60));
    *row = (struct log_row){.device = "bench", .ordered_at = SCALE_NOW - span + span / (int64_t)life->count * number};
    row->answer = (struct answer){.kind = kind,
                                  .item = life->item,
                                  .at = row->ordered_at,
                                  .grade = kind == ANSWER_READ ? GRADE_NONE : draw_grade(rng, right),
                                  .right = right,
                                  .took_ms = (int64_t)rng_below(rng, 20000),
                                  .attempts = 1,
                                  .seed = rng_next(rng),
                                  .detail = kind == ANSWER_CHOICE ? life->detail : NULL,
                                  .sequence = number,
                                  .confidence = number % 10 ? 0 : (int)(25 + 5 * rng_below(rng, 16))};
    if (number % 100 == 0) { /* takes back the one before */
        row->answer.kind = ANSWER_UNDO;
        row->answer.undone = number - 1;
        row->answer.grade = GRADE_NONE;
    }
    return 1;
}

double scale_write_answers(const char *path, size_t answers)
{
    struct life life = {.count = answers};
    struct schedule_parameters parameters;
    struct store *store;
    struct log_merged merged;
    struct err err;
    rng_init(&life.rng, 1);
    schedule_defaults(&parameters);
    if (store_open(&store, path, &parameters, &err) != 0)
        fail(err.text);
    double start = bench_seconds();
    if (store_log_merge(store, give, &life, &merged, &err) != 0)
        fail(err.text);
    double seconds = bench_seconds() - start;
    if (merged.added != answers)
        fail("answers were left out");
    store_close(&store);
    return seconds;
}
