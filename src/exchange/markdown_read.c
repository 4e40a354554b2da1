#include "exchange/markdown.h"

#include <ctype.h>
#include <string.h>

/* A card while its lines are read. */
struct reading {
    struct import *import;
    struct node *item; /* with what a comment said */
    struct str question, answer, cloze;
    struct str *now; /* which of them goes on; NULL between cards */
    struct span span;
    bool answered, fenced;
};

static void put_comment(struct reading *reading, const char *line, size_t length)
{
    static const char *const keys[] = {"id", "level", "kind", "category", "title"};
    char *text = arena_string_n(&reading->import->arena, line, length);
    char *end = strstr(text, "-->");
    if (end)
        *end = '\0';
    for (char *part = text; part;) {
        char *next = strchr(part, ';'), *colon = strchr(part, ':');
        if (next)
            *next++ = '\0';
        part += strspn(part, " ");
        for (size_t i = 0; colon && i < sizeof keys / sizeof *keys; i++)
            if (strncmp(part, keys[i], strlen(keys[i])) == 0 && part + strlen(keys[i]) == colon)
                draft_put_text(&reading->import->arena, reading->item, keys[i], colon + 1 + strspn(colon + 1, " "));
        part = next;
    }
}

/* [n] is {{n}}; \[ is a bracket, and [words](address) a link. */
static void put_cloze(struct reading *reading)
{
    struct str out;
    size_t gaps = 0;
    str_init(&out);
    for (const char *at = reading->cloze.text; *at; at++) {
        const char *close = *at == '[' ? strchr(at, ']') : NULL;
        if (*at == '\\' && (at[1] == '[' || at[1] == ']')) {
            str_add_char(&out, *++at);
        } else if (close && close > at + 1 && close[1] != '(') {
            str_addf(&out, "{{%.*s}}", (int)(close - at - 1), at + 1);
            at = close;
            gaps++;
        } else {
            str_add_char(&out, *at);
        }
    }
    if (gaps) {
        draft_put_text(&reading->import->arena, reading->item, "cloze", out.text);
        import_add(reading->import, "cards", reading->item);
    } else {
        import_lost(reading->import, &reading->span, "a C: without a gap in brackets");
    }
    str_release(&out);
}

static bool is_task(const char *line)
{
    return strncmp(line, "- [", 3) == 0 && line[3] && strchr("xX* ", line[3]) && strncmp(line + 4, "] ", 2) == 0;
}

/* Lines that are indented below an option say why. */
static const char *take_reason(struct reading *reading, const char *line, struct node *option)
{
    struct str why;
    str_init(&why);
    while (*line && (strncmp(line, "  ", 2) == 0 || (*line == '\n' && strncmp(line + 1, "  ", 2) == 0))) {
        size_t indent = *line == '\n' ? 0 : 2;
        str_add_n(&why, line + indent, strcspn(line, "\n") - indent);
        str_add_char(&why, '\n');
        line = markdown_next_line(line);
    }
    draft_put_text(&reading->import->arena, option, "why", why.text);
    str_release(&why);
    return line;
}

/* The list of options at the end of a question, which the answer repeats with its marks, goes. */
static void put_stem(struct reading *reading, const struct node *options)
{
    struct str list;
    const char *texts[QUESTION_OPTIONS_MAX];
    size_t count = 0;
    str_init(&list);
    for (const struct node *option = options->first; option && count < QUESTION_OPTIONS_MAX; option = option->next) {
        const char *text = draft_value(option, "text");
        texts[count++] = text ? text : "";
    }
    markdown_add_options(&list, texts, count);
    while (reading->question.length && isspace((unsigned char)reading->question.text[reading->question.length - 1]))
        str_remove(&reading->question, reading->question.length - 1, 1);
    if (reading->question.length > list.length &&
        strcmp(reading->question.text + reading->question.length - list.length, list.text) == 0)
        str_remove(&reading->question, reading->question.length - list.length, list.length);
    draft_put_text(&reading->import->arena, reading->item, "stem", reading->question.text);
    str_release(&list);
}

static void put_question(struct reading *reading, const char *answer)
{
    struct arena *arena = &reading->import->arena;
    struct node *options = draft_list(arena, reading->span);
    size_t rights = 0;
    while (is_task(answer)) {
        struct node *option = draft_map(arena, reading->span);
        bool right = answer[3] != ' ';
        draft_put_text(arena, option, "text", arena_string_n(arena, answer + 6, strcspn(answer + 6, "\n")));
        draft_put_text(arena, option, "right", right ? "true" : NULL);
        draft_add(options, option);
        rights += right;
        answer = take_reason(reading, markdown_next_line(answer), option);
    }
    put_stem(reading, options);
    draft_put(arena, reading->item, "options", options);
    if (!node_find(reading->item, "kind"))
        draft_put_text(arena, reading->item, "kind", rights > 1 ? "multiple" : "single");
    draft_put_text(arena, reading->item, "explanation", answer);
    import_add(reading->import, "questions", reading->item);
}

static void put_card(struct reading *reading)
{
    const char *answer = reading->answer.text + strspn(reading->answer.text, " \n");
    if (!reading->answered || !*answer) {
        import_lost(reading->import, &reading->span, "a Q: without an A:");
    } else if (is_task(answer)) {
        put_question(reading, answer);
    } else {
        draft_put_text(&reading->import->arena, reading->item, "front", reading->question.text);
        draft_put_text(&reading->import->arena, reading->item, "back", answer);
        import_add(reading->import, "cards", reading->item);
    }
}

/* Hands over the card that was read, if any, and begins anew. */
static void end_card(struct reading *reading)
{
    if (reading->now)
        reading->item->at = reading->span;
    if (reading->now == &reading->cloze)
        put_cloze(reading);
    else if (reading->now)
        put_card(reading);
    if (reading->now)
        reading->item = draft_map(&reading->import->arena, reading->span);
    str_clear(&reading->question);
    str_clear(&reading->answer);
    str_clear(&reading->cloze);
    reading->now = NULL;
    reading->answered = false;
}

static void go_on(struct reading *reading, const char *line)
{
    if (!reading->now)
        return;
    str_add_n(reading->now, line, strcspn(line, "\n"));
    str_add_char(reading->now, '\n');
}

static void take_line(struct reading *reading, const char *line)
{
    bool fence = strncmp(line, "```", 3) == 0, fenced = reading->fenced;
    bool opens =
        !fenced && *line && strchr("QAC", *line) && line[1] == ':' && strncmp(line + 2 + strspn(line + 2, " "), "```", 3) == 0;
    reading->fenced ^= fence || opens;
    if (fence || fenced) {
        go_on(reading, line);
    } else if (strncmp(line, "Q:", 2) == 0 || strncmp(line, "C:", 2) == 0) {
        end_card(reading);
        reading->span = import_span(reading->import, line);
        reading->now = *line == 'Q' ? &reading->question : &reading->cloze;
        go_on(reading, line + 2 + (line[2] == ' '));
    } else if (strncmp(line, "A:", 2) == 0 && reading->now == &reading->question) {
        reading->now = &reading->answer;
        reading->answered = true;
        go_on(reading, line + 2 + (line[2] == ' '));
    } else if (strncmp(line, "---", 3) == 0 && line[3 + strspn(line + 3, "- ")] <= '\n') {
        end_card(reading);
    } else if (strncmp(line, "<!--", 4) == 0 && !reading->now) {
        put_comment(reading, line + 4, strcspn(line + 4, "\n"));
    } else if (strncmp(line, "A:", 2) == 0) {
        struct span span = import_span(reading->import, line);
        import_lost(reading->import, &span, "an A: without a Q:");
    } else {
        go_on(reading, line);
    }
}

/* TOML between two lines of ---: only its name is of use. */
static const char *read_front_matter(struct import *import, const char *text)
{
    if (strncmp(text, "---\n", 4) != 0)
        return text;
    const char *end = strstr(text + 3, "\n---");
    const char *name = end ? memmem(text, (size_t)(end - text), "name = \"", 8) : NULL;
    if (!end || memmem(text, (size_t)(end - text), "\nQ:", 3) || memmem(text, (size_t)(end - text), "\nC:", 3))
        return text;
    if (name)
        import->title = arena_string_n(&import->arena, name + 8, strcspn(name + 8, "\"\n"));
    return markdown_next_line(end + 1);
}

int markdown_read(struct import *import, struct err *err)
{
    struct reading reading = {.import = import, .item = draft_map(&import->arena, (struct span){1, 1, 1})};
    (void)err;
    str_init(&reading.question);
    str_init(&reading.answer);
    str_init(&reading.cloze);
    for (const char *line = read_front_matter(import, import->source.bytes); *line; line = markdown_next_line(line))
        take_line(&reading, line);
    end_card(&reading);
    str_release(&reading.question);
    str_release(&reading.answer);
    str_release(&reading.cloze);
    return 0;
}
