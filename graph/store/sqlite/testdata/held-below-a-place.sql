-- nodes Event
-- 	where some(along HELD_AT out to Place where some(chain PART_OF out to Place where node.id = $1))
-- 	rows, by id
-- 	fields node.id

SELECT (SELECT json_group_array(json_array(
  r1."node.id"))
FROM (
  SELECT n1.id AS "node.id"
  FROM node n1
  WHERE n1.kind IN ('Event') AND EXISTS (SELECT 1 FROM edge e2 CROSS JOIN node n2 ON n2.rid = e2.target WHERE e2.relation = 'HELD_AT' AND e2.source = n1.rid AND n2.rid IN (WITH RECURSIVE chain(rid) AS (SELECT n3.rid FROM node n3 WHERE +n3.kind IN ('Place') AND n3.id = ifnull(?1, NULL) UNION SELECT e3.source FROM chain CROSS JOIN edge e3 WHERE e3.relation = 'PART_OF' AND e3.target = chain.rid) SELECT rid FROM chain))
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 6
--   CO-ROUTINE r1
--     SEARCH n1 USING COVERING INDEX node:kind (kind=?)
--     CORRELATED SCALAR SUBQUERY 4
--       SEARCH e2 USING COVERING INDEX edge:pair (relation=? AND source=? AND target=?)
--       LIST SUBQUERY 3
--         MATERIALIZE chain
--           SETUP
--             SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--           RECURSIVE STEP
--             SCAN chain
--             SEARCH e3 USING COVERING INDEX edge:in (relation=? AND target=?)
--         SCAN chain
--       SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--       REUSE LIST SUBQUERY 3
--   SCAN r1
