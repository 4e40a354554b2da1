#include "exchange/exchange.h"

#include "cli/command.h"
#include "cli/exchange.h"

static const struct option_info own_options[] = {
    {"format", ARGUMENT_WORD, EXCHANGE_FORMATS, "what it is; otherwise found out"},
    {"into", ARGUMENT_VALUE, NULL, "the name of the own course; otherwise that of the FILE"},
    {"dry-run", ARGUMENT_NONE, NULL, "only say what would be done"},
    {"undo", ARGUMENT_NONE, NULL, "take back the last import"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

enum { EXIT_LEFT_OUT = 3 };

static int import(const struct exchange *exchange, const struct invocation *invocation, struct str *said, struct err *err)
{
    const char *format = options_value(&invocation->options, "format");
    const struct import_options options = {.format = format ? format_find(format) : NULL,
                                           .into = options_value(&invocation->options, "into"),
                                           .dry_run = options_has(&invocation->options, "dry-run")};
    struct diagnostics diagnostics;
    size_t left;
    diagnostics_init(&diagnostics);
    int code = exchange_import(exchange, invocation->operands[0], &options, &diagnostics, said, &left, err);
    diagnostics_print(&diagnostics, stderr);
    diagnostics_release(&diagnostics);
    return !code && left ? (int)EXIT_LEFT_OUT : code;
}

static int run(const struct invocation *invocation, struct err *err)
{
    bool undo = options_has(&invocation->options, "undo");
    struct exchange_session session;
    struct str said;
    const struct options *options = &invocation->options;
    if (undo && (invocation->operand_count || options_has(options, "format") || options_has(options, "into") ||
                 options_has(options, "dry-run")))
        return err_set(err, ERR_USAGE, "--undo stands alone: it takes back the last import");
    if (!undo && !invocation->operand_count)
        return err_set(err, ERR_USAGE, "'import' needs an argument: FILE");
    int code = exchange_session_open(&session, options, true, err);
    str_init(&said);
    if (!code)
        code = undo ? exchange_undo(&session.exchange, &said, err) : import(&session.exchange, invocation, &said, err);
    if (code >= 0)
        fputs(said.text, stdout);
    str_release(&said);
    exchange_session_close(&session);
    return code;
}

const struct command command_import = {
    .name = "import",
    .summary = "take in items or answers from other programs",
    .about = "The items of FILE (- is standard input) become one course file of your own, which is told apart by its name: "
             "importing into the same name again updates them, and what you learned of them stays. Nothing else is changed. "
             "What could not be taken is told line by line, and then the command exits with 3.",
    .operand = ARGUMENT_FILE,
    .options = own_options,
    .run = run,
};
