-- nodes Event
-- 	where each(along ATTENDED in in $1)
-- 	rows, by id
-- 	fields node.id

SELECT (SELECT json_group_array(json_array(
  r1."node.id"))
FROM (
  SELECT n1.id AS "node.id"
  FROM node n1
  WHERE n1.kind IN ('Event') AND NOT EXISTS (SELECT 1 FROM json_each(ifnull(?1, NULL)) v2 WHERE NOT EXISTS (SELECT 1 FROM node n2 WHERE n2.id = v2.value AND EXISTS (SELECT 1 FROM edge e3 WHERE e3.relation = 'ATTENDED' AND e3.target = n1.rid AND e3.source = n2.rid)))
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 5
--   CO-ROUTINE r1
--     SEARCH n1 USING COVERING INDEX node:kind (kind=?)
--     CORRELATED SCALAR SUBQUERY 3
--       SCAN v2 VIRTUAL TABLE INDEX 1:
--       CORRELATED SCALAR SUBQUERY 2
--         SEARCH n2 USING COVERING INDEX sqlite_autoindex_node_1 (id=?)
--         SEARCH e3 EXISTS USING COVERING INDEX edge:pair (relation=? AND source=? AND target=?)
--   SCAN r1
