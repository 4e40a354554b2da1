#include "experiment/prove_texts.h"

#include "base/str.h"
#include "course/item_text.h"
#include "course/source.h"
#include "experiment/stated.h"

#include <math.h>
#include <string.h>

enum { LISTED_MAX = 5 };

static bool is_known(const struct known *known, const struct stated *number)
{
    for (size_t i = 0; i < known->count; i++)
        if (stated_agrees(number->text, fabs(known->items[i])))
            return true;
    return false;
}

/* Where the number stands in the file, from the beginning of the item on. */
static struct span place_of(const struct item *item, struct source *source, const struct stated *number)
{
    struct span span = {.line = item->at.line, .column = item->at.column, .width = 1};
    const char *from = source->bytes + source_offset(source, span.line, span.column);
    const char *found = memmem(from, strlen(from), number->text, number->length);
    if (!found)
        return span;
    const char *line = from;
    for (const char *at = from; at < found; at++) {
        if (*at == '\n') {
            span.line++;
            span.column = 1;
            line = at + 1;
        }
    }
    for (const char *at = line; at < found; at++) /* characters, not bytes */
        span.column += ((unsigned char)*at & 0xc0) != 0x80;
    span.width = number->length;
    return span;
}

struct open_numbers {
    struct stated first;
    struct str words;
    size_t stated, open;
};

static void scan(const struct known *known, const char *text, struct open_numbers *numbers)
{
    struct stated number = {text, 0};
    while (stated_next(number.text + number.length, &number)) {
        numbers->stated++;
        if (is_known(known, &number))
            continue;
        if (numbers->open++ == 0)
            numbers->first = number;
        if (numbers->open <= LISTED_MAX)
            str_addf(&numbers->words, "%s%.*s", numbers->open > 1 ? ", " : "", (int)number.length, number.text);
    }
}

static void warn(const struct item *item, struct source *source, const struct open_numbers *numbers)
{
    struct span span = place_of(item, source, &numbers->first);
    source_report(source, SEVERITY_WARNING, &span,
                  "%s '%s' states %s%s: let 'proves' show where that comes from, or 'unproved' say why not",
                  item_kind_name(item->kind), item->id, numbers->words.text, numbers->open > LISTED_MAX ? ", ..." : "");
}

size_t prove_texts(const struct item *item, struct source *source, const struct known *known, size_t *stated)
{
    struct open_numbers numbers = {.stated = 0};
    const char *text;
    str_init(&numbers.words);
    for (size_t i = 0; (text = item_text(item, i)); i++)
        if (!item_text_is_wrong(item, text))
            scan(known, text, &numbers);
    bool from_sources = item->sources.count > 0 && !item->experiment && !item->proof_count;
    if (numbers.open && !item->unproved && !from_sources)
        warn(item, source, &numbers);
    str_release(&numbers.words);
    *stated = numbers.stated;
    return numbers.open;
}
