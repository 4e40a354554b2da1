/* The program and its terminal's two ends. */
#include "vt_home.h"
#include "vt_inside.h"

#include "base/mem.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READS_AT_ONCE = 64 };

long vt_clock(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int vt_patience(void)
{
#if defined __SANITIZE_ADDRESS__
    return 30000;
#else
    return 5000;
#endif
}

static int at_least_two(int size)
{
    return size < 2 ? 2 : size; /* libvterm 0.1.4 dies of fewer */
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct vt *vt = user;
    if (property == VTERM_PROP_ALTSCREEN)
        vt->altscreen = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        vt->cursor_visible = value->boolean;
    return 1;
}

/* What the terminal has to say, keys and replies alike.  vt_send() takes output in meanwhile, lest both wait for each other. */
static void on_output(const char *bytes, size_t length, void *user)
{
    vt_send(user, bytes, length);
}

static void make_terminal(struct vt *vt, int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    vt->terminal = vterm_new(at_least_two(rows), at_least_two(columns));
    vterm_set_utf8(vt->terminal, 1);
    vterm_output_set_callback(vt->terminal, on_output, vt);
    vt->screen = vterm_obtain_screen(vt->terminal);
    vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vterm_screen_reset(vt->screen, 1);
    vt->cursor_visible = true;
}

static void set_size(int end, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(end, TIOCSWINSZ, &size);
}

/* Opens both ends, and returns that of the program.  The modes are read before a program can have changed them. */
static int open_ends(struct vt *vt, int rows, int columns)
{
    vt->master = posix_openpt(O_RDWR | O_NOCTTY);
    vt_demand(vt->master >= 0 && grantpt(vt->master) == 0 && unlockpt(vt->master) == 0, "posix_openpt");
    fcntl(vt->master, F_SETFD, FD_CLOEXEC);
    int end = open(ptsname(vt->master), O_RDWR | O_NOCTTY);
    vt_demand(end >= 0 && tcgetattr(end, &vt->modes) == 0, "the program's end of the terminal");
    set_size(end, rows, columns);
    return end;
}

/* In the child: a session of its own with this as its terminal. */
static void move_into(int end)
{
    vt_demand(setsid() >= 0 && ioctl(end, TIOCSCTTY, 0) == 0, "TIOCSCTTY");
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; standard++)
        dup2(end, standard);
    if (end > STDERR_FILENO)
        close(end);
}

/* In the child: becomes the program.  Signals that the test program may ignore are as in a fresh shell. */
static void become(const char *const *argv, const char *const *environment)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP, SIGWINCH};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    vt_home_environment(environment);
    char *arguments[64];
    size_t count = 0;
    for (; argv[count] && count + 1 < sizeof arguments / sizeof *arguments; count++)
        arguments[count] = mem_string(argv[count]);
    arguments[count] = NULL;
    execvp(arguments[0], arguments);
    fprintf(stderr, "cannot run '%s': %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct vt *vt_spawn(const char *const *argv, int rows, int columns, const char *const *environment)
{
    struct vt *vt = mem_new(1, sizeof *vt);
    int life[2], program_end = open_ends(vt, rows, columns);
    str_init(&vt->output), str_init(&vt->row);
    make_terminal(vt, rows, columns);
    vt_demand(pipe(life) == 0, "pipe");
    fcntl(life[0], F_SETFD, FD_CLOEXEC);
    vt->process = fork();
    vt_demand(vt->process >= 0, "fork");
    if (vt->process == 0) {
        move_into(program_end);
        become(argv, environment);
    }
    close(life[1]), close(program_end);
    vt->life = life[0];
    fcntl(vt->master, F_SETFL, O_NONBLOCK);
    return vt;
}

struct vt *vt_tutor(int rows, int columns, const char *const *environment, ...)
{
    const char *argv[16] = {getenv("BNTUTOR")};
    vt_demand(argv[0], "BNTUTOR, the name of the program");
    va_list list;
    va_start(list, environment);
    for (size_t count = 1; count < 15 && (argv[count] = va_arg(list, const char *)); count++)
        continue;
    va_end(list);
    return vt_spawn(argv, rows, columns, environment);
}

static void reap(struct vt *vt)
{
    while (!vt->ended && waitpid(vt->process, &vt->status, 0) < 0 && errno == EINTR)
        continue;
    vt->ended = true;
}

void vt_free(struct vt **vt)
{
    if (!*vt)
        return;
    if (!(*vt)->ended)
        kill((*vt)->process, SIGKILL);
    reap(*vt);
    vt_hang_up(*vt);
    close((*vt)->life);
    vterm_free((*vt)->terminal);
    str_release(&(*vt)->output), str_release(&(*vt)->row);
    free(*vt);
    *vt = NULL;
}

int vt_process(const struct vt *vt)
{
    return vt->process;
}

bool vt_ended(const struct vt *vt)
{
    return vt->ended;
}

/* Reads what there is now, of a program that never pauses only so much; true if that was anything. */
static bool read_all(struct vt *vt)
{
    char bytes[4096];
    ssize_t count = 0;
    bool some = false;
    for (int reads = 0; reads < READS_AT_ONCE && (count = read(vt->master, bytes, sizeof bytes)) > 0; reads++) {
        str_add_n(&vt->output, bytes, (size_t)count);
        vterm_input_write(vt->terminal, bytes, (size_t)count);
        some = true;
    }
    vt->closed = count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR); /* Linux says EIO once no program has it open */
    return some;
}

bool vt_take(struct vt *vt, int milliseconds)
{
    struct pollfd ends[] = {{.fd = vt->life, .events = POLLIN}, {.fd = vt->closed ? -1 : vt->master, .events = POLLIN}};
    if (poll(ends, 2, milliseconds) <= 0)
        return false;
    /* What a program wrote last can come after its end: the kernel hands it on by and by.  All is here once nobody has it open. */
    bool over = ends[0].revents, some = !vt->closed && vt->master >= 0 && (ends[1].revents || over) && read_all(vt);
    vterm_screen_flush_damage(vt->screen);
    if (over && !some && (vt->closed || vt->master < 0))
        reap(vt);
    return some;
}

void vt_send(struct vt *vt, const void *bytes, size_t length)
{
    const char *next = bytes;
    for (long deadline = vt_clock() + vt_patience(); length > 0 && vt->master >= 0 && vt_clock() < deadline;) {
        ssize_t sent = write(vt->master, next, length);
        if (sent > 0)
            next += sent, length -= (size_t)sent;
        else if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return;
        else
            vt_take(vt, 1);
    }
}

void vt_resize(struct vt *vt, int rows, int columns)
{
    vt_take(vt, 0);
    /* Terminals drop their margins when the size changes; libvterm 0.1.4 keeps them and then scrolls rows that are gone. */
    static const char drop_margins[] = "\0337\033[r\0338";
    vterm_input_write(vt->terminal, drop_margins, sizeof drop_margins - 1);
    vterm_set_size(vt->terminal, at_least_two(rows), at_least_two(columns));
    set_size(vt->master, rows, columns);
}

void vt_signal(struct vt *vt, int number)
{
    if (!vt->ended)
        kill(vt->process, number);
}

void vt_hang_up(struct vt *vt)
{
    if (vt->master >= 0)
        close(vt->master);
    vt->master = -1;
    vt->closed = true;
}

void vt_pump(struct vt *vt, int milliseconds)
{
    for (long end = vt_clock() + milliseconds, now; !vt->ended && (now = vt_clock()) < end;)
        vt_take(vt, (int)(end - now));
}

void vt_settle(struct vt *vt, int milliseconds)
{
    for (long end = vt_clock() + vt_patience(); vt_clock() < end && vt_take(vt, milliseconds);)
        continue;
}

int vt_exit_status(struct vt *vt)
{
    for (long end = vt_clock() + vt_patience(); !vt->ended && vt_clock() < end;)
        vt_take(vt, (int)(end - vt_clock()));
    if (!vt->ended) {
        vt_report(vt, "the program does not end");
        return -1;
    }
    return WIFSIGNALED(vt->status) ? 128 + WTERMSIG(vt->status) : WEXITSTATUS(vt->status);
}

bool vt_modes_restored(const struct vt *vt)
{
    struct termios modes;
    return tcgetattr(vt->master, &modes) == 0 && modes.c_iflag == vt->modes.c_iflag && modes.c_oflag == vt->modes.c_oflag &&
           modes.c_lflag == vt->modes.c_lflag && memcmp(modes.c_cc, vt->modes.c_cc, sizeof modes.c_cc) == 0;
}

long vt_cpu_ms(const struct vt *vt)
{
#if defined _POSIX_CPUTIME && _POSIX_CPUTIME >= 0
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(vt->process, &clock) == 0 && clock_gettime(clock, &time) == 0)
        return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
#else
    (void)vt;
#endif
    return -1;
}
