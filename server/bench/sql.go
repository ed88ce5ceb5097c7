package main

// The statements in SQL. Each is one, and nests what is below a row as JSON within it, which is faster than a
// statement a level; nothing of the JSON is read again. The indexes "edge:out" and "edge:in" order the edges of one
// end by when their other end was.

// sqlWho is a subquery with the attendees of m.
const sqlWho = `(SELECT json_group_array(json_array(id, name)) FROM (
      SELECT x.id, x.name FROM edge a CROSS JOIN node x ON x.rid = a.source
      WHERE a.relation = 'ATTENDED' AND a.target = m.rid ORDER BY x.name, x.id LIMIT 25))`

func sqlPerson() []statement {
	return []statement{{name: "nested", text: `
SELECT json_array(p.id, p.name, (
  SELECT json_group_array(json_array(m.role, m.presence, json_array(m.id, m.name, m."when:edtf", ` + sqlWho + `))) FROM (
    SELECT e.role, e.presence, n.rid, n.id, n.name, n."when:edtf"
    FROM edge e INDEXED BY "edge:out" CROSS JOIN node n ON n.rid = e.target
    WHERE e.relation = 'ATTENDED' AND e.source = p.rid
    ORDER BY e."target:time" DESC, n.id DESC LIMIT 25) m))
FROM node p WHERE p.id = $id`}}
}

func sqlMeetings() []statement {
	first := `(SELECT n.rid, n.id, n.name, n."when:edtf" FROM node n INDEXED BY "node:Meeting:when"
    WHERE n.kind = 'Meeting' ORDER BY n."when:key", n.id LIMIT 100) m`
	place := `(SELECT l.name FROM edge h CROSS JOIN node l ON l.rid = h.target WHERE h.relation = 'HELD_AT' AND h.source = m.rid)`
	return []statement{{name: "nested", text: `
SELECT json_group_array(json_array(m.id, m.name, m."when:edtf", ` + place + `, ` + sqlWho + `))
FROM ` + first}}
}

func sqlMet() []statement {
	// seen is the time of the first or the last of the meetings of p and x with that key.
	seen := func(key, direction string) string {
		return `(SELECT n."when:edtf" FROM edge a INDEXED BY "edge:out" CROSS JOIN node n ON n.rid = a.target
      WHERE a.relation = 'ATTENDED' AND a.source = p.rid ` + key + `
        AND EXISTS (SELECT 1 FROM edge b WHERE b.relation = 'ATTENDED' AND b.source = x.rid AND b.target = a.target)
      ORDER BY a."target:time" ` + direction + `, n.id ` + direction + ` LIMIT 1)`
	}
	times := seen(`AND a."target:time" = x.first`, "ASC") + `, ` + seen(`AND a."target:time" = x.last`, "DESC")
	text := func(cut string) string {
		return `
WITH p AS (SELECT rid, id, name FROM node WHERE id = $id),
g AS MATERIALIZED (
  SELECT b.source, count(*) AS n, min(a."target:time") AS first, max(a."target:time") AS last
  FROM edge a INDEXED BY "edge:out" CROSS JOIN edge b INDEXED BY "edge:in"
  WHERE a.relation = 'ATTENDED' AND a.source = (SELECT rid FROM p) AND b.relation = 'ATTENDED' AND b.target = a.target AND b.source <> a.source
  GROUP BY b.source)
SELECT json_array(p.id, p.name, (
  SELECT json_group_array(json_array(x.n, ` + times + `, json_array(x.id, x.name))) FROM (
    SELECT g.*, y.rid, y.id, y.name FROM g CROSS JOIN node y ON y.rid = g.source` + cut + `
    ORDER BY g.n DESC, y.id LIMIT 25) x))
FROM p`
	}
	return []statement{
		{name: "all are ordered", text: text("")},
		{name: "cut at the 25th count", text: text(`
    WHERE g.n >= (SELECT min(n) FROM (SELECT n FROM g ORDER BY n DESC LIMIT 25))`)},
	}
}

func sqlPage(after bool) []statement {
	bound := ""
	if after {
		bound = `AND e."target:time" <= $key AND (e."target:time" < $key OR m.id < $last)`
	}
	return []statement{{name: "keyset", text: `
WITH page AS MATERIALIZED (
  SELECT m.id, m.name FROM edge e INDEXED BY "edge:out" CROSS JOIN node m ON m.rid = e.target
  WHERE e.relation = 'ATTENDED' AND e.source = (SELECT rid FROM node WHERE id = $id) ` + bound + `
  ORDER BY e."target:time" DESC, m.id DESC LIMIT 26)
SELECT json_array((SELECT json_group_array(json_array(id, name)) FROM (SELECT * FROM page LIMIT 25)),
  json(iif((SELECT count(*) FROM page) > 25, 'true', 'false')))`}}
}

func sqlPeople() []statement {
	from := `FROM node INDEXED BY "node:Person:name" WHERE kind = 'Person' ORDER BY name, id LIMIT 1000`
	return []statement{
		{name: "JSON", text: `SELECT json_group_array(json_array(id, name, description)) FROM (SELECT id, name, description ` + from + `)`},
		{name: "rows", rows: true, text: `SELECT id, name, description ` + from},
	}
}

func sqlSearch() []statement {
	const score = `CASE WHEN instr(n.":names", $whole) THEN 4 WHEN instr(n.":names", $begin) THEN 3 WHEN instr(n.":names", $word) THEN 2 ELSE 1 END`
	return []statement{{name: "full text", text: `
SELECT json_group_array(json_array(score, json_array(kind, id))) FROM (
  SELECT ` + score + ` AS score, n.kind, n.id FROM words CROSS JOIN node n ON n.rid = words.rowid
  WHERE words MATCH $match ORDER BY 1 DESC, ifnull(n.name, ''), n.id LIMIT 25)`}}
}

func sqlNode() []statement {
	return []statement{{name: "seek", text: `SELECT json_array(id, name) FROM node WHERE id = $id`}}
}
