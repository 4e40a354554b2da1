#include "experiment/exercise_lint.h"

#include "course/source.h"
#include "experiment/exercise.h"

#include <stdlib.h>
#include <string.h>

/* What the seeds have made. */
struct survey {
    uint64_t stems[EXERCISE_SEEDS]; /* hashes */
    size_t count;
    bool offered[EXERCISE_MISTAKES_MAX];
};

/* FNV-1a, 64 bits, as in index.c */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}

static void note(struct survey *survey, const struct made_question *made)
{
    survey->stems[survey->count++] = hash_of(made->question.stem);
    for (size_t i = 0; i < made->question.option_count; i++)
        for (size_t j = 0; j < made->exercise->mistake_count; j++)
            survey->offered[j] |= made->question.options[i].misconception == made->exercise->mistakes[j].name;
}

static int compare(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static size_t count_stems(struct survey *survey)
{
    size_t different = 0;
    qsort(survey->stems, survey->count, sizeof *survey->stems, compare);
    for (size_t i = 0; i < survey->count; i++)
        different += i == 0 || survey->stems[i] != survey->stems[i - 1];
    return different;
}

static void lint_one(const struct exercise *exercise, struct source *source)
{
    struct survey survey = {.count = 0};
    struct span at = {.line = exercise->item.at.line, .column = exercise->item.at.column, .width = 1};
    struct made_question made;
    struct err err;
    for (unsigned seed = 1; seed <= EXERCISE_SEEDS; seed++) {
        if (exercise_make(exercise, seed, &made, &err)) {
            source_report(source, SEVERITY_ERROR, &at, "exercise '%s' fails with seed %u: %s", exercise->item.id, seed, err.text);
            return;
        }
        note(&survey, &made);
        made_question_release(&made);
    }
    size_t stems = count_stems(&survey);
    if (stems < EXERCISE_STEMS_AT_LEAST)
        source_report(source, SEVERITY_WARNING, &at, "exercise '%s' makes only %zu different questions", exercise->item.id, stems);
    for (size_t i = 0; i < exercise->mistake_count; i++)
        if (!survey.offered[i])
            source_report(source, SEVERITY_WARNING, &at, "exercise '%s' never offers the mistake '%s'", exercise->item.id,
                          exercise->mistakes[i].name);
}

void exercise_lint(const struct topic *topic, struct source *source, struct lint_topic *counts)
{
    counts->exercises += topic->exercise_count;
    for (size_t i = 0; i < topic->exercise_count; i++)
        lint_one(&topic->exercises[i], source);
}
