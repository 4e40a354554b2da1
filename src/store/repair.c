#include "base/mem.h"
#include "base/str.h"
#include "store/backup.h"
#include "store/backup_file.h"
#include "store/examination.h"
#include "store/salvage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { COPIES_USED = 3 };

/* A few of the newest copies that can be used fill the gaps of what was salvaged. */
static int add_copies(const struct examination *examination, struct store *store, size_t *added, struct err *err)
{
    struct backups backups;
    *added = 0;
    int code = backups_list(examination->path, &backups, err);
    for (size_t i = 0, used = 0; code == 0 && i < backups.count && used < COPIES_USED; i++) {
        struct salvaged salvaged;
        if (backups.items[i].trouble.code)
            continue;
        code = salvage(store, backups.items[i].path, &salvaged, err);
        *added += salvaged.rows;
        used++;
    }
    backups_release(&backups);
    return code;
}

static void tell_salvage(const struct examination *examination, const struct salvaged *salvaged, size_t from_copies,
                         const char *kept)
{
    examination_find(examination, SYMPTOM_REPAIRED, "salvaged",
                     str_print("%zu rows of the log were taken over from it, and %zu from copies; the damaged file is kept as '%s'",
                               salvaged->rows, from_copies, kept));
}

/* Fills a new file at `fresh` with what can be read; the damaged one is looked at through a copy, so that it stays as it is. */
static int fill_anew(const struct examination *examination, const char *damaged, const char *fresh, struct salvaged *salvaged,
                     size_t *from_copies, struct err *err)
{
    struct store *store;
    int code = examination_open(examination, fresh, &store, err);
    if (code)
        return code;
    code = salvage(store, damaged, salvaged, err);
    if (code == 0)
        code = add_copies(examination, store, from_copies, err);
    store_close(&store);
    if (code == 0) /* once more, with the settings that were salvaged */
        code = examination_open(examination, fresh, &store, err);
    if (code == 0)
        store_close(&store);
    return code ? code : backup_check(fresh, err);
}

int examination_repair(const struct examination *examination, struct err *err)
{
    struct salvaged salvaged;
    size_t from_copies = 0;
    char *fresh = str_print("%s.salvaged-%ld", examination->path, (long)getpid());
    char *kept = backup_dated_name(examination->path, "damaged", examination->now);
    unlink(fresh);
    int code = fill_anew(examination, examination->path, fresh, &salvaged, &from_copies, err);
    if (code == 0 && salvaged.rows + from_copies == 0) {
        examination_find(
            examination, SYMPTOM_WRONG, "unreadable",
            mem_string("nothing of the log can be read, and no copy of it holds anything; the file was left as it is"));
        unlink(fresh);
    } else if (code == 0) {
        code = backup_set_aside(examination->path, kept, err);
        if (code == 0 && rename(fresh, examination->path) < 0)
            code = err_system(err, errno, "cannot replace '%s'", examination->path);
        if (code == 0)
            tell_salvage(examination, &salvaged, from_copies, kept);
    }
    if (code)
        unlink(fresh);
    char *journal = str_print("%s-journal", fresh);
    unlink(journal);
    free(fresh), free(kept), free(journal);
    return code;
}
