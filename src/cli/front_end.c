#include "cli/front_end.h"

#include "plain/plain.h"
#include "tui/tui.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MAX = 1000 };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0];
}

static bool wants_ascii(const struct options *options)
{
    return options_has(options, "ascii") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

/* $COLUMNS, or what the terminal says up to a width that is still easy to read. */
static unsigned line_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    if (columns) {
        long width = strtol(columns, NULL, 10);
        if (width > 0)
            return (unsigned)(width < WIDTH_MAX ? width : WIDTH_MAX);
    }
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_col < WIDTH_DEFAULT)
        return size.ws_col;
    return WIDTH_DEFAULT;
}

static int run_plain(const struct options *options, struct stack *stack, const struct clock *clock, struct err *err)
{
    struct plain_options plain = {.width = line_width(), .ascii = wants_ascii(options), .echo = !isatty(STDIN_FILENO)};
    return plain_run(&plain, stack, clock, STDIN_FILENO, stdout, err);
}

static int run_tui(const struct options *options, struct stack *stack, const struct clock *clock, struct err *err)
{
    struct tui_options tui = {
        .color = (enum tui_color)options_choice(options, "color"),
        .theme = (enum tui_theme)options_choice(options, "theme"),
        .ascii = wants_ascii(options),
        .reduce_motion = options_has(options, "reduce-motion"),
    };
    return tui_run(&tui, stack, clock, err);
}

/* Lines are told where they are wanted, and where there is no screen; an unfit terminal is named, a pipe needs no word. */
static bool tells_lines(const struct options *options)
{
    const char *term = getenv("TERM");
    struct err reason = {0};
    if (options_has(options, "plain") || is_set("BNTUTOR_PLAIN") || is_set("ACCESSIBLE"))
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !term || !term[0] || strcmp(term, "dumb") == 0)
        return true;
    if (tui_possible(&reason))
        return false;
    fprintf(stderr, "bntutor: %s\n", reason.text);
    return true;
}

int front_end_run(const struct options *options, struct stack *stack, const struct clock *clock, struct err *err)
{
    return tells_lines(options) ? run_plain(options, stack, clock, err) : run_tui(options, stack, clock, err);
}
