/*
 * Golden transcripts of the plain front end: for each tests/data/plain/NAME.talk it runs the program, types the lines, and compares
 * all that was said with NAME.txt; the course is the small one in tests/data/plain/content.  UPDATE_GOLDEN=1 rewrites the files.  A
 * talk holds, one a line:
 *
 *     $ ARGUMENT...       start the program with these arguments; it is told the end of its input when the next one starts
 *     > TEXT              type TEXT at the next prompt
 *     @course NAME        programs that start from now on teach the course in tests/data/NAME
 *     @advance SECONDS    let time pass before the next line is typed
 *     @kill               end the program at the next prompt as a crash would
 *     @terminate          ask it to end there, as a shutdown does
 *     @suspend            stop it there and let it go on
 *     # TEXT              a remark
 */
#include "base/str.h"
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 16, DEADLINE_MS = 60000 };

enum { QUIET_MS = 5 }; /* a menu's mark looks like a prompt, but more follows it at once */

static const char prompt[] = "> ";

/* One talk as it goes on. */
struct talk {
    const char *home, *data;
    char *content;
    pid_t child; /* 0 = none runs */
    int in, out;
    struct str said;
    size_t answered; /* length of `said` when the last line was typed: a prompt stands behind it */
    long advanced_ms;
};

static void fail(const char *what)
{
    printf("Bail out! %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static char *read_file(const char *path)
{
    struct str text;
    char bytes[4096];
    size_t got;
    FILE *file = fopen(path, "r");
    str_init(&text);
    if (!file)
        return NULL;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        str_add_n(&text, bytes, got);
    fclose(file);
    return str_take(&text);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        fail(path);
}

static char *in_home(const struct talk *talk, const char *name)
{
    return str_print("%s/%s", talk->home, name);
}

static void set_clock(const struct talk *talk)
{
    char *path = in_home(talk, "clock"), *next = in_home(talk, "clock.new"), *text = str_print("%ld\n", talk->advanced_ms);
    write_file(next, text);
    if (rename(next, path) != 0)
        fail(path);
    free(path), free(next), free(text);
}

static void run_child(const struct talk *talk, const int in[2], const int out[2], char **arguments)
{
    char *clock = in_home(talk, "clock");
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(out[1], STDERR_FILENO);
    close(in[1]), close(out[0]);
    setenv("HOME", talk->home, 1);
    setenv("BNTUTOR_CONTENT", talk->content, 1);
    setenv("BNTUTOR_NOW", "2026-11-21T05:00:00Z", 1);
    setenv("BNTUTOR_SEED", "7", 1);
    setenv("BNTUTOR_CLOCK", clock, 1);
    setenv("BATCHNORM_DISABLE_CPU", "avx512,avx2,sse2,neon,vector16", 1); /* what is trained has the same digits everywhere */
    execv(arguments[0], arguments);
    perror(arguments[0]);
    _exit(127);
}

static bool ends_with_prompt(const struct talk *talk)
{
    size_t length = strlen(prompt);
    return talk->said.length > talk->answered && talk->said.length >= length &&
           strcmp(talk->said.text + talk->said.length - length, prompt) == 0;
}

/* Waits until the program asks for a line or ends; true if it asks. */
static bool listen_to(struct talk *talk)
{
    for (;;) {
        char bytes[4096];
        struct pollfd ready = {.fd = talk->out, .events = POLLIN};
        bool asks = ends_with_prompt(talk);
        int polled = poll(&ready, 1, asks ? QUIET_MS : DEADLINE_MS);
        if (asks && polled == 0)
            return true;
        if (polled <= 0)
            fail("no prompt came");
        ssize_t got = read(talk->out, bytes, sizeof bytes);
        if (got <= 0)
            return false;
        str_add_n(&talk->said, bytes, (size_t)got);
    }
}

static void end_child(struct talk *talk)
{
    int status;
    if (!talk->child)
        return;
    close(talk->in);
    while (listen_to(talk))
        talk->answered = talk->said.length;
    close(talk->out);
    if (waitpid(talk->child, &status, 0) != talk->child)
        fail("waitpid");
    if (WIFSIGNALED(status))
        str_addf(&talk->said, "[killed by signal %d]\n", WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        str_addf(&talk->said, "[exit status %d]\n", WEXITSTATUS(status));
    talk->child = 0;
}

static void start_child(struct talk *talk, char *line)
{
    char *arguments[ARGUMENTS_MAX + 2] = {getenv("BNTUTOR")};
    int in[2], out[2], count = 1;
    end_child(talk);
    str_addf(&talk->said, "$ bntutor%s%s\n", line[0] ? " " : "", line);
    for (char *word = strtok(line, " "); word && count <= ARGUMENTS_MAX; word = strtok(NULL, " "))
        arguments[count++] = word;
    set_clock(talk);
    if (pipe(in) != 0 || pipe(out) != 0 || (talk->child = fork()) < 0)
        fail("fork");
    if (talk->child == 0)
        run_child(talk, in, out, arguments);
    close(in[0]), close(out[1]);
    talk->in = in[1];
    talk->out = out[0];
    talk->answered = talk->said.length;
}

/* Types a line at the next prompt; what is typed after the program has ended is part of the transcript, as an error. */
static void type(struct talk *talk, const char *text)
{
    char *line = str_print("%s\n", text);
    if (!talk->child || !listen_to(talk))
        str_addf(&talk->said, "[nobody listens to \"%s\"]\n", text);
    else if (write(talk->in, line, strlen(line)) != (ssize_t)strlen(line))
        fail("write");
    talk->answered = talk->said.length;
    free(line);
}

static void suspend(struct talk *talk)
{
    int status;
    listen_to(talk);
    kill(talk->child, SIGSTOP);
    if (waitpid(talk->child, &status, WUNTRACED) != talk->child)
        fail("waitpid");
    talk->answered = talk->said.length;
    kill(talk->child, SIGCONT);
}

static void take_course(struct talk *talk, const char *name)
{
    free(talk->content);
    talk->content = str_print("%s/%s", talk->data, name);
}

static void do_line(struct talk *talk, char *line)
{
    if (strncmp(line, "$", 1) == 0) {
        start_child(talk, line + 1 + (line[1] == ' '));
    } else if (line[0] == '>') {
        type(talk, line + 1 + (line[1] == ' '));
    } else if (strncmp(line, "@advance ", 9) == 0) {
        if (talk->child)
            listen_to(talk); /* what came before happened earlier */
        talk->advanced_ms += 1000 * atol(line + 9);
        set_clock(talk);
    } else if (strcmp(line, "@kill") == 0 || strcmp(line, "@terminate") == 0) {
        listen_to(talk);
        kill(talk->child, line[1] == 'k' ? SIGKILL : SIGTERM);
        end_child(talk);
    } else if (strncmp(line, "@course ", 8) == 0) {
        take_course(talk, line + 8);
    } else if (strcmp(line, "@suspend") == 0) {
        suspend(talk);
    } else if (line[0] && line[0] != '#') {
        printf("Bail out! cannot understand '%s'\n", line);
        exit(EXIT_FAILURE);
    }
}

/* What was said in the whole talk; the caller frees it. */
static char *hold(char *script, const char *data)
{
    char *home = scratch_make();
    struct talk talk = {.home = home, .data = data};
    str_init(&talk.said);
    take_course(&talk, "plain/content");
    while (script) {
        char *line = strsep(&script, "\n");
        do_line(&talk, line);
    }
    end_child(&talk);
    scratch_remove(home);
    free(talk.content);
    return str_take(&talk.said);
}

static void print_as_remark(const char *title, char *text)
{
    printf("# %s\n", title);
    while (text) {
        char *line = strsep(&text, "\n");
        printf("#   %s\n", line);
    }
}

static bool check(const char *folder, const char *name)
{
    char *talk = str_print("%s/%s.talk", folder, name), *golden = str_print("%s/%s.txt", folder, name);
    char *script = read_file(talk);
    if (!script)
        fail(talk);
    char *data = str_print("%s/..", folder), *said = hold(script, data);
    if (getenv("UPDATE_GOLDEN"))
        write_file(golden, said);
    char *expected = read_file(golden);
    bool same = expected && strcmp(expected, said) == 0;
    if (!same)
        print_as_remark("it said:", said);
    free(talk), free(golden), free(script), free(data), free(said), free(expected);
    return same;
}

static int is_talk(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".talk") == 0;
}

int main(void)
{
    const char *source = getenv("abs_top_srcdir");
    struct dirent **entries;
    int failed = 0;
    if (!source || !getenv("BNTUTOR") || access(getenv("BNTUTOR"), X_OK) != 0) {
        puts("Bail out! abs_top_srcdir and BNTUTOR must be set, to the sources and the program");
        return EXIT_FAILURE;
    }
    signal(SIGPIPE, SIG_IGN);
    char *folder = str_print("%s/tests/data/plain", source);
    int count = scandir(folder, &entries, is_talk, alphasort);
    if (count <= 0)
        fail(folder);
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        *strrchr(entries[i]->d_name, '.') = '\0';
        bool good = check(folder, entries[i]->d_name);
        printf("%s %d - transcript %s\n", good ? "ok" : "not ok", i + 1, entries[i]->d_name);
        fflush(stdout);
        failed += !good;
        free(entries[i]);
    }
    free(entries);
    free(folder);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
