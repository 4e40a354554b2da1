/*
 * The words of course files that stand for enum values, each list in the order of its enum and ended by NULL.
 */
#ifndef COURSE_WORDS_H
#define COURSE_WORDS_H

extern const char *const level_words[];
extern const char *const category_words[];
extern const char *const question_kind_words[];
extern const char *const question_format_words[];
extern const char *const layout_words[];
extern const char *const mode_words[];
extern const char *const framework_words[];
extern const char *const generator_words[];
extern const char *const watching_words[];
extern const char *const momentum_words[];

/* "a" or "an". */
const char *word_article(const char *noun);

#endif
