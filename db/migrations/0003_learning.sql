-- Learning from the desk: whether a project ranks its candidates by its own decisions.
PRAGMA user_version = 3;

-- Whether the project learns from this operation on; without an event it does not.
CREATE TABLE learning_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    restores INTEGER REFERENCES learning_event (id) CHECK (restores < id),
    learns INTEGER NOT NULL CHECK (learns IN (0, 1)),
    UNIQUE (operation_id, project_id)
) STRICT;

-- What was learned last: from how many decisions, by what, and a digest of all that took part. This
-- table and the one below are derived from claims and decisions: learning again rewrites them, and
-- nothing is lost with them.
CREATE TABLE learned_from (
    project_id INTEGER PRIMARY KEY REFERENCES project (id),
    learner TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    decisions INTEGER NOT NULL CHECK (decisions >= 0)
) STRICT;

-- It counts for just this candidate: a claim that was detected anew has its shipped score again.
CREATE TABLE learned_score (
    claim_id INTEGER PRIMARY KEY REFERENCES claim (id),
    candidate_id INTEGER NOT NULL REFERENCES candidate (id),
    check_worthiness REAL NOT NULL CHECK (check_worthiness BETWEEN 0 AND 1)
) STRICT;

-- Where the project learns, a candidate has its learned check-worthiness, if there is one.
DROP VIEW claim_now;
CREATE VIEW claim_now AS
SELECT
    claim.id, claim.uuid, claim.article_id, event.article_text_id AS text_id,
    event.span_start, event.span_end, event.quote, claim.origin, event.state,
    candidate.kinds, coalesce(learned.check_worthiness, candidate.check_worthiness)
        AS check_worthiness,
    candidate.cues,
    (
        EXISTS (SELECT 1 FROM verdict_event WHERE claim_id = claim.id)
        OR EXISTS (SELECT 1 FROM justification_event WHERE claim_id = claim.id)
        OR EXISTS (SELECT 1 FROM link WHERE claim_a = claim.id)
        OR EXISTS (SELECT 1 FROM link WHERE claim_b = claim.id)
        OR EXISTS (
            SELECT 1 FROM claim_event AS by_person
            JOIN operation ON operation.id = by_person.operation_id
            WHERE by_person.claim_id = claim.id AND operation.act <> 'detect'
        )
    ) AS touched,
    verdict.verdict,
    coalesce(justification.justification, '') AS justification,
    iif(verdict.verdict IS NULL, '', reviewer.name) AS reviewer,
    iif(verdict.verdict IS NULL, '', decided.at) AS decided_at,
    event.prefix, event.suffix,
    (
        verdict.verdict IS NOT NULL
        OR coalesce(justification.justification, '') <> ''
        OR EXISTS (
            SELECT 1 FROM link_now
            WHERE link_now.claim_a = claim.id AND link_now.decision = 'confirmed'
        )
        OR EXISTS (
            SELECT 1 FROM link_now
            WHERE link_now.claim_b = claim.id AND link_now.decision = 'confirmed'
        )
        OR EXISTS (
            SELECT 1 FROM claim_event AS placed
            JOIN operation ON operation.id = placed.operation_id
            WHERE placed.id = coalesce(event.restores, event.id) AND operation.act <> 'detect'
        )
    ) AS kept
FROM claim
JOIN claim_event AS event ON event.id = (
    SELECT max(id) FROM claim_event WHERE claim_id = claim.id
)
LEFT JOIN candidate ON candidate.id = (
    SELECT max(id) FROM candidate WHERE claim_id = claim.id
)
LEFT JOIN learned_score AS learned
    ON learned.claim_id = claim.id AND learned.candidate_id = candidate.id
    AND (SELECT learns FROM learning_event WHERE id = (SELECT max(id) FROM learning_event)) = 1
LEFT JOIN verdict_event AS verdict ON verdict.id = (
    SELECT max(id) FROM verdict_event WHERE claim_id = claim.id
)
-- A restored verdict keeps the reviewer and the time of the decision it stands for.
LEFT JOIN verdict_event AS decision ON decision.id = coalesce(verdict.restores, verdict.id)
LEFT JOIN operation AS decided ON decided.id = decision.operation_id
LEFT JOIN reviewer ON reviewer.id = decided.reviewer_id
LEFT JOIN justification_event AS justification ON justification.id = (
    SELECT max(id) FROM justification_event WHERE claim_id = claim.id
);

CREATE TRIGGER learning_event_is_not_updated BEFORE UPDATE ON learning_event
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;
CREATE TRIGGER learning_event_is_not_deleted BEFORE DELETE ON learning_event
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;
CREATE TRIGGER learning_event_is_not_replaced BEFORE INSERT ON learning_event
WHEN EXISTS (
    SELECT 1 FROM learning_event WHERE id = NEW.id
    OR (operation_id = NEW.operation_id AND project_id = NEW.project_id)
)
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;
