-- edges ATTENDED
-- 	where edge.seen = $1
-- 	rows, by id
-- 	fields edge.id

SELECT (SELECT json_group_array(json_array(
  r1."edge.id"))
FROM (
  SELECT e1.id AS "edge.id"
  FROM edge e1
  WHERE +e1.relation IN ('ATTENDED') AND e1.rid IN (SELECT owner FROM ref WHERE target = ifnull(?1, NULL) AND edge = 1 AND property = 'seen')
  ORDER BY e1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 3
--   CO-ROUTINE r1
--     SEARCH e1 USING INTEGER PRIMARY KEY (rowid=?)
--     LIST SUBQUERY 1
--       SEARCH ref USING PRIMARY KEY (target=? AND edge=? AND property=?)
--     USE TEMP B-TREE FOR ORDER BY
--   SCAN r1
