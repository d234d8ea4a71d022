-- Links between claims of different articles: what reviewers said of them, and what was proposed.
PRAGMA user_version = 2;

-- A pair of claims that a reviewer said something of; the article of claim_a came in first.
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    claim_a INTEGER NOT NULL REFERENCES claim (id),
    claim_b INTEGER NOT NULL REFERENCES claim (id) CHECK (claim_a <> claim_b),
    UNIQUE (claim_a, claim_b)
) STRICT;

CREATE INDEX link_by_claim_b ON link (claim_b);

CREATE TABLE link_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    link_id INTEGER NOT NULL REFERENCES link (id),
    restores INTEGER REFERENCES link_event (id) CHECK (restores < id),
    decision TEXT NOT NULL CHECK (decision IN ('undecided', 'confirmed', 'rejected')),
    no_conflict INTEGER NOT NULL CHECK (no_conflict IN (0, 1)),
    UNIQUE (operation_id, link_id)
) STRICT;

CREATE INDEX link_event_by_link ON link_event (link_id, id);

-- The article texts that were compared with each other last, each with a digest of what took part.
-- This table and the two below are derived from the texts and the claims: a new comparison rewrites
-- them, and nothing is lost with them.
CREATE TABLE compared_text (
    article_text_id INTEGER PRIMARY KEY REFERENCES article_text (id),
    comparer TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

-- "differences" is a JSON array of [field, level, a start, a end, b start, b end, a value, b value].
CREATE TABLE proposed_link (
    claim_a INTEGER NOT NULL REFERENCES claim (id),
    claim_b INTEGER NOT NULL REFERENCES claim (id),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
    relation TEXT NOT NULL CHECK (relation IN ('same', 'near-copy', 'partial', 'conflict')),
    reason TEXT NOT NULL,
    differences TEXT NOT NULL CHECK (differences LIKE '[%]'),
    PRIMARY KEY (claim_a, claim_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX proposed_link_by_claim_b ON proposed_link (claim_b);

-- A person whom articles call by different offices, one row for each office an article uses.
CREATE TABLE office_named (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    article_text_id INTEGER NOT NULL REFERENCES article_text (id),
    words TEXT NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start)
) STRICT;

CREATE VIEW link_now AS
SELECT
    link.id, link.uuid, link.claim_a, link.claim_b, event.decision, event.no_conflict,
    iif(event.decision = 'undecided' AND event.no_conflict = 0, '', reviewer.name) AS reviewer,
    iif(event.decision = 'undecided' AND event.no_conflict = 0, '', decided.at) AS decided_at
FROM link
JOIN link_event AS event ON event.id = (
    SELECT max(id) FROM link_event WHERE link_id = link.id
)
JOIN link_event AS said ON said.id = coalesce(event.restores, event.id)
JOIN operation AS decided ON decided.id = said.operation_id
JOIN reviewer ON reviewer.id = decided.reviewer_id;

-- A claim of which somebody said that it is linked, or is not, is touched; a confirmed link keeps it.
DROP VIEW claim_now;
CREATE VIEW claim_now AS
SELECT
    claim.id, claim.uuid, claim.article_id, event.article_text_id AS text_id,
    event.span_start, event.span_end, event.quote, claim.origin, event.state,
    candidate.kinds, candidate.check_worthiness, candidate.cues,
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

CREATE TRIGGER link_is_not_updated BEFORE UPDATE ON link
BEGIN SELECT raise(ABORT, 'link is append-only'); END;
CREATE TRIGGER link_is_not_deleted BEFORE DELETE ON link
BEGIN SELECT raise(ABORT, 'link is append-only'); END;
CREATE TRIGGER link_is_not_replaced BEFORE INSERT ON link
WHEN EXISTS (
    SELECT 1 FROM link WHERE id = NEW.id OR uuid = NEW.uuid
    OR (claim_a = NEW.claim_a AND claim_b = NEW.claim_b)
)
BEGIN SELECT raise(ABORT, 'link is append-only'); END;

CREATE TRIGGER link_event_is_not_updated BEFORE UPDATE ON link_event
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;
CREATE TRIGGER link_event_is_not_deleted BEFORE DELETE ON link_event
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;
CREATE TRIGGER link_event_is_not_replaced BEFORE INSERT ON link_event
WHEN EXISTS (
    SELECT 1 FROM link_event WHERE id = NEW.id
    OR (operation_id = NEW.operation_id AND link_id = NEW.link_id)
)
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;
