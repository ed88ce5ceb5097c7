-- nodes Event Person text $1
-- 	rows, by score, first $2
-- 	fields node.id match.score

SELECT (SELECT json_group_array(json_array(
  r1."node.id",
  r1."match.score"))
FROM (
  SELECT n1.id AS "node.id", CASE WHEN instr(n1.":names", ifnull(?2, NULL)) THEN 4 WHEN instr(n1.":names", ifnull(?3, NULL)) THEN 3 WHEN n1.":names" IS NULL OR NOT instr(n1.":names", ifnull(?4, NULL)) OR EXISTS (SELECT 1 FROM json_each(ifnull(?5, NULL)) WHERE NOT instr(n1.":names", value)) THEN 1 ELSE 2 END AS "match.score"
  FROM words CROSS JOIN node n1 ON n1.rid = words.rowid
  WHERE words MATCH ifnull(?1, NULL) AND (+n1.kind = 'Event' OR +n1.kind = 'Person')
  ORDER BY CASE WHEN instr(n1.":names", ifnull(?2, NULL)) THEN 4 WHEN instr(n1.":names", ifnull(?3, NULL)) THEN 3 WHEN n1.":names" IS NULL OR NOT instr(n1.":names", ifnull(?4, NULL)) OR EXISTS (SELECT 1 FROM json_each(ifnull(?5, NULL)) WHERE NOT instr(n1.":names", value)) THEN 1 ELSE 2 END DESC, ifnull(n1."name", ''), n1.id
  LIMIT ifnull(?6, NULL)) r1);

-- SCAN CONSTANT ROW
-- SCALAR SUBQUERY 4
--   CO-ROUTINE r1
--     SCAN words VIRTUAL TABLE INDEX 0:M1
--     SEARCH n1 USING INTEGER PRIMARY KEY (rowid=?)
--     CORRELATED SCALAR SUBQUERY 2
--       SCAN json_each VIRTUAL TABLE INDEX 1:
--     CORRELATED SCALAR SUBQUERY 1
--       SCAN json_each VIRTUAL TABLE INDEX 1:
--     USE TEMP B-TREE FOR ORDER BY
--   SCAN r1
