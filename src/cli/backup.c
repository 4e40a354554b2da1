/* Copies of the progress file: made, listed, put back. */
#include "store/backup.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/session.h"
#include "cli/usage.h"
#include "store/damage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int make(const struct invocation *invocation, struct err *err)
{
    struct store *store;
    struct clock clock;
    char *made;
    clock_init(&clock);
    int code = session_open_store(&store, &invocation->options, clock_now(&clock), err);
    if (code)
        return code;
    code = store_backup(store, invocation->operand_count ? invocation->operands[0] : NULL, clock_now(&clock), &made, err);
    if (code == 0)
        printf("%s\n", made);
    free(made);
    store_close(&store);
    return code;
}

const struct command command_backup = {
    .name = "backup",
    .summary = "copy the progress file",
    .about = "Without FILE the copy goes into the folder 'backups' beside the progress file, where one of each day is made by "
             "itself. The copy is read back before its name is told.",
    .operand = ARGUMENT_FILE,
    .run = make,
};

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void print_copy(const struct backup *backup)
{
    if (backup->trouble.code) {
        printf("%-44s cannot be used\n", name_of(backup->path));
        return;
    }
    char time[17] = "";
    clock_time_text(backup->last_at, backup->last_utc_offset_minutes, time);
    printf("%-44s %8.1f kB  %zu answer%s%s%s\n", name_of(backup->path), (double)backup->size / 1e3, backup->answers,
           backup->answers == 1 ? "" : "s", backup->last_at ? ", the last on " : "", backup->last_at ? time : "");
}

static int list(const char *path, struct err *err)
{
    struct backups backups;
    int code = backups_list(path, &backups, err);
    if (code == 0 && backups.count == 0)
        puts("There are no copies yet: one is made with the first answers of a day.");
    for (size_t i = 0; code == 0 && i < backups.count; i++)
        print_copy(&backups.items[i]);
    if (code == 0)
        usage_wrap(stdout, "", "'bntutor restore FILE' puts one of them back, or any other that 'bntutor backup FILE' wrote.");
    backups_release(&backups);
    return code;
}

/* A path as it is, otherwise a name among the copies, or the date of one. */
static char *find_copy(const char *path, const char *wanted)
{
    char *folder = damage_backup_folder(path), *found = paths_join(folder, wanted);
    const char *name = name_of(path), *dot = strrchr(name, '.');
    if (access(wanted, F_OK) == 0 || access(found, F_OK) != 0) {
        char *dated = str_print("%s/%.*s-%s.db", folder, (int)(dot && dot > name ? dot - name : (int)strlen(name)), name, wanted);
        free(found);
        bool is_date = access(wanted, F_OK) != 0 && access(dated, F_OK) == 0;
        found = is_date ? mem_string(dated) : mem_string(wanted);
        free(dated);
    }
    free(folder);
    return found;
}

static int restore(const struct invocation *invocation, struct err *err)
{
    struct clock clock;
    char *path = session_database_path(&invocation->options), *aside = NULL;
    clock_init(&clock);
    if (invocation->operand_count == 0) {
        int code = list(path, err);
        free(path);
        return code;
    }
    char *copy = find_copy(path, invocation->operands[0]);
    int code = access(copy, F_OK) != 0
                   ? err_set(err, ERR_NOT_FOUND, "no file and no copy is called '%s'; 'bntutor restore' lists the copies, and a "
                             "file that lies elsewhere is named by its path", copy)
                   : backup_restore(path, copy, clock_now(&clock), &aside, err);
    if (code == 0)
        printf("'%s' was restored from '%s'.\n", path, copy);
    if (code == 0 && aside)
        printf("What was there before is kept as '%s'.\n", aside);
    free(path), free(copy), free(aside);
    return code;
}

const struct command command_restore = {
    .name = "restore",
    .summary = "put a copy of the progress file back, or list the copies",
    .about = "FILE is a path, the name of one of the copies that are listed without it, or the day of one that was made with "
             "the first answers of that day. The present file is kept beside the copies, so that nothing is lost. A copy that "
             "is damaged or written by a newer bntutor is refused.",
    .operand = ARGUMENT_FILE,
    .run = restore,
};
