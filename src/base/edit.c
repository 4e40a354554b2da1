#include "base/edit.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_BYTES = 24, COMMAND_FAILED = 127, KEYS = 3 };

static const int typed[KEYS] = {SIGINT, SIGQUIT, SIGTSTP};

static const char *editor(void)
{
    const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");
    return visual && visual[0] ? visual : plain && plain[0] ? plain : "vi";
}

/* Whether "+12" means a line to it; the command may have a path before and options behind its name. */
static bool takes_line(const char *command)
{
    static const char *const names[] = {"vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "joe", "mg", "ne"};
    size_t length = strcspn(command, " ");
    const char *name = command + length;
    while (name > command && name[-1] != '/')
        name--;
    length -= (size_t)(name - command);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncmp(names[i], name, length) == 0)
            return true;
    return false;
}

/* The editor may be a command with options, so a shell takes it apart; the file is a parameter, never a part of the command. */
static _Noreturn void become(const char *file, size_t line, const sigset_t *mask)
{
    char place[LINE_BYTES];
    const char *command = editor();
    bool with_line = line > 0 && takes_line(command);
    snprintf(place, sizeof place, "+%zu", line);
    for (size_t i = 0; i < KEYS; i++)
        signal(typed[i], SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    if (setenv("BNTUTOR_EDITOR", command, 1) == 0)
        execl("/bin/sh", "sh", "-c", with_line ? "eval \"$BNTUTOR_EDITOR\" '\"$1\" \"$2\"'" : "eval \"$BNTUTOR_EDITOR\" '\"$2\"'",
              "sh", place, file, (char *)NULL);
    _exit(COMMAND_FAILED);
}

static int wait_for(pid_t child, int *status)
{
    while (waitpid(child, status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return 0;
}

int edit_file(const char *file, size_t line, const sigset_t *mask, struct err *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before[KEYS];
    int status = 0;
    if (!isatty(STDIN_FILENO))
        return err_set(err, ERR_USAGE, "an editor needs a terminal");
    for (size_t i = 0; i < KEYS; i++)
        sigaction(typed[i], &ignore, &before[i]);
    pid_t child = fork();
    if (child == 0)
        become(file, line, mask);
    int code = child < 0 || wait_for(child, &status) ? err_system(err, errno, "cannot run '%s'", editor()) : 0;
    for (size_t i = 0; i < KEYS; i++)
        sigaction(typed[i], &before[i], NULL);
    if (!code && status != 0)
        code = err_set(err, ERR_IO, "'%s' ended with an error", editor());
    return code;
}
