/*
 * Numbers as they stand on the screen.  All texts live in the arena.
 */
#ifndef VIEW_NUMBER_TEXT_H
#define VIEW_NUMBER_TEXT_H

#include "base/arena.h"

/*
 * For columns: with `decimals` places (from 1000 on fewer, float32 has seven digits), or with an exponent where that would show
 * nothing or too much.  What is below a millionth of `scale` (>= 0: the size of the numbers that it came from) is rounding and
 * shown as zero.
 */
const char *number_text(struct arena *arena, double value, int decimals, double scale);

/* For running text: four places at most, without zeros at the end. */
const char *number_short(struct arena *arena, double value);

#endif
