/* Numbers as texts state them: with a certain number of digits. */
#ifndef EXPERIMENT_STATED_H
#define EXPERIMENT_STATED_H

#include <stdbool.h>
#include <stddef.h>

/* A number in a text; the text belongs to someone else. */
struct stated {
    const char *text;
    size_t length;
};

/*
 * The next number from `text` on that has a decimal point and at least STATED_DIGITS digits, leading zeros not counted; false if
 * there is none.  Parts of names, versions such as 1.13.1 and arXiv ids such as 1502.03167 are no numbers.
 */
enum { STATED_DIGITS = 3 };
bool stated_next(const char *text, struct stated *number);

/*
 * Whether `value` rounds to the number at `text` (a decimal number, with what follows ignored), give or take the last bits of a
 * float32.  A whole number stands for two more digits: 47 does not state 47.4.
 */
bool stated_agrees(const char *text, double value);

#endif
