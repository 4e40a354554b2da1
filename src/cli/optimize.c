/* Weights of the schedule for this one learner. */
#include "cli/command.h"
#include "cli/session.h"
#include "schedule/fsrs.h"
#include "store/tuning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option_info own_options[] = {
    {"dry-run", ARGUMENT_NONE, NULL, "say what would be gained, and change nothing"},
    {"reset", ARGUMENT_NONE, NULL, "go back to the published weights"},
    {"json", ARGUMENT_NONE, NULL, "write JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

/* What came out of it, for both ways to tell it. */
struct fitting {
    size_t usable;
    struct fit fit; /* if usable >= OPTIMIZE_MINIMUM */
    bool dry;
};

static bool is_enough(const struct fitting *fitting)
{
    return fitting->usable >= OPTIMIZE_MINIMUM;
}

static void print_fitting(const struct fitting *fitting)
{
    const struct fit *fit = &fitting->fit;
    if (!is_enough(fitting)) {
        printf("There is not enough to learn from yet: %zu reviews on a later day than the one before, and %zu more are needed.\n",
               fitting->usable, OPTIMIZE_MINIMUM - fitting->usable);
        return;
    }
    printf("Weights were fitted to the first %zu of %zu reviews, and judged by the %zu after them.\n\n", fit->trained,
           fit->trained + fit->tested, fit->tested);
    puts("                  log loss  calibration error");
    printf("  weights in use  %8.4f  %15.1f %%\n", fit->before.loss, 100 * fit->before.rmse);
    printf("  fitted weights  %8.4f  %15.1f %%\n\n", fit->after.loss, 100 * fit->after.rmse);
    if (!fit->better)
        puts("The weights in use foretell at least as well, so they stay.");
    else if (fitting->dry)
        puts("The fitted weights foretell better; without --dry-run they would be used from now on.");
    else
        puts("The fitted weights foretell better, and are used from now on; 'bntutor optimize --reset' goes back.");
}

static void print_foresight(const char *name, const struct foresight *foresight)
{
    printf(",\n  \"%s\": {\"log_loss\": %.6f, \"calibration_error\": %.6f}", name, foresight->loss, foresight->rmse);
}

static void print_json(const struct fitting *fitting)
{
    const struct fit *fit = &fitting->fit;
    printf("{\n  \"version\": 1,\n  \"reviews\": %zu,\n  \"missing\": %zu", fitting->usable,
           is_enough(fitting) ? 0 : OPTIMIZE_MINIMUM - fitting->usable);
    if (is_enough(fitting)) {
        printf(",\n  \"trained\": %zu,\n  \"tested\": %zu", fit->trained, fit->tested);
        print_foresight("before", &fit->before);
        print_foresight("after", &fit->after);
        printf(",\n  \"better\": %s,\n  \"used\": %s,\n  \"weights\": [", fit->better ? "true" : "false",
               fit->better && !fitting->dry ? "true" : "false");
        for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
            printf("%s%.6g", i ? ", " : "", fit->weights[i]);
        fputs("]", stdout);
    }
    puts("\n}");
}

static int use(struct store *store, const struct fit *fit, int64_t now, struct err *err)
{
    struct fitted_weights fitted = {.reviews = fit->trained, .loss_before = fit->before.loss, .loss_after = fit->after.loss};
    memcpy(fitted.weights, fit->weights, sizeof fitted.weights);
    return store_set_weights(store, &fitted, now, err);
}

static int optimize(struct session *session, const struct options *options, struct err *err)
{
    struct store *store = session->environment.store;
    struct fitting fitting = {.dry = options_has(options, "dry-run")};
    struct past_review *reviews;
    size_t count;
    int code = store_past_reviews(store, &reviews, &count, err);
    if (code)
        return code;
    fitting.usable = optimize_usable(reviews, count);
    if (is_enough(&fitting)) {
        optimize_fit(&fitting.fit, reviews, count, store_parameters(store));
        if (fitting.fit.better && !fitting.dry)
            code = use(store, &fitting.fit, clock_now(&session->clock), err);
    }
    free(reviews);
    if (!code)
        (options_has(options, "json") ? print_json : print_fitting)(&fitting);
    return code;
}

static int reset(struct session *session, bool json, struct err *err)
{
    struct fitted_weights fitted;
    bool found;
    struct store *store = session->environment.store;
    int code = store_weights(store, &fitted, &found, err);
    if (!code && found)
        code = store_set_weights(store, NULL, clock_now(&session->clock), err);
    if (code)
        return code;
    if (json)
        printf("{\n  \"version\": 1,\n  \"reset\": %s\n}\n", found ? "true" : "false");
    else
        puts(found ? "The published weights are used again." : "The published weights are in use already.");
    return 0;
}

static int run(const struct invocation *invocation, struct err *err)
{
    const struct options *options = &invocation->options;
    struct session session;
    if (options_has(options, "reset") && options_has(options, "dry-run"))
        return err_set(err, ERR_USAGE, "--reset and --dry-run do not go together");
    int code = session_open(&session, options, err);
    if (code)
        return code;
    if (options_has(options, "reset"))
        code = reset(&session, options_has(options, "json"), err);
    else
        code = optimize(&session, options, err);
    session_close(&session);
    return code;
}

const struct command command_optimize = {
    .name = "optimize",
    .summary = "fit the schedule to your memory",
    .about = "Its weights are fitted to the earlier part of your answers and judged by the later part, which they have not "
             "seen; they are used only if they foretell it better.",
    .options = own_options,
    .run = run,
};
