/*
 * The course: immutable data, checked and loaded from YAML.
 *
 * course_load() makes one `struct course`; everything reachable from it belongs to it and lives until course_free().  Nothing in it
 * changes after loading, so pointers into it may be kept by anyone who does not outlive it.
 * Texts named "markdown" are Markdown (emphasis, code, lists, fenced code blocks with a language); all others are plain lines.
 */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include "base/err.h"
#include "course/exercise.h"

struct diagnostics;

struct topic {
    const char *id;
    const char *title;
    const char *summary; /* one line */
    const struct topic **prerequisites;
    size_t prerequisite_count;
    const struct note *notes;
    size_t note_count;
    const struct card *cards;
    size_t card_count;
    const struct question *questions;
    size_t question_count;
    const struct prompt *prompts;
    size_t prompt_count;
    const struct question *predictions; /* each with an experiment, which is watched afterwards */
    size_t prediction_count;
    const struct experiment *experiments;
    size_t experiment_count;
    const struct exercise *exercises;
    size_t exercise_count;
    struct position at;
};

/* What the clock of a challenge does while a demo is watched before the problem is decided. */
enum watching { WATCHING_RUNS, WATCHING_PAUSES };

/* A timed set of questions with a badge. */
struct challenge {
    const char *id;
    const char *title;
    const char *badge;     /* what is won */
    const char *criterion; /* how, in one sentence; always shown */
    const struct question **questions;
    size_t question_count;
    enum watching watching;
    int draw; /* 0 = all questions in their order; else so many of them, drawn anew for each run; <= question_count */
    struct position at;
};

struct course {
    const char *title;
    const struct topic *topics; /* in teaching order */
    size_t topic_count;
    const struct challenge *challenges;
    size_t challenge_count;
};

/*
 * Loads course.yaml in `directory` with the topic files it names, then every *.yaml of `own_directory` (may be NULL or absent) as
 * further topics.  Every error of every file goes to `diagnostics`.  A faulty own file is left out and never keeps the others from
 * loading; an error in the shipped course gives ERR_INVALID.  On failure *course is NULL.
 */
int course_load(struct course **course, const char *directory, const char *own_directory, struct diagnostics *diagnostics,
                struct err *err);

/* Frees the course and sets the pointer to NULL; NULL inside is allowed. */
void course_free(struct course **course);

/* How many things in it have an id: items, and little else. */
size_t course_size(const struct course *course);

/* Finds by id; NULL if there is none. */
const struct topic *course_topic(const struct course *course, const char *id);
const struct experiment *course_experiment(const struct course *course, const char *id);
const struct challenge *course_challenge(const struct course *course, const char *id);
const struct exercise *course_exercise(const struct course *course, const char *id);
const struct item *course_item(const struct course *course, const char *id);

/* Item number `index` of `kind` in a topic; NULL past the last one. */
const struct item *topic_item(const struct topic *topic, enum item_kind kind, size_t index);

/* The id closest to a mistyped one among topics, items, experiments and challenges, for "did you mean"; NULL if none is close. */
const char *course_suggest(const struct course *course, const char *id);

/* Words as they stand in YAML and on the screen: "beginner", "predict output", "training", "pytorch". */
const char *level_name(enum level level);
const char *category_name(enum category category);
const char *mode_name(enum mode mode);
const char *framework_name(enum framework framework);
const char *item_kind_name(enum item_kind kind);
const char *question_kind_name(enum question_kind kind);
const char *question_format_name(enum question_format format);
const char *card_kind_name(enum card_kind kind);

/* A framework's defaults, momentum in its own meaning. */
double framework_momentum(enum framework framework);
double framework_epsilon(enum framework framework);

/* The level of that name; false if the word is none. */
bool level_parse(const char *word, enum level *level);

#endif
