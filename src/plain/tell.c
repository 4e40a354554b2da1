#include "plain/tell.h"

#include "base/mem.h"
#include "plain/help.h"
#include "plain/input.h"
#include "plain/news.h"
#include "plain/offer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

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

/* The words of a status; behind a wide gap stand marks for the eye. */
static char *clean_status(const char *text, const struct render_options *options)
{
    char *status = clean_line(text, options), *gap = strstr(status, "   ");
    if (gap)
        *gap = '\0';
    return status;
}

static void tell_passage(struct teller *teller, const struct passage *passage)
{
    if (passage->marked && passage->text[0] == ' ')
        fprintf(teller->out, ">%s", passage->text + 1);
    else
        fputs(passage->text, teller->out);
}

/* Tells the passages that are not known (NULL: all), with an empty line where some are left out. */
static void tell_passages(struct teller *teller, const struct passages *passages, const bool *known)
{
    bool gap = true;
    for (size_t i = 0; i < passages->count; i++) {
        if (known && known[i]) {
            gap = true;
            continue;
        }
        if (passages->items[i].apart || gap)
            fputc('\n', teller->out);
        tell_passage(teller, &passages->items[i]);
        gap = false;
        teller->open = true;
        teller->asked = false;
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
    bool anew = whole || strcmp(status, teller->status) != 0;
    if (whole && title[0])
        fprintf(teller->out, "\n%s\n", title);
    if (status[0] && anew)
        fprintf(teller->out, "%s\n", status);
    teller->asked = teller->asked && !anew;
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
    char *title = clean_line(teller->view.title, &teller->render), *status = clean_status(teller->view.status, &teller->render);
    bool *known = mem_new(now.count + 1, sizeof *known), same_page = teller->page == stack_page(stack);
    bool list = input_choices(&teller->view) != NULL;
    bool another = news_find(&teller->told, &now, same_page, list, known);
    bool whole = another || teller->forget || strcmp(title, teller->title) != 0;
    tell_head(teller, title, status, whole);
    tell_passages(teller, &now, whole ? NULL : known);
    free(known);
    remember(teller, &now, title, status);
    teller->page = stack_page(stack);
}

static bool was_told(const struct passages *told, const char *text)
{
    for (size_t i = 0; i < told->count; i++)
        if (strcmp(told->items[i].text, text) == 0)
            return true;
    return false;
}

bool teller_only_moved(const struct teller *teller, const struct stack *stack)
{
    struct view view;
    struct passages now = {0};
    view_init(&view);
    look(teller, stack, &view, &now);
    bool same = true;
    for (size_t i = 0; same && i < now.count; i++)
        same = was_told(&teller->told, now.items[i].text);
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
    teller->asked = false;
    str_release(&text), str_release(&clean);
}

void teller_echo(struct teller *teller, const char *line)
{
    char *clean = clean_line(line, &teller->render);
    fprintf(teller->out, "%s\n", clean);
    free(clean);
}

static void list_offers(const struct teller *teller, const struct stack *stack, struct offers *offers)
{
    struct live_actions live;
    stack_live(stack, &live);
    offers_list(offers, &live, input_choices(&teller->view), stack_writing(stack));
}

/* How a text is written: a long one ends with a dot, a short one with its line. */
static const char *writing_words(const struct teller *teller)
{
    const struct block *field = input_field(&teller->view);
    return field && field->field.lines > 1 ? "write your text, then a line with only a dot; " : "write your answer; ";
}

static void tell_actions(struct teller *teller, const struct stack *stack)
{
    struct offers offers;
    struct str text;
    str_init(&text);
    list_offers(teller, stack, &offers);
    offers_print(&text, stack_writing(stack) ? writing_words(teller) : "", &offers, &teller->render);
    if (!teller->prompt || strcmp(teller->prompt, text.text) != 0)
        fprintf(teller->out, "\n%s", text.text);
    else if (teller->open)
        fputc('\n', teller->out);
    else if (teller->asked && !stack_writing(stack)) /* who listens takes silence for a program that hangs */
        teller_say(teller, "Nothing new to tell here.");
    teller->open = teller->asked = false;
    free(teller->prompt);
    teller->prompt = str_take(&text);
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

void teller_help(struct teller *teller, const struct stack *stack)
{
    struct passages passages = {0};
    struct offers offers;
    struct view view;
    view_init(&view);
    list_offers(teller, stack, &offers);
    plain_help(&view, stack_activity(stack), stack_help_now(stack), &offers, stack_writing(stack));
    render_view(&view, &teller->render, &passages);
    tell_passages(teller, &passages, NULL);
    passages_release(&passages);
    view_release(&view);
    free(teller->prompt); /* it is told again after so much text */
    teller->prompt = NULL;
}
