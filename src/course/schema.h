/*
 * What may stand in a course file, as tables: they drive loading (bind.h), the messages about mistakes, and the manual page
 * bntutor-course(5).  A new key is one line in schema.c and one member in course.h.
 */
#ifndef COURSE_SCHEMA_H
#define COURSE_SCHEMA_H

#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>

struct binding;
struct node;

/* How a value is written, and what it is stored as. */
enum field_type {
    FIELD_ID,         /* a new id              -> const char * */
    FIELD_NAME,       /* a name formed as ids are, for grouping -> const char * */
    FIELD_LINE,       /* a text of one line    -> const char * */
    FIELD_MARKDOWN,   /* a text                -> const char * */
    FIELD_WORD,       /* one of `words`        -> an enum, its place in `words` */
    FIELD_NUMBER,     /* a number, or one of `words`, which count as -1 -> double */
    FIELD_WHOLE,      /* a whole number        -> int or unsigned */
    FIELD_FLAG,       /* true or false         -> bool */
    FIELD_TIME,       /* minutes:seconds       -> int, seconds */
    FIELD_LINES,      /* a list of texts       -> struct strings */
    FIELD_TEXTS,      /* a list of markdowns   -> struct strings */
    FIELD_NUMBERS,    /* a number or a list    -> struct numbers */
    FIELD_DECIMALS,   /* the same          -> struct strings, as they are written */
    FIELD_SIZES,      /* a list of whole numbers > 0 -> size_t[high], their number in count_offset */
    FIELD_ASSIGNMENTS, /* a map of names to single values -> struct assignments */
    FIELD_GROUPS,     /* a list of lists of texts    -> const struct strings *, their number in count_offset */
    FIELD_REFERENCE,  /* the id of an `entity` -> const pointer to it */
    FIELD_REFERENCES, /* a list of such ids    -> array of const pointers, their number in count_offset */
    FIELD_EXPRESSION, /* a calculation         -> const char * */
    FIELD_EXPRESSIONS, /* one or a list of them -> struct strings */
    FIELD_RECORD,     /* one of `records`      -> const pointer to a struct */
    FIELD_RECORDS     /* a list of `records`   -> array of structs, their number in count_offset */
};

/* What an id can name. */
enum entity {
    ENTITY_COURSE,
    ENTITY_TOPIC,
    ENTITY_EXPERIMENT,
    ENTITY_CHALLENGE,
    ENTITY_EXERCISE,
    ENTITY_NOTE, /* from here on: items */
    ENTITY_CARD,
    ENTITY_QUESTION,
    ENTITY_PROMPT,
    ENTITY_PREDICTION
};

struct field {
    const char *key;
    enum field_type type;
    bool required;
    double low, high;         /* range of a number, entries of a list; of a text: `high` characters are recommended; 0, 0 = any */
    const char *const *words; /* ended by NULL */
    const char *preset;       /* the value when the key is absent, as it would be written; NULL = none */
    const struct schema *records;
    enum entity entity; /* of an id, or of what is referred to */
    size_t offset, count_offset;
    const char *help; /* one or two sentences for the manual page */
};

struct schema {
    const char *name;       /* for messages: "card" */
    size_t size;            /* of the struct */
    size_t position_offset; /* of its `struct position`; 0 = it has none */
    const struct field *fields;
    size_t field_count; /* at most 64 */
    /* Looks at what no single field can tell and fills in what depends on several; NULL = nothing of that kind. */
    void (*finish)(struct binding *binding, const struct node *node, void *record);
    const char *help;
};

/* What course.yaml says itself. */
struct course_head {
    const char *id, *title;
    struct strings topics; /* file names */
    const struct challenge *challenges;
    size_t challenge_count;
};

extern const struct schema schema_course; /* struct course_head */
extern const struct schema schema_topic;  /* struct topic */
extern const struct schema schema_challenge; /* struct challenge, in schema_course */

/* What stands in those and has a file of its own (schema_questions.c, schema_numbers.c). */
extern const struct schema schema_question;   /* struct question */
extern const struct schema schema_prediction; /* struct question */
extern const struct schema schema_proof;      /* struct proof */
extern const struct schema schema_exercise;   /* struct exercise */

/* "topic", "card", ... */
const char *entity_name(enum entity entity);

/* True for what a struct item begins. */
static inline bool entity_is_item(enum entity entity)
{
    return entity >= ENTITY_NOTE;
}

/* Where what has such an id points to its topic; 0 if it does not. */
static inline size_t entity_topic_offset(enum entity entity)
{
    if (entity_is_item(entity) || entity == ENTITY_EXERCISE)
        return offsetof(struct item, topic);
    return entity == ENTITY_EXPERIMENT ? offsetof(struct experiment, topic) : 0;
}

#endif
