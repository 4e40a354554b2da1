#include "activity/streak.h"

size_t streak_length(const struct day_count *days, size_t count, int64_t today)
{
    while (count && days[count - 1].day > today)
        count--; /* answers of a clock that ran ahead */
    if (!count || days[count - 1].day < today - 1)
        return 0;
    size_t length = 1;
    while (length < count && days[count - length - 1].day == days[count - length].day - 1)
        length++;
    return length;
}
