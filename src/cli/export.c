#include "exchange/exchange.h"

#include "base/mem.h"
#include "base/paths.h"
#include "cli/command.h"
#include "cli/exchange.h"
#include "course/suggest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct option_info own_options[] = {
    {"format", ARGUMENT_WORD, EXCHANGE_FORMATS, "what to write; otherwise as the name of the FILE says, or anki"},
    {"topic", ARGUMENT_TOPIC, NULL, "only this topic"},
    {"own", ARGUMENT_NONE, NULL, "only topics of your own"},
    {"progress", ARGUMENT_NONE, NULL, "with when each card is due and every review; in an apkg"},
    {"output", ARGUMENT_FILE, NULL, "where to write, -o for short (- is standard output, and the default)"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

static const char *output_of(const struct options *options)
{
    const char *output = options_value(options, "output");
    return output ? output : "-";
}

static const struct format *choose_format(const struct options *options)
{
    const char *name = options_value(options, "format");
    const struct format *format = name ? format_find(name) : format_of_path(output_of(options));
    return format ? format : format_find("anki");
}

static int find_topic(const struct course *course, const char *id, const struct topic **topic, struct err *err)
{
    struct suggestion suggestion = {.word = id};
    *topic = id ? course_topic(course, id) : NULL;
    for (size_t i = 0; id && i < course->topic_count; i++)
        suggestion_offer(&suggestion, course->topics[i].id);
    if (*topic || !id)
        return 0;
    return err_set(err, ERR_USAGE, "unknown topic '%s'%s%s%s", id, suggestion.best ? " (did you mean '" : "",
                   suggestion.best ? suggestion.best : "; 'bntutor completions topics' lists them", suggestion.best ? "'?)" : "");
}

/* Beside its place first, so that a failure leaves what was there; a pipe or a device takes what comes. */
static int write_file(const struct exchange *exchange, const struct export_options *options, const char *path, struct str *said,
                      struct err *err)
{
    struct stat status;
    bool in_place = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    char *place = in_place ? mem_string(path) : str_print("%s.part", path);
    FILE *out = fopen(place, "wb");
    int code = out ? exchange_export(exchange, options, out, said, err) : err_system(err, errno, "cannot write '%s'", path);
    bool failed = out && ferror(out);
    if (out && (fclose(out) || failed) && !code)
        code = err_system(err, errno, "cannot write '%s'", path);
    if (!code && !in_place && rename(place, path))
        code = err_system(err, errno, "cannot write '%s'", path);
    if (code && out && !in_place)
        unlink(place);
    free(place);
    return code;
}

static int run_in(struct exchange_session *session, const struct options *given, struct err *err)
{
    struct export_options options = {.format = choose_format(given), .own = options_has(given, "own"), .progress = options_has(given, "progress")};
    const char *output = output_of(given);
    struct str said;
    int code = find_topic(session->exchange.course, options_value(given, "topic"), &options.topic, err);
    if (code)
        return code;
    str_init(&said);
    if (strcmp(output, "-") == 0)
        code = exchange_export(&session->exchange, &options, stdout, &said, err);
    else
        code = write_file(&session->exchange, &options, output, &said, err);
    if (!code)
        fputs(said.text, stderr);
    str_release(&said);
    return code;
}

static int run(const struct invocation *invocation, struct err *err)
{
    const struct format *format = choose_format(&invocation->options);
    struct exchange_session session;
    bool with_store = format_is_history(format) || options_has(&invocation->options, "progress");
    int code = exchange_session_open(&session, &invocation->options, with_store, err);
    if (!code)
        code = run_in(&session, &invocation->options, err);
    exchange_session_close(&session);
    return code;
}

const struct command command_export = {
    .name = "export",
    .summary = "write items or answers for other programs",
    .about = "anki, apkg, csv, gift, aiken, markdown and json are for items; history is for answers. What a format cannot "
             "hold is told. In Anki the .apkg brings the types of notes along; later text files update its notes.",
    .options = own_options,
    .run = run,
};
