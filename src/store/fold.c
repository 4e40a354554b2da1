#include "store/fold.h"

#include <math.h>

bool kind_is_answer(enum answer_kind kind)
{
    return kind == ANSWER_GRADE || kind == ANSWER_CHOICE || kind == ANSWER_EXPLAIN || kind == ANSWER_PREDICT;
}

bool kind_is_wish(enum answer_kind kind)
{
    return kind >= ANSWER_SUSPEND && kind <= ANSWER_OVERRIDE;
}

static void add_to_state(const struct schedule_parameters *parameters, struct fold *fold, const struct answer *row)
{
    struct item_state *state = &fold->state;
    state->kinds |= 1u << row->kind;
    switch (row->kind) {
    case ANSWER_SUSPEND:
        state->suspended = true;
        break;
    case ANSWER_RESUME:
        state->suspended = false;
        state->buried_until = 0;
        break;
    case ANSWER_BURY:
        state->buried_until = schedule_day_start(parameters, schedule_day(parameters, row->at) + 1);
        break;
    case ANSWER_FLAG:
        state->flag = row->flag;
        break;
    case ANSWER_FORGET:
        fold->memory = (struct memory){0};
        break;
    default:
        state->answers++;
        state->right += row->right;
        state->last_right = row->right;
        state->took_ms += row->took_ms;
        state->last_at = row->at;
        break;
    }
}

/* A grade on a later day tests the memory; what comes back on the same day is practice. */
static void add_test(const struct schedule_parameters *parameters, const struct memory *before, const struct answer *row,
                     struct share *share)
{
    if (before->phase == PHASE_NEW) {
        share->total.introduced = 1;
        return;
    }
    if (schedule_day(parameters, before->last_review) >= share->total.day)
        return;
    share->recall = (int)lround(100 * schedule_retrievability(parameters, before, row->at));
    share->recalled = row->grade > GRADE_AGAIN;
    if (before->phase != PHASE_REVIEW)
        return;
    bool mature = before->interval >= MATURE_DAYS;
    share->total.young = !mature;
    share->total.mature = mature;
    share->total.young_passed = !mature && share->recalled;
    share->total.mature_passed = mature && share->recalled;
}

void fold_add(const struct schedule_parameters *parameters, struct fold *fold, uint64_t seed, const struct answer *row,
              struct share *share)
{
    struct schedule_parameters local = *parameters;
    local.utc_offset_minutes = row->utc_offset_minutes;
    *share = (struct share){.recall = -1, .confidence = row->confidence, .right = row->right};
    share->total.day = schedule_day(&local, row->at);
    if (row->kind < ANSWER_GRADE || row->kind >= ANSWER_KIND_COUNT)
        return; /* of another program: it says nothing here */
    if (kind_is_answer(row->kind)) {
        share->total.answers = 1;
        share->total.right = row->right;
    }
    if (!kind_is_wish(row->kind) && row->kind != ANSWER_RUN)
        share->total.took_ms = row->took_ms;
    add_to_state(&local, fold, row);
    if (row->grade == GRADE_NONE || kind_is_wish(row->kind))
        return;
    add_test(&local, &fold->memory, row, share);
    fold->memory = schedule_review(&local, &fold->memory, row->grade, row->at, seed);
}

bool day_total_is_any(const struct day_total *total)
{
    return total->answers || total->took_ms || total->introduced || total->young || total->mature;
}

void day_total_add(struct day_total *total, const struct day_total *added)
{
    total->answers += added->answers;
    total->right += added->right;
    total->took_ms += added->took_ms;
    total->introduced += added->introduced;
    total->young += added->young;
    total->young_passed += added->young_passed;
    total->mature += added->mature;
    total->mature_passed += added->mature_passed;
}
