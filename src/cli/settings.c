/* Settings: listed, set with NAME=VALUE; those of the schedule are taken back step by step. */
#include "activity/invitation.h"
#include "base/clock.h"
#include "cli/command.h"
#include "cli/session.h"
#include "cli/usage.h"
#include "store/tuning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);

static const struct option_info own_options[] = {
    {"undo", ARGUMENT_NONE, NULL, "take back the last change, that of an exam or of weights included"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

struct setting {
    const char *name, *key; /* as it is set here, and as the log has it; NULL = it is not in the log */
    const char *help;
    void (*print)(struct store *store, struct str *out);
    int (*set)(struct store *store, const char *value, int64_t now, struct err *err); /* NULL = the program's own again */
};

static void print_day_start(struct store *store, struct str *out)
{
    str_addf(out, "%d", store_parameters(store)->day_start_hour);
}

static int set_day_start(struct store *store, const char *value, int64_t now, struct err *err)
{
    char *end;
    long hour = value ? strtol(value, &end, 10) : -1;
    if (value && (*end || end == value || hour < 0 || hour > 23))
        return err_set(err, ERR_USAGE, "'%s' is nothing for day-start, which takes an hour from 0 to 23", value);
    return store_set_day_start(store, (int)hour, now, err);
}

static void print_retention(struct store *store, struct str *out)
{
    str_addf(out, "%g", store_parameters_without_exam(store).desired_retention);
}

static int set_retention(struct store *store, const char *value, int64_t now, struct err *err)
{
    char *end;
    double retention = value ? strtod(value, &end) : 0;
    if (value && (*end || end == value || !(retention >= RETENTION_LEAST && retention <= RETENTION_MOST)))
        return err_set(err, ERR_USAGE, "'%s' is nothing for retention, which takes a number from %g to %g", value, RETENTION_LEAST,
                       RETENTION_MOST);
    return store_set_retention(store, retention, now, err);
}

static void print_exam(struct store *store, struct str *out)
{
    struct exam exam;
    char date[11];
    if (store_exam(store, &exam, NULL) || !exam.day) {
        str_add(out, "none");
        return;
    }
    clock_date_text(exam.day * DAY_MS, 0, date);
    str_addf(out, "%s, %.0f %%", date, 100 * exam.recall);
}

static int set_exam(struct store *store, const char *value, int64_t now, struct err *err)
{
    if (value)
        return err_set(err, ERR_USAGE, "an exam is set with 'bntutor exam --date %s'", value);
    return store_set_exam(store, NULL, now, err);
}

static void print_weights(struct store *store, struct str *out)
{
    struct fitted_weights fitted;
    bool found;
    bool known = store_weights(store, &fitted, &found, NULL) == 0 && found;
    str_add(out, known ? "fitted" : "published");
}

static int set_weights(struct store *store, const char *value, int64_t now, struct err *err)
{
    if (value)
        return err_set(err, ERR_USAGE, "weights are not set by hand: 'bntutor optimize' fits them");
    return store_set_weights(store, NULL, now, err);
}

static void print_guess_first(struct store *store, struct str *out)
{
    str_add(out, invitation_setting(store) ? "on" : "off");
}

static int set_guess_first(struct store *store, const char *value, int64_t now, struct err *err)
{
    (void)now;
    bool on = !value || strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0)
        return err_set(err, ERR_USAGE, "'%s' is nothing for guess-first, which takes on or off", value);
    return invitation_set(store, on, err);
}

static const struct setting settings[] = {
    {"day-start", "schedule.day-start", "the hour at which a new day begins, for what is due, the streak and the copies",
     print_day_start, set_day_start},
    {"retention", "schedule.retention", "the chance to recall an item at which it comes again", print_retention, set_retention},
    {"exam", "schedule.exam", "the day to be ready by, as 'bntutor exam' sets it", print_exam, set_exam},
    {"weights", "schedule.weights", "of the schedule, as 'bntutor optimize' fits them", print_weights, set_weights},
    {"guess-first", NULL, "whether a demo offers its predictions before it shows anything", print_guess_first, set_guess_first},
};

enum { SETTINGS = sizeof settings / sizeof *settings, LEFT_COLUMN = 22 };

/* "retention=0.9" */
static char *setting_text(struct store *store, const struct setting *setting)
{
    struct str text;
    str_init(&text);
    str_addf(&text, "%s=", setting->name);
    setting->print(store, &text);
    return str_take(&text);
}

static void list(struct store *store)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        char *text = setting_text(store, &settings[i]), *first = str_print("%-*s  ", (int)LEFT_COLUMN, text);
        usage_wrap(stdout, first, settings[i].help);
        free(first), free(text);
    }
}

static int apply(struct store *store, const char *operand, int64_t now, struct err *err)
{
    const char *equals = strchr(operand, '=');
    size_t length = equals ? (size_t)(equals - operand) : strlen(operand);
    for (size_t i = 0; i < SETTINGS; i++) {
        if (strlen(settings[i].name) != length || strncmp(settings[i].name, operand, length) != 0)
            continue;
        if (!equals)
            return err_set(err, ERR_USAGE, "'%s' needs a value: %s=VALUE, or %s=default", operand, operand, operand);
        return settings[i].set(store, strcmp(equals + 1, "default") == 0 ? NULL : equals + 1, now, err);
    }
    return err_set(err, ERR_USAGE, "unknown setting '%.*s'; 'bntutor settings' lists them", (int)length, operand);
}

/* The learner's last setting; that an exam was over comes before it and is taken back on the way, as it said nothing else. */
static int find_last(struct store *store, int64_t now, struct answer *last, struct err *err)
{
    int code = store_last_setting(store, last, err);
    while (code == 0 && store_setting_is_end(last)) {
        code = store_undo(store, last->sequence, now, store_given_parameters(store)->utc_offset_minutes, err);
        answer_release(last);
        if (code == 0)
            code = store_last_setting(store, last, err);
    }
    return code;
}

static int undo(struct store *store, int64_t now, struct err *err)
{
    struct answer last;
    int code = find_last(store, now, &last, err);
    if (code == ERR_NOT_FOUND)
        return err_set(err, ERR_NOT_FOUND, "nothing was set on this machine that could be taken back");
    if (code == 0)
        code = store_undo(store, last.sequence, now, store_given_parameters(store)->utc_offset_minutes, err);
    for (size_t i = 0; code == 0 && i < SETTINGS; i++)
        if (settings[i].key && strcmp(settings[i].key, last.item) == 0) {
            char date[11];
            clock_date_text(last.at, last.utc_offset_minutes, date);
            char *text = setting_text(store, &settings[i]);
            printf("Took back what was set on %s; now %s\n", date, text);
            free(text);
        }
    answer_release(&last);
    return code;
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct store *store;
    struct clock clock;
    bool back = options_has(&invocation->options, "undo");
    if (back && invocation->operand_count)
        return err_set(err, ERR_USAGE, "--undo stands alone: it takes back the last change");
    clock_init(&clock);
    int64_t now = clock_now(&clock);
    int code = session_open_store(&store, &invocation->options, now, err);
    if (code == 0 && back)
        code = undo(store, now, err);
    for (size_t i = 0; code == 0 && i < invocation->operand_count; i++)
        code = apply(store, invocation->operands[i], now, err);
    if (code == 0 && !back && invocation->operand_count == 0)
        list(store);
    store_close(&store);
    return code;
}

const struct command command_settings = {
    .name = "settings",
    .summary = "list or change settings",
    .about = "NAME=VALUE changes one, NAME=default takes the change back. Those of the schedule are kept in the log of answers, so "
             "they go with it to other machines.",
    .operand = ARGUMENT_VALUE,
    .many = true,
    .options = own_options,
    .run = run,
};
