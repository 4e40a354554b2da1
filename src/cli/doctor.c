/* The doctor's findings, told. */
#include "store/doctor.h"

#include "base/paths.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/session.h"
#include "course/cache.h"
#include "store/json.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_WRONG = 1, EXIT_REPAIRED = 3 };

static const struct option_info own_options[] = {
    {"check", ARGUMENT_NONE, NULL, "look only, repair nothing"},
    {"clear-cache", ARGUMENT_NONE, NULL, "forget the large courses that are kept parsed"},
    {"json", ARGUMENT_NONE, NULL, "write JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

static const char *const weight_words[] = {[SYMPTOM_NOTE] = "note", [SYMPTOM_REPAIRED] = "repaired", [SYMPTOM_WRONG] = "wrong"};

static void print_lines(const char *path, const struct diagnosis *diagnosis)
{
    if (!diagnosis->exists) {
        printf("There is no progress yet at '%s'.\n", path);
        return;
    }
    printf("%s\n", path);
    for (size_t i = 0; i < diagnosis->symptoms.count; i++)
        printf("  %-9s %s\n", weight_words[diagnosis->symptoms.items[i].weight], diagnosis->symptoms.items[i].text);
    if (diagnosis->rows || diagnosis->worst != SYMPTOM_WRONG)
        printf("  %s%zu row%s in the log, about %zu item%s\n", diagnosis->worst == SYMPTOM_WRONG ? "" : "whole: ", diagnosis->rows,
               diagnosis->rows == 1 ? "" : "s", diagnosis->items, diagnosis->items == 1 ? "" : "s");
}

/* Nothing for the small courses that most learners have. */
static void print_cache(const char *directory, const struct cache_size *kept, bool cleared)
{
    double megabytes = (double)kept->bytes / 1e6;
    const char *many = kept->files == 1 ? "" : "s";
    if (kept->files && cleared)
        printf("%s\n  cleared   %zu course%s, %.0f MB\n", directory, kept->files, many, megabytes);
    else if (kept->files)
        printf("%s\n  %zu large course%s kept parsed, %.0f MB; --clear-cache deletes %s\n", directory, kept->files, many, megabytes,
               kept->files == 1 ? "it" : "them");
}

static int look_after_cache(const struct options *options, struct err *err)
{
    bool clear = options_has(options, "clear-cache");
    char *directory = paths_cache();
    struct cache_size kept = cache_measure(directory);
    int code = clear ? cache_clear(directory, err) : 0;
    if (!code && !options_has(options, "json"))
        print_cache(directory, &kept, clear);
    free(directory);
    return code;
}

static void print_json(const char *path, const struct diagnosis *diagnosis)
{
    static const char *const states[] = {[SYMPTOM_NOTE] = "whole", [SYMPTOM_REPAIRED] = "repaired", [SYMPTOM_WRONG] = "wrong"};
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_integer(&json, "version", 1);
    json_object_text(&json, "file", path);
    json_object_text(&json, "state", diagnosis->exists ? states[diagnosis->worst] : "absent");
    json_object_integer(&json, "rows", (int64_t)diagnosis->rows);
    json_object_integer(&json, "items", (int64_t)diagnosis->items);
    str_add(&json, ",\"findings\":[");
    for (size_t i = 0; i < diagnosis->symptoms.count; i++) {
        const struct symptom *symptom = &diagnosis->symptoms.items[i];
        str_add(&json, i ? "," : "");
        json_object_begin(&json);
        json_object_text(&json, "id", symptom->id);
        json_object_text(&json, "weight", weight_words[symptom->weight]);
        json_object_text(&json, "text", symptom->text);
        json_object_end(&json);
    }
    str_add(&json, "]");
    json_object_end(&json);
    puts(json.text);
    str_release(&json);
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct diagnosis diagnosis;
    struct clock clock;
    clock_init(&clock);
    int64_t now = clock_now(&clock);
    char *path = session_database_path(&invocation->options);
    struct schedule_parameters parameters = session_parameters(now);
    int code = doctor_examine(path, &parameters, now, !options_has(&invocation->options, "check"), &diagnosis, err);
    if (code == 0 && options_has(&invocation->options, "json"))
        print_json(path, &diagnosis);
    else if (code == 0)
        print_lines(path, &diagnosis);
    if (code == 0)
        code = look_after_cache(&invocation->options, err);
    if (code == 0 && diagnosis.worst != SYMPTOM_NOTE)
        code = diagnosis.worst == SYMPTOM_WRONG ? EXIT_WRONG : EXIT_REPAIRED;
    diagnosis_release(&diagnosis);
    free(path);
    return code;
}

const struct command command_doctor = {
    .name = "doctor",
    .summary = "examine the progress file, and repair it",
    .about = "It reads the whole file, folds the log anew and compares, and looks for clocks that went wrong. From a damaged "
             "file it takes over what can be read, row by row, with what the copies hold; the damaged one is kept. "
             "It exits with 0 when all is well, 3 when something was repaired, 1 when something is wrong.",
    .options = own_options,
    .run = run,
};
