#include "course/suggest.h"

#include <stdint.h>
#include <string.h>

enum { WORD_MAX = 64, DISTANCE_MAX = 2 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Row i of the table from the two rows before it; column j holds the distance of the first i letters of a and the first j of b. */
static void fill_row(const char *a, const char *b, size_t i, size_t columns, const size_t *before_last, const size_t *last,
                     size_t *row)
{
    row[0] = i;
    for (size_t j = 1; j < columns; j++) {
        row[j] = smaller(smaller(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = smaller(row[j], before_last[j - 2] + 1);
    }
}

size_t suggest_distance(const char *a, const char *b)
{
    size_t rows[3][WORD_MAX + 1];
    size_t length = strlen(a), columns = strlen(b) + 1;
    if (length > WORD_MAX || columns > WORD_MAX + 1)
        return SIZE_MAX;
    for (size_t j = 0; j < columns; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length; i++)
        fill_row(a, b, i, columns, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    return rows[length % 3][columns - 1];
}

void suggestion_offer(struct suggestion *suggestion, const char *candidate)
{
    size_t length = strlen(candidate);
    if (strnlen(suggestion->word, length + DISTANCE_MAX + 1) > length + DISTANCE_MAX)
        return;
    size_t distance = suggest_distance(suggestion->word, candidate);
    if (distance > DISTANCE_MAX || distance >= length)
        return;
    if (suggestion->best &&
        (distance > suggestion->distance || (distance == suggestion->distance && strcmp(candidate, suggestion->best) >= 0)))
        return;
    suggestion->best = candidate;
    suggestion->distance = distance;
}
