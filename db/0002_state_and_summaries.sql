-- What a learner may say about an answer or an item. These are rows of the log as well, so that logs still merge by set union.
ALTER TABLE answer ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 1 AND 100); -- percent, said before the answer was known
ALTER TABLE answer ADD COLUMN flag INTEGER CHECK (flag BETWEEN 0 AND 7);               -- the flag that the item gets
ALTER TABLE answer ADD COLUMN overrides INTEGER; -- the sequence, of the same device, of the row whose grade this one replaces
CREATE INDEX answer_overrides ON answer (device, overrides) WHERE overrides IS NOT NULL;

-- All tables below are folds over the log, kept so that nothing needs to read a million rows; a rebuild gives them bit for bit.
-- How an item stands: one row for each that the log names.
CREATE TABLE item_state (
    item         TEXT    NOT NULL PRIMARY KEY,
    suspended    INTEGER NOT NULL,
    flag         INTEGER NOT NULL, -- 0..7
    buried_until INTEGER NOT NULL, -- ms since 1970; 0 = not buried
    kinds        INTEGER NOT NULL, -- the kinds of rows about it, as bits
    answers      INTEGER NOT NULL, -- times it was answered, read, watched or run
    correct      INTEGER NOT NULL, -- how many of them were right
    last_correct INTEGER NOT NULL,
    took_ms      INTEGER NOT NULL,
    last_at      INTEGER NOT NULL  -- ms since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX item_state_shut ON item_state (item, suspended, buried_until) WHERE suspended != 0 OR buried_until > 0;
DROP INDEX memory_by_due;
CREATE INDEX memory_by_due ON memory (due, phase, interval); -- all that counting what is due looks at

-- What was done on each local day, by the time zone of each row.
CREATE TABLE day_total (
    day           INTEGER NOT NULL PRIMARY KEY, -- days since 1970
    answers       INTEGER NOT NULL,
    correct       INTEGER NOT NULL,
    took_ms       INTEGER NOT NULL,
    introduced    INTEGER NOT NULL, -- items graded for the first time
    young         INTEGER NOT NULL, -- reviews of items with an interval below 21 days, and how many of them were recalled
    young_passed  INTEGER NOT NULL,
    mature        INTEGER NOT NULL,
    mature_passed INTEGER NOT NULL
) STRICT;

-- How often what was said with so many percent came true.
CREATE TABLE calibration (
    source  INTEGER NOT NULL, -- enum calibration_source
    percent INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    PRIMARY KEY (source, percent)
) STRICT, WITHOUT ROWID;

-- Wrong answers that show a misconception.
CREATE TABLE mistake (
    device        BLOB    NOT NULL,
    sequence      INTEGER NOT NULL,
    misconception TEXT    NOT NULL,
    at            INTEGER NOT NULL, -- ms since 1970
    utc_offset    INTEGER NOT NULL, -- minutes
    PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX mistake_by_name ON mistake (misconception, at, utc_offset);
