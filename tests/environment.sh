#!/bin/sh
# What every test runs in: the same language, time zone and home everywhere, and nothing of the person who runs it.
# The timeout is only there to end what hangs.
LC_ALL=C.UTF-8
TZ=UTC
TERM=xterm-256color
CK_TAP_LOG_FILE_NAME=-
CK_VERBOSITY=silent
CK_DEFAULT_TIMEOUT=1800
export LC_ALL TZ TERM CK_TAP_LOG_FILE_NAME CK_VERBOSITY CK_DEFAULT_TIMEOUT
unset LINES COLUMNS ESCDELAY NO_COLOR ACCESSIBLE BNTUTOR_DB BNTUTOR_NOW BNTUTOR_SEED BNTUTOR_CLOCK BNTUTOR_PLAIN
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
