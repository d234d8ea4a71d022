-- What was compared is kept event by event, and links under their pair of texts: articles that came
-- to one event leave what was found in the others as it is.
PRAGMA user_version = 4;

-- The texts that were compared. Those with the same number are about one event and were compared
-- with each other; the number is the least of their ids. A digest tells what of a text took part:
-- an event is compared again only when a text came or went or a digest differs. This table and the
-- two that follow are derived from the texts and the claims, and nothing is lost with them.
DROP TABLE compared_text;
CREATE TABLE compared_text (
    article_text_id INTEGER PRIMARY KEY REFERENCES article_text (id),
    event INTEGER NOT NULL REFERENCES article_text (id) CHECK (event <= article_text_id),
    comparer TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE INDEX compared_text_by_event ON compared_text (event);

-- Links that were proposed before stay until their texts are compared again.
CREATE TABLE link_before AS
SELECT
    (
        SELECT article_text_id FROM claim_event
        WHERE id = (SELECT max(id) FROM claim_event WHERE claim_id = claim_a)
    ) AS text_a,
    (
        SELECT article_text_id FROM claim_event
        WHERE id = (SELECT max(id) FROM claim_event WHERE claim_id = claim_b)
    ) AS text_b,
    claim_a, claim_b, score, drawn, relation, reason, differences
FROM proposed_link;

-- "differences" is a JSON array of [field, level, a start, a end, b start, b end, a value, b value].
DROP TABLE proposed_link;
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

CREATE UNIQUE INDEX proposed_link_by_claims ON proposed_link (claim_a, claim_b);
CREATE INDEX proposed_link_by_claim_b ON proposed_link (claim_b);

INSERT INTO proposed_link
SELECT text_a, text_b, claim_a, claim_b, score, drawn, relation, reason, differences
FROM link_before
WHERE text_a <> text_b;
DROP TABLE link_before;

CREATE INDEX office_named_by_text ON office_named (article_text_id);
