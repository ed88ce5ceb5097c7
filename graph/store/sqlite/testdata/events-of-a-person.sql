-- nodes Person
-- 	where node.id = $1
-- 	rows, by id
-- 	fields node.id node.name
-- 	hop along ATTENDED out to Event
-- 		rows, positions, by time node.when desc, first $2
-- 		fields node.id node.title node.when edge.role
-- 		hop along ATTENDED in to Group Person
-- 			rows, by property node.name, first $2
-- 			fields node.id node.name

SELECT (SELECT json_group_array(json_array(
  r1."node.id",
  r1."node.name",
  (SELECT json_group_array(CASE WHEN r2.place <= ifnull(?3, NULL) THEN json_array(
    r2."node.id",
    r2."node.title",
    r2."node.when:edtf",
    r2."node.when:text",
    r2."edge.role",
    hex(r2."position1"),
    r2."edge.id",
    (SELECT json_group_array(json_array(
      r3."node.id",
      r3."node.name"))
    FROM (
      SELECT n3.id AS "node.id", n3."name" AS "node.name"
      FROM edge e3 CROSS JOIN node n3 ON n3.rid = e3.source
      WHERE e3.relation = 'ATTENDED' AND e3.target = r2."node.rid"
      ORDER BY n3."name" NULLS LAST, n3.id, e3.id
      LIMIT ifnull(?2, NULL)) r3)) END)
  FROM (
    SELECT *, row_number() OVER () AS place
    FROM (
      SELECT n2.id AS "node.id", n2."title" AS "node.title", n2."when:edtf" AS "node.when:edtf", n2."when:text" AS "node.when:text", e2."role" AS "edge.role", e2."target:time" AS "position1", e2.id AS "edge.id", n2.rid AS "node.rid"
      FROM edge e2 INDEXED BY "edge:out" CROSS JOIN node n2 ON n2.rid = e2.target
      WHERE e2.relation = 'ATTENDED' AND e2.source = r1."node.rid"
      ORDER BY e2."target:time" DESC, n2.id DESC, e2.id DESC
      LIMIT ifnull(?2, NULL))) r2)))
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
--       CO-ROUTINE (subquery-9)
--         SEARCH e2 USING INDEX edge:out (relation=? AND source=?)
--         SEARCH n2 USING INTEGER PRIMARY KEY (rowid=?)
--         USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY
--       SCAN (subquery-9)
--     SCAN r2
--     CORRELATED SCALAR SUBQUERY 2
--       CO-ROUTINE r3
--         SEARCH e3 USING COVERING INDEX edge:in (relation=? AND target=?)
--         SEARCH n3 USING INTEGER PRIMARY KEY (rowid=?)
--         USE TEMP B-TREE FOR ORDER BY
--       SCAN r3
