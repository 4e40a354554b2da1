#include "course/lint_words.h"

#include <ctype.h>

/* Bytes of other alphabets count as letters. */
static bool in_word(char c)
{
    return isalnum((unsigned char)c) || ((unsigned char)c & 0x80);
}

/* FNV-1a, 64 bits, as in index.c */
bool lint_next_word(const char **text, uint64_t *hash)
{
    const char *at = *text;
    while (*at && !in_word(*at))
        at++;
    *hash = 0xcbf29ce484222325u;
    bool found = *at != '\0';
    for (; in_word(*at); at++)
        *hash = (*hash ^ (unsigned char)tolower((unsigned char)*at)) * 0x100000001b3u;
    *text = at;
    return found;
}

size_t lint_count_words(const char *text)
{
    size_t count = 0;
    uint64_t hash;
    while (lint_next_word(&text, &hash))
        count++;
    return count;
}

bool lint_has_word(const char *text, const char *const *words)
{
    uint64_t hash, wanted;
    while (lint_next_word(&text, &hash)) {
        for (size_t i = 0; words[i]; i++) {
            const char *word = words[i];
            if (lint_next_word(&word, &wanted) && wanted == hash)
                return true;
        }
    }
    return false;
}

bool lint_has_phrase(const char *text, const char *phrase)
{
    uint64_t found, wanted;
    for (const char *start = text; lint_next_word(&start, &found);) {
        const char *rest = text, *words = phrase;
        bool same = true;
        while (same && lint_next_word(&words, &wanted))
            same = lint_next_word(&rest, &found) && found == wanted;
        if (same)
            return true;
        text = start;
    }
    return false;
}
