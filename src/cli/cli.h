/*
 * The command line.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Runs the program; its exit status: 0, 1 (something failed) or 2 (a wrong command line). */
int cli_main(int argc, char **argv);

#endif
