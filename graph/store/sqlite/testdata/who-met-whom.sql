-- nodes Person
-- 	where node.id = $1
-- 	rows, by id
-- 	fields node.id node.name
-- 	hop through (along ATTENDED out, along ATTENDED in, middle Event, time when) to Group Person
-- 		rows, by count desc, first $2
-- 		fields node.id group.count group.first group.last

SELECT (SELECT json_group_array(json_array(
  r1."node.id",
  r1."node.name",
  (SELECT json_group_array(json_array(
    r2."node.id",
    r2."group.count",
    (SELECT json_array(edtf, text)
    FROM (SELECT m3."when:edtf" AS edtf, m3."when:text" AS text FROM edge a3 INDEXED BY "edge:out" CROSS JOIN node m3 ON m3.rid = a3.target
    WHERE a3.relation = 'ATTENDED' AND a3.source = r1."node.rid" AND a3."target:time" = r2."group.first" AND EXISTS (SELECT 1 FROM edge e4 WHERE e4.relation = 'ATTENDED' AND e4.target = a3.target AND e4.source = r2."node.rid")
    ORDER BY m3.id LIMIT 1)),
    (SELECT json_array(edtf, text)
    FROM (SELECT m5."when:edtf" AS edtf, m5."when:text" AS text FROM edge a5 INDEXED BY "edge:out" CROSS JOIN node m5 ON m5.rid = a5.target
    WHERE a5.relation = 'ATTENDED' AND a5.source = r1."node.rid" AND a5."target:time" = r2."group.last" AND EXISTS (SELECT 1 FROM edge e6 WHERE e6.relation = 'ATTENDED' AND e6.target = a5.target AND e6.source = r2."node.rid")
    ORDER BY m5.id DESC LIMIT 1))))
  FROM (
    SELECT n2.id AS "node.id", g2.count AS "group.count", g2.first AS "group.first", n2.rid AS "node.rid", g2.last AS "group.last"
    FROM (
      SELECT b2.source AS rid, count(DISTINCT a2.target) AS count, min(a2."target:time") AS first, max(a2."target:time") AS last
      FROM edge a2 CROSS JOIN edge b2
      WHERE a2.relation = 'ATTENDED' AND a2.source = r1."node.rid" AND b2.relation = 'ATTENDED' AND b2.target = a2.target AND b2.source <> r1."node.rid"
      GROUP BY b2.source) g2 CROSS JOIN node n2 ON n2.rid = g2.rid
    ORDER BY g2.count DESC, n2.id
    LIMIT ifnull(?2, NULL)) r2)))
FROM (
  SELECT n1.id AS "node.id", n1."name" AS "node.name", n1.rid AS "node.rid"
  FROM node n1
  WHERE +n1.kind = 'Person' AND n1.id = ifnull(?1, NULL)
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 11
--   CO-ROUTINE r1
--     SEARCH n1 USING INDEX sqlite_autoindex_node_1 (id=?)
--   SCAN r1
--   CORRELATED SCALAR SUBQUERY 9
--     CO-ROUTINE r2
--       CO-ROUTINE g2
--         SEARCH a2 USING COVERING INDEX edge:out (relation=? AND source=?)
--         SEARCH b2 USING COVERING INDEX edge:in (relation=? AND target=?)
--         USE TEMP B-TREE FOR GROUP BY
--         USE TEMP B-TREE FOR count(DISTINCT)
--       SCAN g2
--       SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--       USE TEMP B-TREE FOR ORDER BY
--     SCAN r2
--     CORRELATED SCALAR SUBQUERY 3
--       CO-ROUTINE (subquery-2)
--         SEARCH a3 USING COVERING INDEX edge:out (relation=? AND source=? AND target:time=?)
--         SEARCH e4 EXISTS USING COVERING INDEX edge:pair (relation=? AND source=? AND target=?)
--         SEARCH m3 USING INTEGER PRIMARY KEY (rowid=?)
--         USE TEMP B-TREE FOR ORDER BY
--       SCAN (subquery-2)
--     CORRELATED SCALAR SUBQUERY 6
--       CO-ROUTINE (subquery-5)
--         SEARCH a5 USING COVERING INDEX edge:out (relation=? AND source=? AND target:time=?)
--         SEARCH e6 EXISTS USING COVERING INDEX edge:pair (relation=? AND source=? AND target=?)
--         SEARCH m5 USING INTEGER PRIMARY KEY (rowid=?)
--         USE TEMP B-TREE FOR ORDER BY
--       SCAN (subquery-5)
