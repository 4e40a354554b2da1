#include "base/budget.h"

/* Multiplications between two looks at the clock: some .2 ms on a machine of 2020. */
#define CLOCK_EVERY 1e6

bool budget_left(struct budget *budget)
{
    if (!budget)
        return true;
    if (budget->clock && !budget->over && budget->unclocked >= CLOCK_EVERY) {
        budget->over = clock_elapsed(budget->clock) >= budget->until_ms;
        budget->unclocked = 0;
    }
    return budget->multiplications > 0 && !budget->over;
}

void budget_spend(struct budget *budget, double multiplications)
{
    if (!budget)
        return;
    budget->multiplications -= multiplications;
    budget->unclocked += multiplications;
}
