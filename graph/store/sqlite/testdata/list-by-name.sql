-- nodes Group Person
-- 	rows, total, by property node.name, first $1
-- 	fields node.name

SELECT json_array(
  (SELECT count(*)
  FROM node n1
  WHERE n1.kind IN ('Group', 'Person')),
  (SELECT json_group_array(json_array(
    r1."node.name"))
  FROM (
    SELECT * FROM (
      SELECT n1."name" AS "node.name", n1."name" AS key1, n1.id AS key2
      FROM node n1 INDEXED BY "node:Group:name"
      WHERE n1.kind = 'Group'
      ORDER BY n1."name" NULLS LAST, n1.id
      LIMIT ifnull(?1, NULL))
    UNION ALL
    SELECT * FROM (
      SELECT n1."name" AS "node.name", n1."name" AS key1, n1.id AS key2
      FROM node n1 INDEXED BY "node:Person:name"
      WHERE n1.kind = 'Person'
      ORDER BY n1."name" NULLS LAST, n1.id
      LIMIT ifnull(?1, NULL))
    ORDER BY key1 NULLS LAST, key2
    LIMIT ifnull(?1, NULL)) r1));

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 1
--   SEARCH n1 USING COVERING INDEX node:kind (kind=?)
-- SCALAR SUBQUERY 6
--   CO-ROUTINE r1
--     MERGE (UNION ALL)
--       LEFT
--         CO-ROUTINE (subquery-2)
--           SCAN n1 USING COVERING INDEX node:Group:name
--         SCAN (subquery-2)
--         USE TEMP B-TREE FOR ORDER BY
--       RIGHT
--         CO-ROUTINE (subquery-4)
--           SCAN n1 USING COVERING INDEX node:Person:name
--         SCAN (subquery-4)
--         USE TEMP B-TREE FOR ORDER BY
--   SCAN r1
