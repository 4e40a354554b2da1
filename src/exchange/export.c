#include "exchange/format.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* What could not be written, and why. */
struct losses {
    size_t counts[32]; /* by bit */
    size_t refused;
    const char *why; /* of the last one that was refused */
};

static bool is_own(const struct exchange *exchange, const struct topic *topic)
{
    size_t length = strlen(exchange->own);
    return strncmp(topic->at.file, exchange->own, length) == 0 && topic->at.file[length] == '/';
}

static void count_bits(struct losses *losses, unsigned bits)
{
    for (unsigned bit = 0; bit < 32; bit++)
        losses->counts[bit] += bits >> bit & 1;
}

static void select_item(struct selection *selection, const struct format *format, const struct item *item, struct losses *losses)
{
    unsigned kind = parts_kind(item);
    if (!(kind & format->holds)) {
        count_bits(losses, kind);
        return;
    }
    const char *why = format->refuses ? format->refuses(item) : NULL;
    if (why) {
        losses->refused++;
        losses->why = why;
        return;
    }
    *vec_add(selection) = item;
    count_bits(losses, parts_of(item) & ~format->holds);
}

static void select_topic(struct selection *selection, const struct format *format, const struct topic *topic, struct losses *losses)
{
    const struct item *item;
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (size_t i = 0; (item = topic_item(topic, (enum item_kind)kind, i)); i++)
            select_item(selection, format, item, losses);
}

static void say_bits(const struct losses *losses, unsigned from, unsigned to, const char *before, bool counted, struct str *said)
{
    const char *between = before;
    for (unsigned bit = from; bit < to; bit++) {
        size_t count = losses->counts[bit];
        if (!count)
            continue;
        str_add(said, between);
        if (counted)
            str_addf(said, "%zu ", count);
        str_add(said, part_name(1u << bit, counted ? count : 2));
        between = ", ";
    }
    if (between != before)
        str_add(said, "\n");
}

static void say(const struct losses *losses, const struct selection *selection, const struct format *format, struct str *said)
{
    str_addf(said, "%zu item%s as %s.\n", selection->count, selection->count == 1 ? "" : "s", format->name);
    say_bits(losses, 0, 11, "Left out, for it cannot hold them: ", true, said);
    if (losses->refused)
        str_addf(said, "Left out: %zu more, because %s.\n", losses->refused, losses->why);
    say_bits(losses, 11, 32, "Written without: ", false, said);
}

int exchange_export(const struct exchange *exchange, const struct export_options *options, FILE *out, struct str *said,
                    struct err *err)
{
    struct selection selection = {.exchange = exchange, .progress = options->progress};
    struct losses losses = {.why = NULL};
    const struct format *format = options->format;
    if (!format->write)
        return err_set(err, ERR_INVALID, "this bntutor cannot write %s", format->name);
    if (options->progress && !format->progress)
        return err_set(err, ERR_USAGE, "%s cannot hold what was learned; apkg can", format->name);
    for (size_t i = 0; !format->history && i < exchange->course->topic_count; i++) {
        const struct topic *topic = &exchange->course->topics[i];
        if ((!options->topic || options->topic == topic) && (!options->own || is_own(exchange, topic)))
            select_topic(&selection, format, topic, &losses);
    }
    int code = 0;
    if (!format->history && !selection.count)
        code = err_set(err, ERR_NOT_FOUND, "there is nothing that could be written as %s", format->name);
    if (!code)
        code = format->write(&selection, out, err);
    if (!code && !format->history)
        say(&losses, &selection, format, said);
    vec_release(&selection);
    return code;
}
