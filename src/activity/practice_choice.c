#include "activity/practice_choice.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* A right answer leaves so much of the weight of every mistake that was offered. */
static const double FADING = 0.6;

/* What lies further back has faded. */
enum { ANSWERS_THAT_WEIGH = 2000 };

static struct weakness *find_weakness(struct practice_choice *choice, const char *name)
{
    for (size_t i = 0; i < choice->weaknesses.count; i++)
        if (strcmp(choice->weaknesses.items[i].name, name) == 0)
            return &choice->weaknesses.items[i];
    return NULL;
}

static void add_exercise(struct practice_choice *choice, const struct exercise *exercise)
{
    *vec_add(&choice->candidates) = (struct candidate){.exercise = exercise};
    for (size_t i = 0; i < exercise->mistake_count; i++)
        if (!find_weakness(choice, exercise->mistakes[i].name))
            *vec_add(&choice->weaknesses) = (struct weakness){.name = exercise->mistakes[i].name};
}

static void list_exercises(struct practice_choice *choice, const struct course *course, const struct arguments *arguments)
{
    for (size_t t = 0; t < course->topic_count; t++) {
        const struct topic *topic = &course->topics[t];
        for (size_t i = 0; i < topic->exercise_count; i++) {
            bool named = !arguments->exercise || arguments->exercise == &topic->exercises[i];
            bool level = arguments->level < 0 || (int)topic->exercises[i].item.level == arguments->level;
            if (named && level && (!arguments->topic || arguments->topic == topic))
                add_exercise(choice, &topic->exercises[i]);
        }
    }
}

static void fade(struct practice_choice *choice, const char *name)
{
    struct weakness *weakness = name ? find_weakness(choice, name) : NULL;
    if (weakness)
        weakness->weight *= FADING;
}

void practice_count(struct practice_choice *choice, const struct exercise *exercise, const char *mistake)
{
    choice->answers++;
    for (size_t i = 0; i < choice->candidates.count; i++)
        if (choice->candidates.items[i].exercise == exercise)
            choice->candidates.items[i].seen = choice->answers;
    for (size_t i = 0; !mistake && i < exercise->mistake_count; i++)
        fade(choice, exercise->mistakes[i].name);
    struct weakness *weakness = mistake ? find_weakness(choice, mistake) : NULL;
    if (weakness)
        weakness->weight++;
}

/* A question of the course names misconceptions too. */
static void count_question(struct practice_choice *choice, const struct item *item, const char *mistake)
{
    const struct question *question = item && item->kind == ITEM_QUESTION ? (const struct question *)item : NULL;
    for (size_t i = 0; question && !mistake && i < question->option_count; i++)
        fade(choice, question->options[i].misconception);
    for (size_t i = 0; question && !mistake && i < question->mistake_count; i++)
        fade(choice, question->mistakes[i].name);
    struct weakness *weakness = mistake ? find_weakness(choice, mistake) : NULL;
    if (weakness)
        weakness->weight++;
}

static void count_answer(struct practice_choice *choice, struct environment *environment, const struct answer *answer)
{
    const struct exercise *exercise = course_exercise(environment->course, answer->item);
    char *mistake = NULL;
    if (!answer->right && answer->detail)
        mistake = store_json_value(environment->store, answer->detail, "misconception");
    if (!answer->right && !mistake)
        return; /* nothing is known about this miss */
    if (exercise)
        practice_count(choice, exercise, mistake);
    else
        count_question(choice, course_item(environment->course, answer->item), mistake);
    free(mistake);
}

int practice_choice_init(struct practice_choice *choice, struct environment *environment, const struct arguments *arguments,
                         struct err *err)
{
    struct answers answers;
    *choice = (struct practice_choice){.answers = 0};
    int code = store_recent_answers(environment->store, ANSWER_CHOICE, ANSWERS_THAT_WEIGH, &answers, err);
    if (code)
        return code;
    list_exercises(choice, environment->course, arguments);
    for (size_t i = 0; i < answers.count; i++)
        count_answer(choice, environment, &answers.items[i]);
    answers_release(&answers);
    return 0;
}

void practice_choice_release(struct practice_choice *choice)
{
    vec_release(&choice->candidates);
    vec_release(&choice->weaknesses);
}

/* The heaviest mistake that an exercise offers; NULL if none weighs enough. */
static const struct weakness *weakest_of(struct practice_choice *choice, const struct exercise *exercise)
{
    const struct weakness *weakest = NULL;
    for (size_t i = 0; i < exercise->mistake_count; i++) {
        const struct weakness *weakness = find_weakness(choice, exercise->mistakes[i].name);
        if (weakness->weight >= PRACTICE_WEAK && (!weakest || weakness->weight > weakest->weight))
            weakest = weakness;
    }
    return weakest;
}

static bool was_just_shown(const struct practice_choice *choice, const struct exercise *exercise)
{
    size_t pause = choice->candidates.count - 1 < 2 ? choice->candidates.count - 1 : 2;
    for (size_t i = 0; i < pause; i++)
        if (choice->shown[i] == exercise)
            return true;
    return false;
}

const struct exercise *practice_choose(struct practice_choice *choice, const struct weakness **reason)
{
    const struct candidate *best = NULL;
    *reason = NULL;
    for (size_t i = 0; i < choice->candidates.count; i++) {
        const struct candidate *candidate = &choice->candidates.items[i];
        if (was_just_shown(choice, candidate->exercise))
            continue;
        const struct weakness *weakness = weakest_of(choice, candidate->exercise);
        double weight = weakness ? weakness->weight : 0, best_weight = *reason ? (*reason)->weight : 0;
        if (best && (weight < best_weight || (weight == best_weight && candidate->seen >= best->seen)))
            continue;
        best = candidate;
        *reason = weakness;
    }
    if (!best)
        return NULL;
    choice->shown[1] = choice->shown[0];
    choice->shown[0] = best->exercise;
    return best->exercise;
}
