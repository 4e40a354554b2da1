#include "cli/completion_words.h"

#include <string.h>

const char *completions_list(enum argument argument)
{
    switch (argument) {
    case ARGUMENT_TOPIC:
        return "topics";
    case ARGUMENT_CHALLENGE:
        return "challenges";
    case ARGUMENT_EXERCISE:
        return "exercises";
    case ARGUMENT_DEMO:
        return "demos";
    default:
        return NULL;
    }
}

void completions_quote(FILE *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\'", out);
        else if (strchr(special, *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

void completions_words(FILE *out, const char *words)
{
    for (; *words; words++)
        fputc(*words == '|' ? ' ' : *words, out);
}
