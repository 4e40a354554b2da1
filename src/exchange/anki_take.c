/* Anki's notes as items. */
#include "exchange/anki_note.h"

#include "exchange/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A note on its way to an item. */
struct taking {
    struct import *import;
    struct node *item;
    struct span span;
    bool html, lost;
};

static const char *markdown(struct taking *taking, const char *text, size_t length)
{
    struct str out;
    str_init(&out);
    if (taking->html)
        taking->lost |= html_read(&out, text, length);
    else
        html_plain(&out, text, length);
    const char *kept = arena_string(&taking->import->arena, out.text);
    str_release(&out);
    return kept;
}

static void put(struct taking *taking, struct node *map, const char *key, const char *text, size_t length)
{
    draft_put_text(&taking->import->arena, map, key, markdown(taking, text, length));
}

/* The value of a tag such as level::beginner, with its underscores as blanks; NULL if there is none. */
static const char *tag_value(struct taking *taking, const char *tags, const char *key)
{
    size_t length = strlen(key);
    for (const char *tag = strstr(tags, key); tag; tag = strstr(tag + 1, key)) {
        bool whole = (tag == tags || tag[-1] == ' ') && strncmp(tag + length, "::", 2) == 0;
        if (!whole)
            continue;
        char *value = arena_string_n(&taking->import->arena, tag + length + 2, strcspn(tag + length + 2, " "));
        for (char *c = value; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        return value;
    }
    return NULL;
}

/* {{c2::n::a letter}} is {{n::a letter}} here; pictures over pictures are nothing. */
static void put_cloze(struct taking *taking, const char *front)
{
    const char *text = markdown(taking, front, strlen(front));
    struct str cloze;
    str_init(&cloze);
    for (const char *gap; (gap = strstr(text, "{{c"));) {
        size_t digits = strspn(gap + 3, "0123456789");
        bool numbered = digits && strncmp(gap + 3 + digits, "::", 2) == 0;
        str_add_n(&cloze, text, (size_t)(gap - text));
        str_add(&cloze, numbered ? "{{" : "{{c");
        text = gap + 3 + (numbered ? digits + 2 : 0);
    }
    str_add(&cloze, text);
    draft_put_text(&taking->import->arena, taking->item, "cloze", cloze.text);
    str_release(&cloze);
}

/* True if the option number `index` is among "A, C". */
static bool is_among(const char *letters, size_t length, size_t index)
{
    return memchr(letters, (int)('A' + index), length) != NULL;
}

static void put_options(struct taking *taking, const struct html_part *options, const char *back)
{
    struct arena *arena = &taking->import->arena;
    const char *limit = back + strlen(back);
    struct html_part answer = {.inner = ""}, reasons, option, reason;
    struct node *list = draft_list(arena, taking->span);
    html_find(back, limit, "div", "answer", &answer);
    bool reasoned = html_find(back, limit, "ol", "reasons", &reasons);
    const char *at = options->inner, *reason_at = reasoned ? reasons.inner : "";
    for (size_t i = 0; html_find(at, options->inner + options->length, "li", NULL, &option); at = option.end, i++) {
        struct node *map = draft_map(arena, taking->span);
        put(taking, map, "text", option.inner, option.length);
        if (is_among(answer.inner, answer.length, i))
            draft_put_text(arena, map, "right", "true");
        reasoned = reasoned && html_find(reason_at, reasons.inner + reasons.length, "li", NULL, &reason);
        if (reasoned) {
            put(taking, map, "why", reason.inner, reason.length);
            reason_at = reason.end;
        }
        draft_add(list, map);
    }
    draft_put(arena, taking->item, "options", list);
}

/* "1.25 ± 0.01" or "(8, 1, 1)". */
static void put_answer(struct taking *taking, const struct html_part *answer)
{
    struct arena *arena = &taking->import->arena;
    const char *text = markdown(taking, answer->inner, answer->length), *sign = strstr(text, "±");
    struct node *list = draft_list(arena, taking->span);
    for (; sign; sign = strstr(sign + 1, "±")) {
        char *end;
        double off = strtod(sign + strlen("±"), &end);
        draft_put_text(arena, taking->item, *end == '%' ? "relative" : "tolerance",
                       arena_print(arena, "%.12g", *end == '%' ? off / 100 : off));
    }
    for (const char *at = text; (at += strcspn(at, "-+.0123456789"), *at) && strncmp(at, "±", 2) != 0;) {
        size_t length = strspn(at, "-+.0123456789eE");
        draft_add(list, draft_text(arena, arena_string_n(arena, at, length), taking->span));
        at += length;
        if (strncmp(at, " ±", 3) == 0)
            break;
    }
    draft_put(arena, taking->item, "answer", list);
}

static void put_part(struct taking *taking, const char *key, const char *html, const char *name)
{
    struct html_part part;
    if (html_find(html, html + strlen(html), "div", name, &part))
        put(taking, taking->item, key, part.inner, part.length);
}

/* A question as anki_note_fill() wrote it; false if it is none. */
static bool take_question(struct taking *taking, const struct anki_fields *fields)
{
    const char *front = fields->front, *kind = tag_value(taking, fields->tags, "kind");
    const char *category = tag_value(taking, fields->tags, "category");
    struct html_part options, answer;
    bool choice = html_find(front, front + strlen(front), "ol", "options", &options);
    bool answered = html_find(fields->back, fields->back + strlen(fields->back), "div", "answer", &answer);
    if (!fields->html || !answered || (!choice && !kind))
        return false;
    draft_put_text(&taking->import->arena, taking->item, "kind", kind ? kind : "single");
    draft_put_text(&taking->import->arena, taking->item, "category", category);
    put(taking, taking->item, "stem", front, choice ? (size_t)(options.start - front) : strlen(front));
    if (choice)
        put_options(taking, &options, fields->back);
    else
        put_answer(taking, &answer);
    put_part(taking, "why", fields->back, "reason");
    put_part(taking, "explanation", fields->back, "explanation");
    return true;
}

void anki_note_take(struct import *import, const struct anki_fields *fields, struct span span)
{
    struct taking taking = {.import = import, .item = draft_map(&import->arena, span), .span = span, .html = fields->html};
    const char *section = "cards";
    draft_put_text(&import->arena, taking.item, "id", fields->id);
    draft_put_text(&import->arena, taking.item, "level", tag_value(&taking, fields->tags, "level"));
    if (fields->cloze) {
        put_cloze(&taking, fields->front);
    } else if (take_question(&taking, fields)) {
        section = "questions";
    } else {
        put(&taking, taking.item, "front", fields->front, strlen(fields->front));
        put(&taking, taking.item, "back", fields->back, strlen(fields->back));
    }
    if (taking.lost)
        import_remark(import, &span, "pictures, sounds and tables have no place here; taken without them");
    import_add(import, section, taking.item);
}
