#include "bench_keys.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 2, LINE = 192, WHOLE_MS = 20, FOCI_MAX = 20 };

/* The head line with the seed, and the line of the parameters. */
struct lines {
    char text[LINES][LINE];
};

void bench_give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static struct lines read_lines(struct vt *vt)
{
    struct lines lines;
    int row = vt_find(vt, "‹", NULL);
    snprintf(lines.text[0], LINE, "%s", vt_row_text(vt, 0));
    snprintf(lines.text[1], LINE, "%s", row < 0 ? "" : vt_row_text(vt, row));
    return lines;
}

static bool are_other(struct vt *vt, const void *before)
{
    struct lines now = read_lines(vt);
    for (size_t i = 0; i < LINES; i++)
        if (strcmp(now.text[i], ((const struct lines *)before)->text[i]) != 0)
            return true;
    return false;
}

struct vt *bench_open_demo(const char *demo, const char *const *options)
{
    const char *given[6] = {NULL};
    for (size_t i = 0; options[i]; i++)
        given[i] = options[i];
    struct vt *vt = vt_tutor(24, 80, NULL, "demo", demo, given[0], given[1], given[2], given[3], given[4], NULL);
    if (!vt_comes(vt, "‹"))
        bench_give_up("the demo does not open");
    vt_settle(vt, WHOLE_MS);
    return vt;
}

void bench_focus(struct vt *vt, const char *label)
{
    char mark[LINE];
    snprintf(mark, sizeof mark, "‹%s ", label);
    for (int i = 0; vt_find(vt, mark, NULL) < 0; i++) {
        if (i == FOCI_MAX) {
            vt_print(vt);
            bench_give_up("there is no such parameter");
        }
        bench_press(vt, "tab");
    }
}

bool bench_draws(struct vt *vt)
{
    return strstr(vt_row_text(vt, 0), "seed ") != NULL;
}

double bench_press(struct vt *vt, const char *key)
{
    struct lines before = read_lines(vt);
    double begin = bench_seconds();
    vt_key(vt, key);
    if (!vt_waits(vt, are_other, &before, "the key does nothing"))
        bench_give_up("a key does nothing");
    double seconds = bench_seconds() - begin;
    vt_settle(vt, WHOLE_MS); /* a line of which half has come would be taken for another value */
    return seconds;
}
