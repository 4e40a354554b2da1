/* What the tables of schema.c, schema_questions.c and schema_numbers.c share. */
#ifndef COURSE_SCHEMA_RANGES_H
#define COURSE_SCHEMA_RANGES_H

#include <float.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Tensors are float32. */
#define ANY_FLOAT .low = -(double)FLT_MAX, .high = (double)FLT_MAX
#define FLOAT_FROM_ZERO .low = 0, .high = (double)FLT_MAX

/* A field is two or three lines here, not ten. */
/* clang-format off */
/* The members that all items share; `of` has its struct item first. */
#define ITEM_FIELDS(of, kind)                                                                                                     \
    {.key = "id", .type = FIELD_ID, .required = true, .entity = kind, .offset = offsetof(struct of, item.id),                     \
     .help = "Its name for good: progress is remembered under it, so that texts can be improved later."},                         \
    {.key = "level", .type = FIELD_WORD, .required = true, .words = level_words, .offset = offsetof(struct of, item.level),       \
     .help = "How difficult it is."},                                                                                             \
    {.key = "sources", .type = FIELD_LINES, .low = 1, .high = 100, .offset = offsetof(struct of, item.sources),                   \
     .help = "Papers, documentation or source files that it rests on."},                                                          \
    {.key = "origin", .type = FIELD_LINES, .low = 1, .high = 100, .offset = offsetof(struct of, item.origin),                     \
     .help = "Names of the entries of older question collections that this one carries on."},                                     \
    {.key = "erratum", .type = FIELD_MARKDOWN, .offset = offsetof(struct of, item.erratum),                                       \
     .help = "What popular pages say here, and what is right."},                                                                  \
    {.key = "experiment", .type = FIELD_REFERENCE, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct of, item.experiment),   \
     .help = "The experiment that shows it in numbers; of any topic."},                                                           \
    {.key = "proves", .type = FIELD_RECORDS, .low = 1, .high = 40, .records = &schema_proof, .offset = offsetof(struct of, item.proofs), \
     .count_offset = offsetof(struct of, item.proof_count),                                                                       \
     .help = "Numbers of its text, to be proved by running the kernel. Numbers with a decimal point that its experiment yields "    \
             "are found without being listed."},                                                                                  \
    {.key = "unproved", .type = FIELD_LINE, .offset = offsetof(struct of, item.unproved),                                         \
     .help = "Why there are numbers in its text that no experiment yields: measured by a paper, say."}
/* clang-format on */

#endif
