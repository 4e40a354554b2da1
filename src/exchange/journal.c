#include "exchange/journal.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBER_DIGITS = 6 };

static const char ENTRY[] = "import", BEFORE[] = "before.yaml", ASIDE[] = "taken-back.yaml", DONE[] = "-taken-back";

void journal_release(struct journal_entry *entry)
{
    free(entry->folder);
    free(entry->name);
    free(entry->changed);
    free(entry->from);
    *entry = (struct journal_entry){0};
}

static int write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        text += written;
        length -= (size_t)written;
    }
    return fsync(descriptor);
}

/* A name that is hidden and does not end in .yaml, so that nobody takes it for a course file. */
static int write_beside(const char *folder, const char *path, const char *text, size_t length, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *part = str_print("%s/.%s.part", folder, slash ? slash + 1 : path);
    int descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), code = 0;
    if (descriptor < 0 || write_all(descriptor, text, length) < 0)
        code = err_system(err, errno, "cannot write '%s'", path);
    if (descriptor >= 0 && close(descriptor) < 0 && !code)
        code = err_system(err, errno, "cannot write '%s'", path);
    if (!code && rename(part, path) < 0)
        code = err_system(err, errno, "cannot write '%s'", path);
    if (code)
        unlink(part);
    free(part);
    return code;
}

int journal_write_file(const char *path, const char *text, size_t length, struct err *err)
{
    char *folder = paths_parent(path);
    int code = paths_make_directory(folder, err);
    if (!code)
        code = write_beside(folder, path, text, length, err);
    free(folder);
    return code;
}

static int read_file(const char *path, struct str *text, struct err *err)
{
    char chunk[1 << 14];
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return err_system(err, errno, "cannot open '%s'", path);
    for (size_t length; (length = fread(chunk, 1, sizeof chunk, stream)) > 0;)
        str_add_n(text, chunk, length);
    int code = ferror(stream) ? err_system(err, errno, "cannot read '%s'", path) : 0;
    fclose(stream);
    return code;
}

/* The highest number among the folders: of those not taken back, or of all. */
static unsigned long highest(const char *journal, bool all)
{
    unsigned long most = 0;
    DIR *stream = opendir(journal);
    for (const struct dirent *found = stream ? readdir(stream) : NULL; found; found = readdir(stream)) {
        size_t digits = strspn(found->d_name, "0123456789");
        bool whole = digits == NUMBER_DIGITS && (!found->d_name[digits] || (all && !strcmp(found->d_name + digits, DONE)));
        unsigned long number = whole ? strtoul(found->d_name, NULL, 10) : 0;
        most = number > most ? number : most;
    }
    if (stream)
        closedir(stream);
    return most;
}

static int keep_before(const struct journal_entry *entry, struct err *err)
{
    struct str before;
    if (entry->history || access(entry->changed, F_OK) < 0)
        return 0;
    str_init(&before);
    char *copy = paths_join(entry->folder, BEFORE);
    int code = read_file(entry->changed, &before, err);
    if (!code)
        code = journal_write_file(copy, before.text, before.length, err);
    free(copy);
    str_release(&before);
    return code;
}

int journal_begin(const char *journal, bool history, const char *changed, const char *from, struct journal_entry *entry,
                  struct err *err)
{
    char *name = str_print("%0*lu", (int)NUMBER_DIGITS, highest(journal, true) + 1);
    *entry = (struct journal_entry){.folder = paths_join(journal, name),
                                    .name = name,
                                    .history = history,
                                    .changed = mem_string(changed),
                                    .from = mem_string(from)};
    int code = keep_before(entry, err);
    char *text = str_print("%s\n%s\n%s\n", history ? "answers" : "course", changed, from);
    char *path = paths_join(entry->folder, ENTRY);
    if (!code)
        code = journal_write_file(path, text, strlen(text), err);
    if (code)
        journal_forget(entry);
    free(text);
    free(path);
    return code;
}

static void remove_from(const struct journal_entry *entry, const char *name)
{
    char *path = paths_join(entry->folder, name);
    unlink(path);
    free(path);
}

void journal_forget(const struct journal_entry *entry)
{
    remove_from(entry, ENTRY);
    remove_from(entry, BEFORE);
    rmdir(entry->folder);
}

static char *take_line(char **text)
{
    char *line = *text;
    size_t length = strcspn(line, "\n");
    *text = line + length + (line[length] == '\n');
    return mem_string_n(line, length);
}

int journal_last(const char *journal, struct journal_entry *entry, struct err *err)
{
    unsigned long number = highest(journal, false);
    struct str text;
    *entry = (struct journal_entry){0};
    if (!number)
        return err_set(err, ERR_NOT_FOUND, "nothing was imported that could be taken back");
    entry->name = str_print("%0*lu", (int)NUMBER_DIGITS, number);
    entry->folder = paths_join(journal, entry->name);
    char *path = paths_join(entry->folder, ENTRY);
    str_init(&text);
    int code = read_file(path, &text, err);
    if (!code) {
        char *rest = text.text, *kind = take_line(&rest);
        entry->history = strcmp(kind, "answers") == 0;
        entry->changed = take_line(&rest);
        entry->from = take_line(&rest);
        free(kind);
        if (!*entry->changed)
            code = err_set(err, ERR_CORRUPT, "cannot take back the last import: '%s' is damaged", path);
    }
    str_release(&text);
    free(path);
    return code;
}

/* Moves a file that may not be there; *moved tells. */
static int move(const char *from, const char *to, bool *moved, struct err *err)
{
    *moved = rename(from, to) == 0;
    return *moved || errno == ENOENT ? 0 : err_system(err, errno, "cannot move '%s' to '%s'", from, to);
}

int journal_restore(const struct journal_entry *entry, char **aside, bool *restored, struct err *err)
{
    char *before = paths_join(entry->folder, BEFORE), *put_aside = paths_join(entry->folder, ASIDE);
    bool moved = access(put_aside, F_OK) == 0; /* this was begun before, and broke off */
    int code = moved ? 0 : move(entry->changed, put_aside, &moved, err);
    if (!code)
        code = move(before, entry->changed, restored, err);
    *aside = !code && moved ? str_print("%s%s/%s", entry->folder, DONE, ASIDE) : NULL;
    free(before);
    free(put_aside);
    return code;
}

int journal_close(const struct journal_entry *entry, struct err *err)
{
    char *done = str_print("%s%s", entry->folder, DONE);
    int code = rename(entry->folder, done) == 0 ? 0 : err_system(err, errno, "cannot rename '%s'", entry->folder);
    free(done);
    return code;
}
