-- nodes Place
-- 	where node.id any of $1
-- 	rows, by id
-- 	hop chain PART_OF out to Place
-- 		rows, by distance
-- 		fields node.name

SELECT (SELECT json_group_array(json_array(
  (SELECT json_group_array(json_array(
    r2."node.name"))
  FROM (
    SELECT n2."name" AS "node.name"
    FROM (
      WITH RECURSIVE chain(rid, distance) AS (
        SELECT r1."node.rid", 0
        UNION
        SELECT e2.target, distance + 1 FROM chain CROSS JOIN edge e2
        WHERE e2.relation = 'PART_OF' AND e2.source = chain.rid AND distance < 31)
      SELECT rid, min(distance) AS distance FROM chain GROUP BY rid) g2 CROSS JOIN node n2 ON n2.rid = g2.rid
    WHERE +n2.kind = 'Place'
    ORDER BY g2.distance, n2.id
    LIMIT -1) r2)))
FROM (
  SELECT n1.rid AS "node.rid"
  FROM node n1
  WHERE +n1.kind = 'Place' AND n1.id IN (SELECT value FROM json_each(ifnull(?1, NULL)))
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 8
--   CO-ROUTINE r1
--     SEARCH n1 USING INDEX sqlite_autoindex_node_1 (id=?)
--     LIST SUBQUERY 6
--       SCAN json_each VIRTUAL TABLE INDEX 1:
--   SCAN r1
--   CORRELATED SCALAR SUBQUERY 5
--     CO-ROUTINE r2
--       CO-ROUTINE g2
--         CO-ROUTINE chain
--           SETUP
--             SCAN CONSTANT ROW
--           RECURSIVE STEP
--             SCAN chain
--             SEARCH e2 USING COVERING INDEX edge:pair (relation=? AND source=?)
--         SCAN chain
--         USE TEMP B-TREE FOR GROUP BY
--       SCAN g2
--       SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--       USE TEMP B-TREE FOR ORDER BY
--     SCAN r2
