#include "laboratory/findings.h"

#include "base/vec.h"

#include <string.h>

void findings_init(struct findings *findings)
{
    *findings = (struct findings){0};
    arena_init(&findings->arena);
}

void findings_clear(struct findings *findings)
{
    arena_clear(&findings->arena);
    tape_rewind(&findings->tape);
    findings->count = 0;
    findings->note = NULL;
}

void findings_release(struct findings *findings)
{
    arena_release(&findings->arena);
    tape_release(&findings->tape);
    vec_release(findings);
    findings->note = NULL;
}

static struct finding *add(struct findings *findings, const char *name, size_t count)
{
    struct finding *finding = vec_add(findings);
    *finding = (struct finding){.name = arena_string(&findings->arena, name), .count = count};
    finding->numbers = arena_new(&findings->arena, count ? count : 1, sizeof *finding->numbers);
    return finding;
}

double *findings_list(struct findings *findings, const char *name, size_t count)
{
    return findings_tensor(findings, name, &count, 1);
}

double *findings_tensor(struct findings *findings, const char *name, const size_t *shape, size_t rank)
{
    size_t count = 1;
    for (size_t i = 0; i < rank; i++)
        count *= shape[i];
    struct finding *finding = add(findings, name, count);
    finding->rank = rank;
    memcpy(finding->shape, shape, rank * sizeof *shape);
    return finding->numbers;
}

void findings_number(struct findings *findings, const char *name, double number)
{
    add(findings, name, 1)->numbers[0] = number;
}

const struct finding *findings_find(const struct findings *findings, const char *name)
{
    for (size_t i = 0; i < findings->count; i++)
        if (!strcmp(findings->items[i].name, name))
            return &findings->items[i];
    return NULL;
}
