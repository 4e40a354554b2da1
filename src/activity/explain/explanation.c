#include "activity/explain/explanation.h"

#include "activity/explain/concept.h"
#include "store/json.h"

void explanation_start(struct explanation *explanation, const struct prompt *prompt, const char *text)
{
    size_t concepts = prompt->concept_count < EXPLANATION_CONCEPTS_MAX ? prompt->concept_count : EXPLANATION_CONCEPTS_MAX;
    *explanation = (struct explanation){.prompt = prompt, .editor = explanation->editor, .concepts = concepts};
    editor_set(&explanation->editor, text);
}

void explanation_match(struct explanation *explanation)
{
    for (size_t i = 0; i < explanation->concepts; i++) {
        explanation->found[i] = concept_found(&explanation->prompt->concepts[i], explanation->editor.text.text);
        explanation->ticked[i] = explanation->found[i];
    }
    explanation->cursor = explanation->concepts;
}

size_t explanation_score(const struct explanation *explanation)
{
    size_t score = 0;
    for (size_t i = 0; i < explanation->concepts; i++)
        score += explanation->ticked[i];
    return score;
}

enum grade explanation_grade(const struct explanation *explanation)
{
    size_t score = explanation_score(explanation);
    return score == explanation->concepts ? GRADE_GOOD : 2 * score > explanation->concepts ? GRADE_HARD : GRADE_AGAIN;
}

/* One digit for each concept: "1011". */
static void add_ticks(struct str *json, const char *key, const bool *ticks, size_t count)
{
    char text[EXPLANATION_CONCEPTS_MAX + 1] = "";
    for (size_t i = 0; i < count; i++)
        text[i] = ticks[i] ? '1' : '0';
    json_object_text(json, key, text);
}

char *explanation_detail(const struct explanation *explanation)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_text(&json, "text", explanation->editor.text.text);
    add_ticks(&json, "found", explanation->found, explanation->concepts);
    add_ticks(&json, "ticked", explanation->ticked, explanation->concepts);
    json_object_integer(&json, "score", (int64_t)explanation_score(explanation));
    json_object_integer(&json, "concepts", (int64_t)explanation->concepts);
    json_object_end(&json);
    return str_take(&json);
}
