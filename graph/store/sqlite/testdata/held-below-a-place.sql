-- nodes Event
-- 	where some(along HELD_AT out to Place where some(chain PART_OF out to Place where node.id = $1))
-- 	rows, by id
-- 	fields node.id

SELECT (SELECT json_group_array(json_array(
  r1."node.id"))
FROM (
  SELECT n1.id AS "node.id"
  FROM node n1
  WHERE +n1.kind = 'Event' AND n1.rid IN (SELECT e6.source AS rid FROM node n6 CROSS JOIN edge e6 WHERE +n6.kind = 'Place' AND n6.rid IN (WITH RECURSIVE chain(rid) AS (SELECT n5.rid FROM node n5 WHERE +n5.kind = 'Place' AND n5.id = ifnull(?1, NULL) UNION SELECT e5.source FROM chain CROSS JOIN edge e5 WHERE e5.relation = 'PART_OF' AND e5.target = chain.rid) SELECT rid FROM chain) AND e6.relation = 'HELD_AT' AND e6.target = n6.rid)
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 6
--   CO-ROUTINE r1
--     SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--     LIST SUBQUERY 4
--       SEARCH n6 USING INTEGER PRIMARY KEY (rowid=?)
--       LIST SUBQUERY 3
--         MATERIALIZE chain
--           SETUP
--             SEARCH n5 USING INDEX sqlite_autoindex_node_1 (id=?)
--           RECURSIVE STEP
--             SCAN chain
--             SEARCH e5 USING COVERING INDEX edge:in (relation=? AND target=?)
--         SCAN chain
--       SEARCH e6 USING COVERING INDEX edge:in (relation=? AND target=?)
--     USE TEMP B-TREE FOR ORDER BY
--   SCAN r1
