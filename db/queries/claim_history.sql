-- Everything that happened to one claim, oldest first.
WITH happened AS (
    SELECT operation_id FROM claim_event WHERE claim_id = :claim_id
    UNION
    SELECT operation_id FROM verdict_event WHERE claim_id = :claim_id
    UNION
    SELECT operation_id FROM justification_event WHERE claim_id = :claim_id
    UNION
    SELECT link_event.operation_id FROM link_event JOIN link ON link.id = link_id
    WHERE :claim_id IN (claim_a, claim_b)
)
SELECT
    operation.id,
    operation.at,
    coalesce(reviewer.name, '') AS reviewer,
    CASE
        WHEN operation.act <> 'detect' THEN operation.label
        WHEN candidate.check_worthiness IS NULL THEN 'No longer proposed by the detector'
        ELSE 'Detected as a candidate, ' || format('%.2f', candidate.check_worthiness)
    END AS text,
    EXISTS (SELECT 1 FROM operation AS later WHERE later.reverses = operation.id) AS undone,
    operation.reverses,
    coalesce(written.justification, '') AS justification
FROM happened
JOIN operation ON operation.id = happened.operation_id
LEFT JOIN reviewer ON reviewer.id = operation.reviewer_id
LEFT JOIN justification_event AS written
    ON written.operation_id = operation.id AND written.claim_id = :claim_id
LEFT JOIN detection_run ON detection_run.operation_id = operation.id
LEFT JOIN candidate
    ON candidate.detection_run_id = detection_run.id AND candidate.claim_id = :claim_id
ORDER BY operation.id;
