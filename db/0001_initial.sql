-- The answer log. Rows are only ever added: taking an answer back is a row as well, one that names the row it undoes. What a machine
-- adds is keyed by that machine and counted up, so that logs of several machines merge by set union.
CREATE TABLE answer (
    device     BLOB    NOT NULL CHECK (length(device) = 16),
    sequence   INTEGER NOT NULL,
    ordered_at INTEGER NOT NULL, -- ms; `at`, but always later than every row known when this one was added, so that a clock that
                                 -- was set back does not change the order of answers
    kind       INTEGER NOT NULL, -- enum answer_kind
    item       TEXT    NOT NULL,
    at         INTEGER NOT NULL, -- ms since 1970, UTC
    utc_offset INTEGER NOT NULL, -- minutes
    grade      INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 4), -- 0: does not feed the memory
    correct    INTEGER NOT NULL,
    took_ms    INTEGER NOT NULL,
    hints      INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    seed       INTEGER NOT NULL, -- the 64 bits of an unsigned number
    detail     TEXT,             -- a JSON object
    undone     INTEGER,          -- the sequence, of the same device, of the row that this one takes back
    PRIMARY KEY (device, sequence)
) STRICT;
CREATE INDEX answer_by_item ON answer (item, ordered_at);
CREATE INDEX answer_by_time ON answer (ordered_at);
CREATE UNIQUE INDEX answer_undone ON answer (device, undone) WHERE undone IS NOT NULL;

-- What is believed about each item: a fold over its graded answers, kept so that it need not be folded at every start.
CREATE TABLE memory (
    item        TEXT    NOT NULL PRIMARY KEY,
    phase       INTEGER NOT NULL, -- enum phase
    stability   REAL    NOT NULL, -- days
    difficulty  REAL    NOT NULL,
    step        INTEGER NOT NULL,
    repetitions INTEGER NOT NULL,
    lapses      INTEGER NOT NULL,
    interval    INTEGER NOT NULL, -- days
    due         INTEGER NOT NULL, -- ms since 1970
    last_review INTEGER NOT NULL  -- ms since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_by_due ON memory (due);

-- The machines that wrote into this file. A file that was copied to another machine gets a device of its own there, so that no two
-- machines ever count up the same sequence.
CREATE TABLE device (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    machine INTEGER NOT NULL UNIQUE -- hash of what tells machines apart
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key  TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
