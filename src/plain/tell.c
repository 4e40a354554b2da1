#include "plain/tell.h"

#include "base/mem.h"
#include "plain/input.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A page of which less than this share remains is told anew as a whole. */
static const double kept_share = 0.25;

void teller_init(struct teller *teller, const struct plain_options *options, FILE *out)
{
    *teller = (struct teller){.out = out, .forget = true};
    teller->render = (struct render_options){options->width < PLAIN_WIDTH_MIN ? PLAIN_WIDTH_MIN : options->width, options->ascii};
    view_init(&teller->view);
}

void teller_release(struct teller *teller)
{
    passages_release(&teller->told);
    view_release(&teller->view);
    free(teller->title);
    free(teller->status);
    free(teller->prompt);
}

/* The block that shows the time running: it is told with every prompt instead of with the page. */
static const struct block *running_clock(const struct view *view, const struct stack *stack)
{
    if (stack_deadline(stack) < 0)
        return NULL;
    for (size_t i = 0; i < view->count; i++)
        if (view->items[i].kind == BLOCK_GAUGE && view->items[i].gauge.words)
            return &view->items[i];
    return NULL;
}

static char *clean_line(const char *text, const struct render_options *options)
{
    struct str line;
    str_init(&line);
    if (text && text[0])
        render_clean(&line, text, options);
    return str_take(&line);
}

/* The passage of `told` with the same text that was not matched yet, or NULL. */
static struct passage *find_told(struct passages *told, const char *text)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].block && strcmp(told->items[i].text, text) == 0)
            return &told->items[i];
    return NULL;
}

/* Marks in known[] the passages that were told before; returns the share of what was told that is still there, by length. */
static double compare(struct passages *told, const struct passages *now, bool *known)
{
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < told->count; i++)
        all += strlen(told->items[i].text);
    for (size_t i = 0; i < now->count; i++) {
        struct passage *before = find_told(told, now->items[i].text);
        known[i] = before && (before->marked || !now->items[i].marked);
        if (before) {
            kept += strlen(before->text);
            before->block = NULL; /* matched */
        }
    }
    return all ? (double)kept / (double)all : 0;
}

static void tell_passage(struct teller *teller, const struct passage *passage)
{
    if (passage->marked && passage->text[0] == ' ')
        fprintf(teller->out, ">%s", passage->text + 1);
    else
        fputs(passage->text, teller->out);
}

static void tell_passages(struct teller *teller, const struct passages *passages, const bool *known)
{
    bool first = true;
    for (size_t i = 0; i < passages->count; i++) {
        if (known && known[i])
            continue;
        if (passages->items[i].apart || first)
            fputc('\n', teller->out);
        tell_passage(teller, &passages->items[i]);
        first = false;
    }
}

static void drop_clock(struct passages *passages, const struct block *clock)
{
    size_t kept = 0;
    for (size_t i = 0; i < passages->count; i++) {
        if (clock && passages->items[i].block == clock)
            free(passages->items[i].text);
        else
            passages->items[kept++] = passages->items[i];
    }
    passages->count = kept;
}

static void look(const struct teller *teller, const struct stack *stack, struct view *view, struct passages *passages)
{
    stack_view(stack, view);
    render_view(view, &teller->render, passages);
    drop_clock(passages, running_clock(view, stack));
}

static void tell_head(struct teller *teller, const char *title, const char *status, bool whole)
{
    if (whole && title[0])
        fprintf(teller->out, "\n%s\n", title);
    if (status[0] && (whole || strcmp(status, teller->status) != 0))
        fprintf(teller->out, "%s\n", status);
}

static void remember(struct teller *teller, struct passages *now, char *title, char *status)
{
    passages_release(&teller->told);
    free(teller->title);
    free(teller->status);
    teller->told = *now;
    teller->title = title;
    teller->status = status;
    teller->forget = false;
}

void teller_view(struct teller *teller, const struct stack *stack)
{
    struct passages now = {0};
    look(teller, stack, &teller->view, &now);
    char *title = clean_line(teller->view.title, &teller->render), *status = clean_line(teller->view.status, &teller->render);
    bool *known = mem_new(now.count + 1, sizeof *known);
    double kept = compare(&teller->told, &now, known);
    bool whole = teller->forget || strcmp(title, teller->title) != 0 || kept < kept_share;
    tell_head(teller, title, status, whole);
    tell_passages(teller, &now, whole ? NULL : known);
    free(known);
    remember(teller, &now, title, status);
}

bool teller_only_moved(const struct teller *teller, const struct stack *stack)
{
    struct view view;
    struct passages now = {0};
    view_init(&view);
    look(teller, stack, &view, &now);
    bool same = now.count == teller->told.count;
    for (size_t i = 0; same && i < now.count; i++)
        same = strcmp(now.items[i].text, teller->told.items[i].text) == 0;
    passages_release(&now);
    view_release(&view);
    return same;
}

void teller_say(struct teller *teller, const char *format, ...)
{
    struct str text, clean;
    va_list arguments;
    char buffer[512];
    va_start(arguments, format);
    vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    str_init(&text), str_init(&clean);
    render_clean(&clean, buffer, &teller->render);
    render_wrapped(&text, "", clean.text, &teller->render);
    fputs(text.text, teller->out);
    str_release(&text), str_release(&clean);
}

static void tell_actions(struct teller *teller, const struct stack *stack)
{
    struct live_actions live;
    struct str words, text;
    str_init(&words), str_init(&text);
    stack_live(stack, &live);
    input_prompt(&words, &live, input_choices(&teller->view));
    if (stack_writing(stack))
        str_insert(&words, 0,
                   input_field(&teller->view) && input_field(&teller->view)->field.lines > 1
                       ? "write your text, then a line with only a dot; or after a colon: "
                       : "write your answer; or after a colon: ");
    render_wrapped(&text, "", words.text, &teller->render);
    if (!teller->prompt || strcmp(teller->prompt, text.text) != 0)
        fprintf(teller->out, "\n%s", text.text);
    free(teller->prompt);
    teller->prompt = str_take(&text);
    str_release(&words);
}

void teller_prompt(struct teller *teller, const struct stack *stack)
{
    const struct block *clock = running_clock(&teller->view, stack);
    tell_actions(teller, stack);
    if (clock) {
        char *words = clean_line(clock->gauge.words, &teller->render);
        fprintf(teller->out, "%s ", words);
        free(words);
    }
    fputs("> ", teller->out);
    fflush(teller->out);
}
