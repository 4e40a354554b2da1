#include "plain/signals.h"

#include <stddef.h>
#include <sys/select.h>

static const int handled[SIGNALS_HANDLED] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGPIPE};

static volatile sig_atomic_t ending, stopping, continued;

static void note(int signal_number)
{
    if (signal_number == SIGTSTP)
        stopping = 1;
    else if (signal_number == SIGCONT)
        continued = 1;
    else
        ending = signal_number;
}

static void handled_set(sigset_t *set)
{
    sigemptyset(set);
    for (size_t i = 0; i < SIGNALS_HANDLED; i++)
        sigaddset(set, handled[i]);
}

void plain_signals_start(struct plain_signals *signals)
{
    struct sigaction action = {.sa_handler = note};
    sigset_t set;
    ending = stopping = continued = 0;
    handled_set(&set);
    sigprocmask(SIG_BLOCK, &set, &signals->mask);
    for (size_t i = 0; i < SIGNALS_HANDLED; i++) {
        sigaction(handled[i], NULL, &signals->before[i]);
        if (signals->before[i].sa_handler != SIG_IGN) /* nohup and background jobs stay as they are */
            sigaction(handled[i], &action, NULL);
    }
}

void plain_signals_stop(const struct plain_signals *signals)
{
    for (size_t i = 0; i < SIGNALS_HANDLED; i++)
        sigaction(handled[i], &signals->before[i], NULL);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

bool plain_signals_wait(const struct plain_signals *signals, int fd)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return pselect(fd + 1, &set, NULL, NULL, NULL, &signals->mask) > 0;
}

int plain_signals_ending(void)
{
    return ending;
}

bool plain_signals_take_stop(void)
{
    bool taken = stopping;
    stopping = 0;
    return taken;
}

bool plain_signals_take_continue(void)
{
    bool taken = continued;
    continued = 0;
    return taken;
}

void plain_signals_stop_here(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigset_t set;
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &set, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}
