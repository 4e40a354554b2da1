/* What can only be seen in a course as a whole. */
#include "course/lint_rules.h"

#include "base/utf8.h"

/* Below so many questions any share may be chance. */
enum { QUESTIONS_AT_LEAST = 30, LONGEST_PERCENT = 40, PLACE_PERCENT = 45, PLACES = 4 };

static struct lint_file *file_of(struct lint_files *files, const struct topic *topic)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].topic == topic)
            return &files->items[i];
    return NULL;
}

static void check_challenge_question(struct source *source, const struct question *question)
{
    if (question->seconds == 0)
        lint_report(source, SEVERITY_WARNING, &question->item, "is part of a challenge, but has no time limit");
    if (question->hints.count < 2)
        lint_report(source, SEVERITY_WARNING, &question->item, "is part of a challenge, but has %zu hint%s: two or three belong to it",
                  question->hints.count, question->hints.count == 1 ? "" : "s");
    if (question->item.sources.count == 0)
        lint_report(source, SEVERITY_WARNING, &question->item, "is part of a challenge, but has no sources");
    for (size_t i = 0; i < question->option_count; i++)
        if (!question->options[i].right && !question->options[i].misconception) {
            lint_report(source, SEVERITY_WARNING, &question->item, "is part of a challenge, but a wrong option names no misconception");
            return;
        }
    bool typed = question->kind == QUESTION_NUMBER || question->kind == QUESTION_SHAPE;
    if (typed && question->mistake_count == 0)
        lint_report(source, SEVERITY_WARNING, &question->item, "is part of a challenge, but names no mistakes");
}

/* Each question once, however many challenges have it. */
static void check_challenges(const struct course *course, struct lint_files *files)
{
    for (size_t i = 0; i < course->challenge_count; i++) {
        const struct challenge *challenge = &course->challenges[i];
        for (size_t j = 0; j < challenge->question_count; j++) {
            bool seen = false;
            for (size_t k = 0; k < i; k++)
                for (size_t l = 0; l < course->challenges[k].question_count; l++)
                    seen |= course->challenges[k].questions[l] == challenge->questions[j];
            struct lint_file *file = file_of(files, challenge->questions[j]->item.topic);
            if (!seen && file && file->wanted)
                check_challenge_question(&file->source, challenge->questions[j]);
        }
    }
}

struct cues {
    size_t questions;       /* with PLACES options */
    size_t longest;         /* whose right option is longer than all others */
    size_t places[PLACES];  /* where the right one stands */
};

static void count_question(struct cues *cues, const struct question *question)
{
    size_t longest = 0, right = 0, width[PLACES];
    if (question->kind != QUESTION_SINGLE || question->option_count != PLACES)
        return;
    for (size_t i = 0; i < PLACES; i++) {
        width[i] = utf8_width_string(question->options[i].text);
        longest = width[i] > width[longest] ? i : longest;
        right = question->options[i].right ? i : right;
    }
    size_t as_long = 0;
    for (size_t i = 0; i < PLACES; i++)
        as_long += width[i] == width[longest];
    cues->questions++;
    cues->longest += longest == right && as_long == 1;
    cues->places[right]++;
}

static void check_cues(const struct course *course, struct source *source)
{
    struct cues cues = {0};
    for (size_t i = 0; i < course->topic_count; i++)
        for (size_t j = 0; j < course->topics[i].question_count; j++)
            count_question(&cues, &course->topics[i].questions[j]);
    if (cues.questions < QUESTIONS_AT_LEAST)
        return;
    if (cues.longest * 100 > cues.questions * LONGEST_PERCENT)
        source_report(source, SEVERITY_WARNING, NULL,
                      "the right option is the longest one in %zu of %zu questions; chance would make it a quarter", cues.longest,
                      cues.questions);
    for (size_t i = 0; i < PLACES; i++)
        if (cues.places[i] * 100 > cues.questions * PLACE_PERCENT)
            source_report(source, SEVERITY_WARNING, NULL, "the right option is number %zu in %zu of %zu questions", i + 1,
                          cues.places[i], cues.questions);
}

void lint_course(const struct course *course, struct lint_files *files)
{
    check_challenges(course, files);
    if (files->count > 0)
        check_cues(course, &files->items[0].source);
}
