#include "base/signals.h"

#include <sys/select.h>
#include <time.h>

enum { MS_PER_SECOND = 1000, NS_PER_MS = 1000000 };

static const int handled[SIGNALS_HANDLED] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP, SIGCONT, SIGWINCH};

static volatile sig_atomic_t ending, stopping, continued, resized;

static void note(int signal_number)
{
    if (signal_number == SIGTSTP)
        stopping = 1;
    else if (signal_number == SIGCONT)
        continued = 1;
    else if (signal_number == SIGWINCH)
        resized = 1;
    else
        ending = signal_number;
}

void signals_start(struct signals *signals, bool resizes)
{
    struct sigaction action = {.sa_handler = note};
    sigset_t set;
    signals->count = resizes ? SIGNALS_HANDLED : SIGNALS_HANDLED - 1;
    ending = stopping = continued = resized = 0;
    sigemptyset(&set);
    for (size_t i = 0; i < signals->count; i++)
        sigaddset(&set, handled[i]);
    sigprocmask(SIG_BLOCK, &set, &signals->mask);
    for (size_t i = 0; i < signals->count; i++) {
        sigaction(handled[i], NULL, &signals->before[i]);
        if (signals->before[i].sa_handler != SIG_IGN || handled[i] == SIGWINCH) /* what nohup and the like ignore stays ignored */
            sigaction(handled[i], &action, NULL);
    }
}

void signals_stop(const struct signals *signals)
{
    for (size_t i = 0; i < signals->count; i++)
        sigaction(handled[i], &signals->before[i], NULL);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

bool signals_wait(const struct signals *signals, int fd, int64_t milliseconds)
{
    struct timespec limit = {.tv_sec = (time_t)(milliseconds / MS_PER_SECOND),
                             .tv_nsec = (long)(milliseconds % MS_PER_SECOND) * NS_PER_MS};
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return pselect(fd + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &limit, &signals->mask) > 0;
}

int signals_ending(void)
{
    return ending;
}

static bool take(volatile sig_atomic_t *flag)
{
    bool taken = *flag;
    *flag = 0;
    return taken;
}

bool signals_take_stop(void)
{
    return take(&stopping);
}

bool signals_take_continue(void)
{
    return take(&continued);
}

bool signals_take_resize(void)
{
    return take(&resized);
}

void signals_stop_here(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigset_t set;
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigaddset(&set, SIGCONT);
    sigprocmask(SIG_UNBLOCK, &set, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}
