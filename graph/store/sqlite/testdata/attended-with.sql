-- nodes Person
-- 	where node.id = $1
-- 	rows, by id
-- 	fields node.id node.name
-- 	hop along ATTENDED out to Event
-- 		where some(along ATTENDED in to Group Person where node.id any of $2 once)
-- 		rows, by id edges
-- 		fields edge.id node.id
-- 		hop along ATTENDED in to Group Person
-- 			where or(node.id any of $2)
-- 			rows, by id edges
-- 			fields edge.id node.id

SELECT (SELECT json_group_array(json_array(
  r1."node.id",
  r1."node.name",
  (SELECT json_group_array(json_array(
    r2."edge.id",
    r2."node.id",
    (SELECT json_group_array(json_array(
      r4."edge.id",
      r4."node.id"))
    FROM (
      SELECT e4.id AS "edge.id", n4.id AS "node.id"
      FROM edge e4 CROSS JOIN node n4 ON n4.rid = e4.source
      WHERE e4.relation = 'ATTENDED' AND e4.target = r2."node.rid" AND +e4.source IN (SELECT rid FROM node WHERE id IN (SELECT value FROM json_each(ifnull(?2, NULL))))
      ORDER BY e4.id
      LIMIT -1) r4)))
  FROM (
    SELECT e2.id AS "edge.id", n2.id AS "node.id", n2.rid AS "node.rid"
    FROM edge e2 CROSS JOIN node n2 ON n2.rid = e2.target
    WHERE e2.relation = 'ATTENDED' AND e2.source = r1."node.rid" AND +e2.target IN (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE (+n3.kind = 'Group' OR +n3.kind = 'Person') AND n3.id IN (SELECT value FROM json_each(ifnull(?2, NULL))) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid)
    ORDER BY e2.id
    LIMIT -1) r2)))
FROM (
  SELECT n1.id AS "node.id", n1."name" AS "node.name", n1.rid AS "node.rid"
  FROM node n1
  WHERE +n1.kind = 'Person' AND n1.id = ifnull(?1, NULL)
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 10
--   CO-ROUTINE r1
--     SEARCH n1 USING INDEX sqlite_autoindex_node_1 (id=?)
--   SCAN r1
--   CORRELATED SCALAR SUBQUERY 8
--     CO-ROUTINE r2
--       SEARCH e2 USING COVERING INDEX edge:out (relation=? AND source=?)
--       LIST SUBQUERY 6
--         SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--         LIST SUBQUERY 5
--           SCAN json_each VIRTUAL TABLE INDEX 1:
--         SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--         CREATE BLOOM FILTER
--       SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--       USE TEMP B-TREE FOR ORDER BY
--     SCAN r2
--     CORRELATED SCALAR SUBQUERY 4
--       CO-ROUTINE r4
--         SEARCH e4 USING COVERING INDEX edge:in (relation=? AND target=?)
--         LIST SUBQUERY 2
--           SEARCH node USING COVERING INDEX sqlite_autoindex_node_1 (id=?)
--           LIST SUBQUERY 1
--             SCAN json_each VIRTUAL TABLE INDEX 1:
--           CREATE BLOOM FILTER
--         SEARCH n4 USING INTEGER PRIMARY KEY (rowid=?)
--         USE TEMP B-TREE FOR ORDER BY
--       SCAN r4
