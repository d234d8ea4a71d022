-- Generated from db/migrations; do not edit.
-- Version 4 of the project file.

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE TABLE article_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    article_id INTEGER NOT NULL REFERENCES article (id),
    restores INTEGER REFERENCES article_event (id) CHECK (restores < id),
    state TEXT NOT NULL CHECK (state IN ('present', 'removed')),
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    url TEXT NOT NULL,
    UNIQUE (operation_id, article_id)
) STRICT;

CREATE TABLE article_text (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    text TEXT NOT NULL CHECK (text <> ''),
    length INTEGER NOT NULL CHECK (length = length(text)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    direction TEXT NOT NULL CHECK (direction IN ('ltr', 'rtl')),
    source_name TEXT NOT NULL,
    source_format TEXT NOT NULL,
    source_encoding TEXT NOT NULL,
    source_sha256 TEXT NOT NULL CHECK (length(source_sha256) = 64),
    source_byte_count INTEGER NOT NULL CHECK (source_byte_count >= 0),
    extractor TEXT NOT NULL,
    UNIQUE (article_id, version)
) STRICT;

CREATE TABLE candidate (
    id INTEGER PRIMARY KEY,
    detection_run_id INTEGER NOT NULL REFERENCES detection_run (id),
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    check_worthiness REAL NOT NULL CHECK (check_worthiness BETWEEN 0 AND 1),
    kinds TEXT NOT NULL CHECK (kinds LIKE '[%]'),
    cues TEXT NOT NULL CHECK (cues LIKE '[%]'),
    UNIQUE (detection_run_id, claim_id)
) STRICT;

CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    article_id INTEGER NOT NULL REFERENCES article (id),
    origin TEXT NOT NULL CHECK (origin IN ('detector', 'reviewer'))
) STRICT;

CREATE TABLE claim_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    restores INTEGER REFERENCES claim_event (id) CHECK (restores < id),
    state TEXT NOT NULL CHECK (state IN ('open', 'dismissed', 'removed')),
    article_text_id INTEGER NOT NULL REFERENCES article_text (id),
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    quote TEXT NOT NULL CHECK (length(quote) = span_end - span_start),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    UNIQUE (operation_id, claim_id)
) STRICT;

CREATE TABLE compared_text (
    article_text_id INTEGER PRIMARY KEY REFERENCES article_text (id),
    event INTEGER NOT NULL REFERENCES article_text (id) CHECK (event <= article_text_id),
    comparer TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE TABLE detection_run (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL UNIQUE REFERENCES operation (id),
    article_text_id INTEGER NOT NULL REFERENCES article_text (id),
    detector TEXT NOT NULL,
    detector_version TEXT NOT NULL,
    model TEXT NOT NULL
) STRICT;

CREATE TABLE justification_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    restores INTEGER REFERENCES justification_event (id) CHECK (restores < id),
    justification TEXT NOT NULL,
    UNIQUE (operation_id, claim_id)
) STRICT;

CREATE TABLE learned_from (
    project_id INTEGER PRIMARY KEY REFERENCES project (id),
    learner TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    decisions INTEGER NOT NULL CHECK (decisions >= 0)
) STRICT;

CREATE TABLE learned_score (
    claim_id INTEGER PRIMARY KEY REFERENCES claim (id),
    candidate_id INTEGER NOT NULL REFERENCES candidate (id),
    check_worthiness REAL NOT NULL CHECK (check_worthiness BETWEEN 0 AND 1)
) STRICT;

CREATE TABLE learning_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    restores INTEGER REFERENCES learning_event (id) CHECK (restores < id),
    learns INTEGER NOT NULL CHECK (learns IN (0, 1)),
    UNIQUE (operation_id, project_id)
) STRICT;

CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    claim_a INTEGER NOT NULL REFERENCES claim (id),
    claim_b INTEGER NOT NULL REFERENCES claim (id) CHECK (claim_a <> claim_b),
    UNIQUE (claim_a, claim_b)
) STRICT;

CREATE TABLE link_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    link_id INTEGER NOT NULL REFERENCES link (id),
    restores INTEGER REFERENCES link_event (id) CHECK (restores < id),
    decision TEXT NOT NULL CHECK (decision IN ('undecided', 'confirmed', 'rejected')),
    no_conflict INTEGER NOT NULL CHECK (no_conflict IN (0, 1)),
    UNIQUE (operation_id, link_id)
) STRICT;

CREATE TABLE office_named (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    article_text_id INTEGER NOT NULL REFERENCES article_text (id),
    words TEXT NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start)
) STRICT;

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    act TEXT NOT NULL CHECK (act <> ''),
    label TEXT NOT NULL CHECK (label <> ''),
    reviewer_id INTEGER REFERENCES reviewer (id),
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    reverses INTEGER REFERENCES operation (id) CHECK (reverses < id),
    CHECK ((act = 'detect') = (reviewer_id IS NULL))
) STRICT;

CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    created_at TEXT NOT NULL,
    program TEXT NOT NULL
) STRICT;

CREATE TABLE proposed_link (
    text_a INTEGER NOT NULL REFERENCES article_text (id),
    text_b INTEGER NOT NULL REFERENCES article_text (id) CHECK (text_a <> text_b),
    claim_a INTEGER NOT NULL REFERENCES claim (id),
    claim_b INTEGER NOT NULL REFERENCES claim (id),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
    relation TEXT NOT NULL CHECK (relation IN ('same', 'near-copy', 'partial', 'conflict')),
    reason TEXT NOT NULL,
    differences TEXT NOT NULL CHECK (differences LIKE '[%]'),
    PRIMARY KEY (text_a, text_b, claim_a, claim_b)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviewer (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE verdict_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    restores INTEGER REFERENCES verdict_event (id) CHECK (restores < id),
    verdict TEXT CHECK (verdict IN ('verified', 'disputed', 'unsupported')),
    UNIQUE (operation_id, claim_id)
) STRICT;

CREATE TABLE view_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX article_event_by_article ON article_event (article_id, id);

CREATE INDEX article_text_by_sha256 ON article_text (sha256);

CREATE INDEX candidate_by_claim ON candidate (claim_id, id);

CREATE INDEX claim_by_article ON claim (article_id, id);

CREATE INDEX claim_event_by_claim ON claim_event (claim_id, id);

CREATE INDEX compared_text_by_event ON compared_text (event);

CREATE INDEX detection_run_by_text ON detection_run (article_text_id, id);

CREATE INDEX justification_event_by_claim ON justification_event (claim_id, id);

CREATE INDEX link_by_claim_b ON link (claim_b);

CREATE INDEX link_event_by_link ON link_event (link_id, id);

CREATE INDEX office_named_by_text ON office_named (article_text_id);

CREATE UNIQUE INDEX operation_by_reverses ON operation (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX proposed_link_by_claim_b ON proposed_link (claim_b);

CREATE UNIQUE INDEX proposed_link_by_claims ON proposed_link (claim_a, claim_b);

CREATE INDEX verdict_event_by_claim ON verdict_event (claim_id, id);

CREATE VIEW article_now AS
SELECT
    article.id, article.uuid, article_text.id AS text_id, event.state,
    event.title, event.outlet, event.author, event.published, event.url,
    article_text.source_name, article_text.source_format, article_text.source_encoding,
    article_text.source_sha256, article_text.source_byte_count, article_text.extractor,
    article_text.sha256, article_text.length, article_text.direction, operation.at AS imported_at
FROM article
JOIN article_event AS event ON event.id = (
    SELECT max(id) FROM article_event WHERE article_id = article.id
)
JOIN article_text ON article_text.id = (
    SELECT id FROM article_text WHERE article_id = article.id ORDER BY version DESC LIMIT 1
)
JOIN operation ON operation.id = article_text.operation_id;

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

CREATE TRIGGER article_event_is_not_deleted BEFORE DELETE ON article_event
BEGIN SELECT raise(ABORT, 'article_event is append-only'); END;

CREATE TRIGGER article_event_is_not_replaced BEFORE INSERT ON article_event
WHEN EXISTS (SELECT 1 FROM article_event WHERE id = NEW.id OR (operation_id = NEW.operation_id AND article_id = NEW.article_id))
BEGIN SELECT raise(ABORT, 'article_event is append-only'); END;

CREATE TRIGGER article_event_is_not_updated BEFORE UPDATE ON article_event
BEGIN SELECT raise(ABORT, 'article_event is append-only'); END;

CREATE TRIGGER article_is_not_deleted BEFORE DELETE ON article
BEGIN SELECT raise(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_is_not_replaced BEFORE INSERT ON article
WHEN EXISTS (SELECT 1 FROM article WHERE id = NEW.id OR uuid = NEW.uuid)
BEGIN SELECT raise(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_is_not_updated BEFORE UPDATE ON article
BEGIN SELECT raise(ABORT, 'article is append-only'); END;

CREATE TRIGGER article_text_is_not_deleted BEFORE DELETE ON article_text
BEGIN SELECT raise(ABORT, 'article_text is append-only'); END;

CREATE TRIGGER article_text_is_not_replaced BEFORE INSERT ON article_text
WHEN EXISTS (SELECT 1 FROM article_text WHERE id = NEW.id OR (article_id = NEW.article_id AND version = NEW.version))
BEGIN SELECT raise(ABORT, 'article_text is append-only'); END;

CREATE TRIGGER article_text_is_not_updated BEFORE UPDATE ON article_text
BEGIN SELECT raise(ABORT, 'article_text is append-only'); END;

CREATE TRIGGER candidate_is_not_deleted BEFORE DELETE ON candidate
BEGIN SELECT raise(ABORT, 'candidate is append-only'); END;

CREATE TRIGGER candidate_is_not_replaced BEFORE INSERT ON candidate
WHEN EXISTS (SELECT 1 FROM candidate WHERE id = NEW.id OR (detection_run_id = NEW.detection_run_id AND claim_id = NEW.claim_id))
BEGIN SELECT raise(ABORT, 'candidate is append-only'); END;

CREATE TRIGGER candidate_is_not_updated BEFORE UPDATE ON candidate
BEGIN SELECT raise(ABORT, 'candidate is append-only'); END;

CREATE TRIGGER claim_event_is_not_deleted BEFORE DELETE ON claim_event
BEGIN SELECT raise(ABORT, 'claim_event is append-only'); END;

CREATE TRIGGER claim_event_is_not_replaced BEFORE INSERT ON claim_event
WHEN EXISTS (SELECT 1 FROM claim_event WHERE id = NEW.id OR (operation_id = NEW.operation_id AND claim_id = NEW.claim_id))
BEGIN SELECT raise(ABORT, 'claim_event is append-only'); END;

CREATE TRIGGER claim_event_is_not_updated BEFORE UPDATE ON claim_event
BEGIN SELECT raise(ABORT, 'claim_event is append-only'); END;

CREATE TRIGGER claim_is_not_deleted BEFORE DELETE ON claim
BEGIN SELECT raise(ABORT, 'claim is append-only'); END;

CREATE TRIGGER claim_is_not_replaced BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id OR uuid = NEW.uuid)
BEGIN SELECT raise(ABORT, 'claim is append-only'); END;

CREATE TRIGGER claim_is_not_updated BEFORE UPDATE ON claim
BEGIN SELECT raise(ABORT, 'claim is append-only'); END;

CREATE TRIGGER detection_run_is_not_deleted BEFORE DELETE ON detection_run
BEGIN SELECT raise(ABORT, 'detection_run is append-only'); END;

CREATE TRIGGER detection_run_is_not_replaced BEFORE INSERT ON detection_run
WHEN EXISTS (SELECT 1 FROM detection_run WHERE id = NEW.id OR operation_id = NEW.operation_id)
BEGIN SELECT raise(ABORT, 'detection_run is append-only'); END;

CREATE TRIGGER detection_run_is_not_updated BEFORE UPDATE ON detection_run
BEGIN SELECT raise(ABORT, 'detection_run is append-only'); END;

CREATE TRIGGER justification_event_is_not_deleted BEFORE DELETE ON justification_event
BEGIN SELECT raise(ABORT, 'justification_event is append-only'); END;

CREATE TRIGGER justification_event_is_not_replaced BEFORE INSERT ON justification_event
WHEN EXISTS (SELECT 1 FROM justification_event WHERE id = NEW.id OR (operation_id = NEW.operation_id AND claim_id = NEW.claim_id))
BEGIN SELECT raise(ABORT, 'justification_event is append-only'); END;

CREATE TRIGGER justification_event_is_not_updated BEFORE UPDATE ON justification_event
BEGIN SELECT raise(ABORT, 'justification_event is append-only'); END;

CREATE TRIGGER learning_event_is_not_deleted BEFORE DELETE ON learning_event
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;

CREATE TRIGGER learning_event_is_not_replaced BEFORE INSERT ON learning_event
WHEN EXISTS (
    SELECT 1 FROM learning_event WHERE id = NEW.id
    OR (operation_id = NEW.operation_id AND project_id = NEW.project_id)
)
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;

CREATE TRIGGER learning_event_is_not_updated BEFORE UPDATE ON learning_event
BEGIN SELECT raise(ABORT, 'learning_event is append-only'); END;

CREATE TRIGGER link_event_is_not_deleted BEFORE DELETE ON link_event
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;

CREATE TRIGGER link_event_is_not_replaced BEFORE INSERT ON link_event
WHEN EXISTS (
    SELECT 1 FROM link_event WHERE id = NEW.id
    OR (operation_id = NEW.operation_id AND link_id = NEW.link_id)
)
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;

CREATE TRIGGER link_event_is_not_updated BEFORE UPDATE ON link_event
BEGIN SELECT raise(ABORT, 'link_event is append-only'); END;

CREATE TRIGGER link_is_not_deleted BEFORE DELETE ON link
BEGIN SELECT raise(ABORT, 'link is append-only'); END;

CREATE TRIGGER link_is_not_replaced BEFORE INSERT ON link
WHEN EXISTS (
    SELECT 1 FROM link WHERE id = NEW.id OR uuid = NEW.uuid
    OR (claim_a = NEW.claim_a AND claim_b = NEW.claim_b)
)
BEGIN SELECT raise(ABORT, 'link is append-only'); END;

CREATE TRIGGER link_is_not_updated BEFORE UPDATE ON link
BEGIN SELECT raise(ABORT, 'link is append-only'); END;

CREATE TRIGGER operation_is_not_deleted BEFORE DELETE ON operation
BEGIN SELECT raise(ABORT, 'operation is append-only'); END;

CREATE TRIGGER operation_is_not_replaced BEFORE INSERT ON operation
WHEN EXISTS (SELECT 1 FROM operation WHERE id = NEW.id OR uuid = NEW.uuid OR reverses = NEW.reverses)
BEGIN SELECT raise(ABORT, 'operation is append-only'); END;

CREATE TRIGGER operation_is_not_updated BEFORE UPDATE ON operation
BEGIN SELECT raise(ABORT, 'operation is append-only'); END;

CREATE TRIGGER project_is_not_deleted BEFORE DELETE ON project
BEGIN SELECT raise(ABORT, 'project is append-only'); END;

CREATE TRIGGER project_is_not_replaced BEFORE INSERT ON project
WHEN EXISTS (SELECT 1 FROM project WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'project is append-only'); END;

CREATE TRIGGER project_is_not_updated BEFORE UPDATE ON project
BEGIN SELECT raise(ABORT, 'project is append-only'); END;

CREATE TRIGGER reviewer_is_not_deleted BEFORE DELETE ON reviewer
BEGIN SELECT raise(ABORT, 'reviewer is append-only'); END;

CREATE TRIGGER reviewer_is_not_replaced BEFORE INSERT ON reviewer
WHEN EXISTS (SELECT 1 FROM reviewer WHERE id = NEW.id OR uuid = NEW.uuid OR name = NEW.name)
BEGIN SELECT raise(ABORT, 'reviewer is append-only'); END;

CREATE TRIGGER reviewer_is_not_updated BEFORE UPDATE ON reviewer
BEGIN SELECT raise(ABORT, 'reviewer is append-only'); END;

CREATE TRIGGER verdict_event_is_not_deleted BEFORE DELETE ON verdict_event
BEGIN SELECT raise(ABORT, 'verdict_event is append-only'); END;

CREATE TRIGGER verdict_event_is_not_replaced BEFORE INSERT ON verdict_event
WHEN EXISTS (SELECT 1 FROM verdict_event WHERE id = NEW.id OR (operation_id = NEW.operation_id AND claim_id = NEW.claim_id))
BEGIN SELECT raise(ABORT, 'verdict_event is append-only'); END;

CREATE TRIGGER verdict_event_is_not_updated BEFORE UPDATE ON verdict_event
BEGIN SELECT raise(ABORT, 'verdict_event is append-only'); END;
