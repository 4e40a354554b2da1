#include "tui/restore.h"

#include "base/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SEQUENCE_BYTES = 256, STACK_BYTES = 65536, CRASHES = 5 };

static const int crashes[CRASHES] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

/* What a signal handler needs lies here: it may neither allocate nor ask curses.  Written before restore_arm() only. */
static struct {
    int fd;
    bool armed, is_terminal;
    struct termios modes;
    char sequence[SEQUENCE_BYTES];
    size_t length;
    struct sigaction before[CRASHES];
    stack_t stack_before;
    char stack[STACK_BYTES]; /* a stack that has run over cannot carry the handler */
} saved;

void restore_remember(int fd)
{
    saved.fd = fd;
    saved.length = 0;
    saved.is_terminal = tcgetattr(fd, &saved.modes) == 0;
}

void restore_add(const char *sequence)
{
    size_t length = strlen(sequence);
    if (length > SEQUENCE_BYTES - saved.length)
        return;
    memcpy(saved.sequence + saved.length, sequence, length);
    saved.length += length;
}

void restore_now(void)
{
    if (!saved.armed)
        return;
    int error = errno;
    for (size_t written = 0; written < saved.length;) {
        ssize_t count = write(saved.fd, saved.sequence + written, saved.length - written);
        if (count <= 0)
            break;
        written += (size_t)count;
    }
    if (saved.is_terminal)
        tcsetattr(saved.fd, TCSANOW, &saved.modes);
    errno = error;
}

/* Whoever was to hear of it before, the system or a sanitizer, hears of it now: the signal is pending until the handler returns. */
static void on_crash(int signal_number)
{
    restore_now();
    for (size_t i = 0; i < CRASHES; i++)
        if (crashes[i] == signal_number)
            sigaction(signal_number, &saved.before[i], NULL);
    raise(signal_number);
}

void restore_arm(void)
{
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    stack_t stack = {.ss_sp = saved.stack, .ss_size = STACK_BYTES};
    sigaltstack(&stack, &saved.stack_before);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &action, &saved.before[i]);
    saved.armed = true;
    mem_on_exhaustion(restore_now);
}

void restore_disarm(void)
{
    saved.armed = false;
    mem_on_exhaustion(NULL);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &saved.before[i], NULL);
    sigaltstack(&saved.stack_before, NULL);
}
