#include "activity/explain/concept.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of the blank, line end or hyphen at `text`, 0 if it is something else. */
static size_t gap_length(const char *text)
{
    if (strchr(" \t\r\n-", *text))
        return 1;
    if (!strncmp(text, "\u2010", 3) || !strncmp(text, "\u2011", 3))
        return 3;
    return strncmp(text, "\u00a0", 2) ? 0 : 2;
}

/* The small letter for the two bytes at `text`: Latin-1 (À to Þ but not ×) and Greek (Α to Ω); others stay. */
static void lower_two(const char *text, char out[2])
{
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];
    if (first == 0xc3 && second >= 0x80 && second <= 0x9e && second != 0x97)
        second += 0x20;
    else if (first == 0xce && second >= 0x91 && second <= 0x9f)
        second += 0x20;
    else if (first == 0xce && second >= 0xa0 && second <= 0xa9)
        first = 0xcf, second -= 0x20;
    out[0] = (char)first;
    out[1] = (char)second;
}

static char *fold(const char *text)
{
    struct str out;
    str_init(&out);
    while (*text) {
        size_t gap = gap_length(text);
        if (gap) {
            if (!out.length || out.text[out.length - 1] != ' ')
                str_add_char(&out, ' ');
            text += gap;
        } else if ((unsigned char)text[0] >= 0xc2 && (unsigned char)text[0] < 0xe0 && text[1]) {
            char letter[2];
            lower_two(text, letter);
            str_add_n(&out, letter, 2);
            text += 2;
        } else {
            str_add_char(&out, *text >= 'A' && *text <= 'Z' ? (char)(*text + 'a' - 'A') : *text);
            text++;
        }
    }
    return str_take(&out);
}

static bool has_word(const char *folded_text, const char *word)
{
    char *folded_word = fold(word);
    bool found = *folded_word && strstr(folded_text, folded_word);
    free(folded_word);
    return found;
}

static bool has_one_of(const char *folded_text, const struct strings *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (has_word(folded_text, words->items[i]))
            return true;
    return false;
}

bool concept_found(const struct concept *concept, const char *text)
{
    char *folded = fold(text);
    size_t groups = 0;
    while (groups < concept->group_count && has_one_of(folded, &concept->groups[groups]))
        groups++;
    free(folded);
    return groups == concept->group_count;
}
