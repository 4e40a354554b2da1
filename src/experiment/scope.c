#include "experiment/scope.h"

#include "base/vec.h"

#include <string.h>

void scope_set(struct scope *scope, const char *name, struct quantity quantity)
{
    for (size_t i = 0; i < scope->count; i++) {
        if (strcmp(scope->items[i].name, name) == 0) {
            scope->items[i].quantity = quantity;
            return;
        }
    }
    *vec_add(scope) = (struct scope_entry){name, quantity};
}

void scope_release(struct scope *scope)
{
    vec_release(scope);
}

bool scope_find(const struct scope *scope, const char *name, size_t length, struct quantity *quantity)
{
    for (size_t i = 0; i < scope->count; i++) {
        if (strlen(scope->items[i].name) == length && memcmp(scope->items[i].name, name, length) == 0) {
            *quantity = scope->items[i].quantity;
            return true;
        }
    }
    return false;
}

struct quantity quantity_number(struct arena *arena, double number)
{
    double *item = arena_new(arena, 1, sizeof *item);
    *item = number;
    return (struct quantity){.items = item, .count = 1};
}
