/* Aiken: questions with one right option, as plain lines. */
#include "exchange/format.h"

#include <ctype.h>
#include <string.h>

/* True for "A) ", "B. ": what begins an option. */
static bool is_option(const char *line)
{
    return isupper((unsigned char)line[0]) && (line[1] == ')' || line[1] == '.') && (line[2] == ' ' || line[2] == '\t');
}

static bool is_one_line(const char *text)
{
    return !strstr(text, "\n\n") && !strstr(text, "```") && !strstr(text, "\n- ") && !strstr(text, "\\\n");
}

static const char *refuses(const struct item *item)
{
    const struct question *question = (const struct question *)item;
    bool fits = is_one_line(question->stem) && !is_option(question->stem) && strncmp(question->stem, "ANSWER:", 7) != 0;
    for (size_t i = 0; i < question->option_count; i++)
        fits &= is_one_line(question->options[i].text);
    return fits ? NULL : "a question and an option are one line each there";
}

static void write_line(FILE *out, const char *text)
{
    for (; *text; text++)
        fputc(*text == '\n' ? ' ' : *text, out);
    fputc('\n', out);
}

static int write_questions(const struct selection *selection, FILE *out, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < selection->count; i++) {
        const struct question *question = (const struct question *)selection->items[i];
        char right = 'A';
        fputs(i ? "\n" : "", out);
        write_line(out, question->stem);
        for (size_t j = 0; j < question->option_count; j++) {
            right = question->options[j].right ? (char)('A' + j) : right;
            fprintf(out, "%c) ", (char)('A' + j));
            write_line(out, question->options[j].text);
        }
        fprintf(out, "ANSWER: %c\n", right);
    }
    return 0;
}

/* A question while its lines are read. */
struct asking {
    struct import *import;
    struct node *item, *options; /* NULL between questions */
    bool faulty;
};

static void fault(struct asking *asking, struct span span, const char *text)
{
    if (!asking->faulty)
        import_lost(asking->import, &span, "%s", text);
    asking->faulty = true;
}

static void begin(struct asking *asking, const char *line, struct span span)
{
    struct arena *arena = &asking->import->arena;
    asking->item = draft_map(arena, span);
    asking->options = draft_list(arena, span);
    asking->faulty = false;
    draft_put_text(arena, asking->item, "stem", line);
    draft_put_text(arena, asking->item, "kind", "single");
}

static void add_option(struct asking *asking, const char *line, struct span span)
{
    struct arena *arena = &asking->import->arena;
    struct node *option = draft_map(arena, span);
    if (line[0] != (char)('A' + asking->options->count)) {
        fault(asking, span, "the letters of the options must be A, B, C and so on");
        return;
    }
    draft_put_text(arena, option, "text", line + 3);
    draft_add(asking->options, option);
}

static void finish(struct asking *asking, const char *letter, struct span span)
{
    struct arena *arena = &asking->import->arena;
    struct node *option = asking->options->first;
    letter += strspn(letter, " \t");
    for (char mark = 'A'; option && mark != *letter; mark++)
        option = option->next;
    if (!option || isalnum((unsigned char)letter[1]))
        fault(asking, span, "ANSWER names no option");
    if (!asking->faulty) {
        draft_put_text(arena, option, "right", "true");
        draft_put(arena, asking->item, "options", asking->options);
        import_add(asking->import, "questions", asking->item);
    }
    asking->item = NULL;
}

static void take_line(struct asking *asking, const char *line, struct span span)
{
    if (strlen(line) < 2)
        return;
    if (strncmp(line, "ANSWER:", 7) == 0 && asking->item)
        finish(asking, line + 7, span);
    else if (strncmp(line, "ANSWER:", 7) == 0)
        import_lost(asking->import, &span, "ANSWER stands without a question");
    else if (is_option(line) && asking->item)
        add_option(asking, line, span);
    else if (is_option(line))
        import_lost(asking->import, &span, "an option stands without a question");
    else if (asking->item && asking->options->first)
        fault(asking, span, "an option such as 'C) text' or 'ANSWER: A' should stand here"), begin(asking, line, span);
    else if (asking->item)
        fault(asking, span, "an option such as 'A) text' should stand here: a question is one line");
    else
        begin(asking, line, span);
}

static int read_questions(struct import *import, struct err *err)
{
    struct asking asking = {.import = import};
    (void)err;
    for (const char *line = import->source.bytes; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *text = line + strspn(line, " \t");
        size_t length = strcspn(text, "\n");
        take_line(&asking, arena_string_n(&import->arena, text, length), import_span(import, text));
    }
    if (asking.item)
        fault(&asking, asking.item->at, "a question without ANSWER");
    return 0;
}

const struct format format_aiken = {
    .name = "aiken",
    .extension = "txt",
    .holds = KIND_SINGLE,
    .refuses = refuses,
    .write = write_questions,
    .read = read_questions,
};
