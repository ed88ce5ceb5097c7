-- nodes Event
-- 	where some(along ATTENDED in to Person where node.id = $1)
-- 	rows, total, by time node.when desc, after $3, first $2
-- 	fields node.id

SELECT json_array(
  (SELECT count(*)
  FROM node n1
  WHERE +n1.kind = 'Event' AND n1.rid IN (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid)),
  (SELECT json_group_array(json_array(
    r1."node.id"))
  FROM (
    WITH near AS MATERIALIZED (
      SELECT n1.id AS "node.id", n1."when:key" AS key1, n1.id AS key2
      FROM (
        SELECT * FROM (
          SELECT n1.rid AS rid, n1."when:key" AS key1, n1.id AS key2
          FROM node n1 INDEXED BY "node:Event:when"
          WHERE n1.kind = 'Event' AND n1."when:key" <= ifnull(?3, NULL) AND (n1."when:key" < ifnull(?3, NULL) OR n1.id < ifnull(?5, NULL))
          ORDER BY n1."when:key" DESC, n1.id DESC
          LIMIT iif((SELECT count(*) FROM (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid LIMIT 301)) > 300, 40 * ifnull(?2, NULL), 0))
        UNION ALL
        SELECT * FROM (
          SELECT n1.rid AS rid, n1."when:key" AS key1, n1.id AS key2
          FROM node n1 INDEXED BY "node:Event:when"
          WHERE n1.kind = 'Event' AND n1."when:key" IS NULL AND (NOT ifnull(?4, NULL) OR n1.id < ifnull(?5, NULL))
          ORDER BY n1.id DESC
          LIMIT iif((SELECT count(*) FROM (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid LIMIT 301)) > 300, 40 * ifnull(?2, NULL), 0))
        ORDER BY key1 DESC, key2 DESC
        LIMIT iif((SELECT count(*) FROM (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid LIMIT 301)) > 300, 40 * ifnull(?2, NULL), 0)) w CROSS JOIN node n1 ON n1.rid = w.rid
      WHERE EXISTS (SELECT 1 FROM node n2 CROSS JOIN edge e2 WHERE e2.relation = 'ATTENDED' AND e2.target = n1.rid AND e2.source = n2.rid AND +n2.kind = 'Person' AND n2.id = ifnull(?1, NULL))
      LIMIT ifnull(?2, NULL))
    SELECT * FROM (
      SELECT * FROM near WHERE (SELECT count(*) FROM near) >= ifnull(?2, NULL))
    UNION ALL
    SELECT * FROM (
      SELECT n1.id AS "node.id", n1."when:key" AS key1, n1.id AS key2
      FROM node n1
      WHERE +n1.kind = 'Event' AND n1.rid IN (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid) AND n1."when:key" <= ifnull(?3, NULL) AND (n1."when:key" < ifnull(?3, NULL) OR n1.id < ifnull(?5, NULL))
      ORDER BY n1."when:key" DESC, n1.id DESC
      LIMIT iif((SELECT count(*) FROM near) >= ifnull(?2, NULL), 0, ifnull(?2, NULL)))
    UNION ALL
    SELECT * FROM (
      SELECT n1.id AS "node.id", n1."when:key" AS key1, n1.id AS key2
      FROM node n1
      WHERE +n1.kind = 'Event' AND n1.rid IN (SELECT e3.target AS rid FROM node n3 CROSS JOIN edge e3 WHERE +n3.kind = 'Person' AND n3.id = ifnull(?1, NULL) AND e3.relation = 'ATTENDED' AND e3.source = n3.rid) AND n1."when:key" IS NULL AND (NOT ifnull(?4, NULL) OR n1.id < ifnull(?5, NULL))
      ORDER BY n1.id DESC
      LIMIT iif((SELECT count(*) FROM near) >= ifnull(?2, NULL), 0, ifnull(?2, NULL)))
    ORDER BY key1 DESC, key2 DESC
    LIMIT ifnull(?2, NULL)) r1));

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 2
--   SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--   LIST SUBQUERY 1
--     SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--     SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
-- SCALAR SUBQUERY 26
--   CO-ROUTINE r1
--     MERGE (UNION ALL)
--       LEFT
--         MERGE (UNION ALL)
--           LEFT
--             MATERIALIZE near
--               CO-ROUTINE w
--                 SCALAR SUBQUERY 11
--                   CO-ROUTINE (subquery-10)
--                     SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--                     SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--                   SCAN (subquery-10)
--                 MERGE (UNION ALL)
--                   LEFT
--                     CO-ROUTINE (subquery-5)
--                       SCALAR SUBQUERY 4
--                         CO-ROUTINE (subquery-3)
--                           SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--                           SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--                         SCAN (subquery-3)
--                       SEARCH n1 USING COVERING INDEX node:Event:when (when:key<?)
--                     SCAN (subquery-5)
--                     USE TEMP B-TREE FOR ORDER BY
--                   RIGHT
--                     CO-ROUTINE (subquery-9)
--                       SCALAR SUBQUERY 8
--                         CO-ROUTINE (subquery-7)
--                           SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--                           SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--                         SCAN (subquery-7)
--                       SEARCH n1 USING COVERING INDEX node:Event:when (when:key=?)
--                     SCAN (subquery-9)
--                     USE TEMP B-TREE FOR ORDER BY
--               SCAN w
--               SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--               CORRELATED SCALAR SUBQUERY 13
--                 SEARCH n2 USING INDEX sqlite_autoindex_node_1 (id=?)
--                 SEARCH e2 USING COVERING INDEX edge:pair (relation=? AND source=? AND target=?)
--             SCAN near
--             SCALAR SUBQUERY 15
--               SCAN near
--             USE TEMP B-TREE FOR ORDER BY
--           RIGHT
--             CO-ROUTINE (subquery-20)
--               SCALAR SUBQUERY 19
--                 SCAN near
--               SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--               LIST SUBQUERY 18
--                 SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--                 SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--               USE TEMP B-TREE FOR ORDER BY
--             SCAN (subquery-20)
--             USE TEMP B-TREE FOR ORDER BY
--       RIGHT
--         CO-ROUTINE (subquery-24)
--           SCALAR SUBQUERY 23
--             SCAN near
--           SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--           LIST SUBQUERY 22
--             SEARCH n3 USING INDEX sqlite_autoindex_node_1 (id=?)
--             SEARCH e3 USING COVERING INDEX edge:pair (relation=? AND source=?)
--           USE TEMP B-TREE FOR ORDER BY
--         SCAN (subquery-24)
--         USE TEMP B-TREE FOR ORDER BY
--   SCAN r1
