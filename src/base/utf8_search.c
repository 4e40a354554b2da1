#include "base/utf8.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_ascii(const char *text)
{
    while (*text && !(*text & 0x80))
        text++;
    return !*text;
}

/* Copies `length` bytes without the marks that stand over, under or through letters. */
static char *without_marks(const uint8_t *text, size_t length)
{
    char *out = mem_new(length + 1, 1);
    size_t kept = 0;
    for (size_t at = 0, step; at < length; at += step) {
        ucs4_t character;
        int bytes = u8_mbtouc(&character, text + at, length - at);
        step = bytes > 0 ? (size_t)bytes : 1;
        if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn))
            continue;
        memcpy(out + kept, text + at, step);
        kept += step;
    }
    return out;
}

char *utf8_fold(const char *text)
{
    size_t length;
    uint8_t *folded = u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFKD, NULL, &length);
    char *out = folded ? without_marks(folded, length) : mem_string(text); /* what is no UTF-8 stays as it is */
    free(folded);
    return out;
}

bool utf8_holds(const char *text, const char *folded)
{
    if (is_ascii(text))
        return strcasestr(text, folded) != NULL;
    char *own = utf8_fold(text);
    bool holds = strstr(own, folded) != NULL;
    free(own);
    return holds;
}
