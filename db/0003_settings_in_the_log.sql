-- What the schedule is set to is said by rows of the log as well (kind 14: item = the setting, detail = its value, NULL = none), so that
-- it merges with the logs of other machines, can be undone, and a rebuild gives it. What stood beside the log so far moves there, as
-- rows of a device that no machine ever counts up; where the log says something already, that holds.
CREATE TABLE moved AS SELECT randomblob(16) AS device, coalesce((SELECT max(at) FROM answer), 0) AS last;

INSERT INTO answer (device, sequence, ordered_at, kind, item, at, utc_offset, grade, correct, took_ms, hints, attempts, seed, detail)
WITH RECURSIVE
    old (key, text, type) AS (
        SELECT key, text, CASE WHEN json_valid(text) THEN json_type(text) END FROM setting
        WHERE key IN ('schedule.exam', 'schedule.weights', 'schedule.day-start')
            AND key NOT IN (SELECT item FROM answer WHERE kind = 14)),
    line (text, rest) AS ( -- of the history of weights, the newest last
        SELECT '', text FROM setting
        WHERE key = 'schedule.weights.log' AND 'schedule.weights' NOT IN (SELECT item FROM answer WHERE kind = 14)
        UNION ALL
        SELECT substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1) FROM line
        WHERE instr(rest, char(10)) > 0),
    past (text) AS (SELECT text FROM line WHERE CASE WHEN json_valid(text) THEN json_type(text) END = 'object'),
    exam (text, at) AS (
        SELECT text, json_extract(text, '$.planned') * 86400000.0 FROM old WHERE key = 'schedule.exam' AND type = 'object'),
    said (place, item, at, detail) AS (
        SELECT 1, 'schedule.weights', json_extract(text, '$.at'), CASE WHEN json_extract(text, '$.weights') IS NOT NULL THEN text END
        FROM past
        UNION ALL
        SELECT 2, key, json_extract(text, '$.at'), text FROM old
        WHERE key = 'schedule.weights' AND type = 'object' AND NOT EXISTS (SELECT 1 FROM past)
        UNION ALL
        SELECT 3, 'schedule.exam', at, json_object('day', json_extract(text, '$.day'), 'recall', json_extract(text, '$.recall'),
            'minutes', json_extract(text, '$.minutes')) FROM exam
        UNION ALL
        SELECT 4, 'schedule.plan', at, json_object('day', json_extract(text, '$.day'), 'recall', json_extract(text, '$.recall'),
            'minutes', json_extract(text, '$.minutes'), 'retention', json_extract(text, '$.retention'),
            'window', json_extract(text, '$.window')) FROM exam
        UNION ALL
        SELECT 5, key, (SELECT last FROM moved), json_object('hour', json(text)) FROM old
        WHERE key = 'schedule.day-start' AND type = 'integer'),
    row (place, item, at, detail) AS (
        SELECT place, item,
            CASE WHEN typeof(at) IN ('integer', 'real') THEN CAST(max(0, min(at, (SELECT last FROM moved))) AS INTEGER) ELSE 0 END,
            detail
        FROM said)
SELECT (SELECT device FROM moved), row_number() OVER (ORDER BY place, at), at, 14, item, at, 0, 0, 0, 0, 0, 0, 0, detail FROM row;

DROP TABLE moved;

-- What was foretold for today stays beside the log: it can be had again at any time.
UPDATE OR REPLACE setting SET key = 'schedule.today' WHERE key = 'schedule.exam';
DELETE FROM setting WHERE key IN ('schedule.weights', 'schedule.weights.log', 'schedule.day-start');
