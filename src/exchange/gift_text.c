/* Texts of GIFT: where a sign stands, and what is meant without escapes and markup. */
#include "exchange/gift.h"

#include "exchange/html.h"

#include <ctype.h>
#include <string.h>

const char *gift_find(const char *text, size_t length, const char *sign)
{
    size_t sign_length = strlen(sign);
    for (size_t i = 0; i + sign_length <= length; i++) {
        if (text[i] == '\\')
            i++;
        else if (memcmp(text + i, sign, sign_length) == 0)
            return text + i;
    }
    return NULL;
}

static void unescape(struct str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool escape = text[i] == '\\' && i + 1 < length;
        if (escape && text[i + 1] == 'n')
            str_add_char(out, '\n'), i++;
        else if (escape && strchr("\\:#={}~", text[i + 1]))
            str_add_char(out, text[++i]);
        else
            str_add_char(out, text[i]);
    }
}

static bool has_tags(const char *text)
{
    struct html_tag tag;
    const char *limit = text + strlen(text);
    for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<'))
        if (html_tag(at, limit, &tag))
            return true;
    return false;
}

const char *gift_text(const struct gift_question *question, const char *text, size_t length)
{
    static const struct {
        const char *mark;
        enum gift_markup markup;
    } marks[] = {{"[html]", GIFT_HTML}, {"[markdown]", GIFT_MARKDOWN}, {"[plain]", GIFT_PLAIN}, {"[moodle]", GIFT_PLAIN}};
    enum gift_markup markup = question->markup;
    struct str raw, out;
    while (length && isspace((unsigned char)*text))
        text++, length--;
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i].mark);
        if (length < size || strncmp(text, marks[i].mark, size) != 0)
            continue;
        markup = marks[i].markup;
        text += size;
        length -= size;
    }
    str_init(&raw);
    str_init(&out);
    unescape(&raw, text, length);
    if (markup == GIFT_MARKDOWN)
        str_add(&out, raw.text);
    else if (markup == GIFT_HTML || has_tags(raw.text))
        html_read(&out, raw.text, raw.length);
    else
        html_plain(&out, raw.text, raw.length);
    const char *kept = arena_string(&question->import->arena, out.text);
    str_release(&raw);
    str_release(&out);
    return kept;
}
