/* Settings of the progress file: listed, or set with NAME=VALUE. */
#include "activity/invitation.h"
#include "cli/command.h"
#include "cli/session.h"
#include "store/tuning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct setting {
    const char *name, *help;
    void (*print)(struct store *store);
    int (*set)(struct store *store, const char *value, struct err *err); /* NULL = the program's own again */
};

static void print_day_start(struct store *store)
{
    printf("%d", store_parameters(store)->day_start_hour);
}

static int set_day_start(struct store *store, const char *value, struct err *err)
{
    char *end;
    long hour = value ? strtol(value, &end, 10) : -1;
    if (value && (*end || end == value || hour < 0 || hour > 23))
        return err_set(err, ERR_USAGE, "'%s' is nothing for day-start, which takes an hour from 0 to 23", value);
    return store_set_day_start(store, (int)hour, err);
}

static void print_guess_first(struct store *store)
{
    printf("%s", invitation_setting(store) ? "on" : "off");
}

static int set_guess_first(struct store *store, const char *value, struct err *err)
{
    bool on = !value || strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0)
        return err_set(err, ERR_USAGE, "'%s' is nothing for guess-first, which takes on or off", value);
    return invitation_set(store, on, err);
}

static const struct setting settings[] = {
    {"day-start", "the hour at which a new day begins, for what is due, the streak and the copies", print_day_start, set_day_start},
    {"guess-first", "whether a demo offers its predictions before it shows anything", print_guess_first, set_guess_first},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

static int apply(struct store *store, const char *operand, struct err *err)
{
    const char *equals = strchr(operand, '=');
    size_t length = equals ? (size_t)(equals - operand) : strlen(operand);
    for (size_t i = 0; i < SETTINGS; i++) {
        if (strlen(settings[i].name) != length || strncmp(settings[i].name, operand, length) != 0)
            continue;
        if (!equals)
            return err_set(err, ERR_USAGE, "'%s' needs a value: %s=VALUE, or %s=default", operand, operand, operand);
        return settings[i].set(store, strcmp(equals + 1, "default") == 0 ? NULL : equals + 1, err);
    }
    return err_set(err, ERR_USAGE, "unknown setting '%.*s'; 'bntutor settings' lists them", (int)length, operand);
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct store *store;
    struct clock clock;
    clock_init(&clock);
    int code = session_open_store(&store, &invocation->options, clock_now(&clock), err);
    for (size_t i = 0; code == 0 && i < invocation->operand_count; i++)
        code = apply(store, invocation->operands[i], err);
    for (size_t i = 0; code == 0 && invocation->operand_count == 0 && i < SETTINGS; i++) {
        printf("%s=", settings[i].name);
        settings[i].print(store);
        printf("    %s\n", settings[i].help);
    }
    store_close(&store);
    return code;
}

const struct command command_settings = {
    .name = "settings",
    .summary = "list or change settings",
    .about = "NAME=VALUE changes one, NAME=default takes the change back.",
    .operand = ARGUMENT_VALUE,
    .many = true,
    .run = run,
};
