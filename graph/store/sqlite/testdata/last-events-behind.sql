-- nodes Person
-- 	where node.id = $1
-- 	rows, by id
-- 	fields node.id node.name
-- 	hop along ATTENDED out to Event
-- 		rows, positions, by time node.when, after $3, last $2
-- 		fields node.id node.title node.when edge.role

SELECT (SELECT json_group_array(json_array(
  r1."node.id",
  r1."node.name",
  (SELECT json_group_array(json_array(
    r2."node.id",
    r2."node.title",
    r2."node.when:edtf",
    r2."node.when:text",
    r2."edge.role",
    hex(r2."position1"),
    r2."edge.id"))
  FROM (
    SELECT * FROM (
      SELECT n2.id AS "node.id", n2."title" AS "node.title", n2."when:edtf" AS "node.when:edtf", n2."when:text" AS "node.when:text", e2."role" AS "edge.role", e2."target:time" AS "position1", e2.id AS "edge.id"
      FROM edge e2 INDEXED BY "edge:out" CROSS JOIN node n2 ON n2.rid = e2.target
      WHERE e2.relation = 'ATTENDED' AND e2.source = r1."node.rid" AND e2."target:time" IS NULL AND (NOT ifnull(?4, NULL) OR (n2.id, e2.id) > (ifnull(?5, NULL), ifnull(?6, NULL)))
      ORDER BY n2.id DESC, e2.id DESC
      LIMIT ifnull(?2, NULL))
    UNION ALL
    SELECT * FROM (
      SELECT n2.id AS "node.id", n2."title" AS "node.title", n2."when:edtf" AS "node.when:edtf", n2."when:text" AS "node.when:text", e2."role" AS "edge.role", e2."target:time" AS "position1", e2.id AS "edge.id"
      FROM edge e2 INDEXED BY "edge:out" CROSS JOIN node n2 ON n2.rid = e2.target
      WHERE e2.relation = 'ATTENDED' AND e2.source = r1."node.rid" AND e2."target:time" >= ifnull(?3, NULL) AND (e2."target:time" > ifnull(?3, NULL) OR (n2.id, e2.id) > (ifnull(?5, NULL), ifnull(?6, NULL)))
      ORDER BY e2."target:time" DESC, n2.id DESC, e2.id DESC
      LIMIT ifnull(?2, NULL))
    LIMIT ifnull(?2, NULL)) r2)))
FROM (
  SELECT n1.id AS "node.id", n1."name" AS "node.name", n1.rid AS "node.rid"
  FROM node n1
  WHERE +n1.kind = 'Person' AND n1.id = ifnull(?1, NULL)
  ORDER BY n1.id
  LIMIT -1) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 7
--   CO-ROUTINE r1
--     SEARCH n1 USING INDEX sqlite_autoindex_node_1 (id=?)
--   SCAN r1
--   CORRELATED SCALAR SUBQUERY 5
--     CO-ROUTINE r2
--       COMPOUND QUERY
--         LEFT-MOST SUBQUERY
--           CO-ROUTINE (subquery-1)
--             SEARCH e2 USING INDEX edge:out (relation=? AND source=? AND target:time=?)
--             SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--             USE TEMP B-TREE FOR ORDER BY
--           SCAN (subquery-1)
--         UNION ALL
--           CO-ROUTINE (subquery-3)
--             SEARCH e2 USING INDEX edge:out (relation=? AND source=? AND target:time>?)
--             SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--             USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY
--           SCAN (subquery-3)
--     SCAN r2
