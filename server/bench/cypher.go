package main

import "fmt"

// The statements in Cypher. They answer with lists, not with nodes or maps, which would carry the names of properties in
// every row. A hub's edges are slow to sort, so its pages are also walked by the index of the meetings, in order,
// until the page is full.

// cypherNewest begins a subquery with the newest meetings of p: by a sort of all edges, or by the index.
const (
	cypherSorted = `
    MATCH (p)-[e:ATTENDED]->(m)
    WITH e, m ORDER BY m.whenStartEarliest DESC, m.whenEndLatest DESC, m.id DESC LIMIT 25`
	cypherWalked = `
    MATCH (m:Meeting) USING INDEX m:Meeting(whenStartEarliest, whenEndLatest, id)
    WHERE m.whenStartEarliest IS NOT NULL AND m.whenEndLatest IS NOT NULL AND m.id IS NOT NULL
    WITH p, m ORDER BY m.whenStartEarliest DESC, m.whenEndLatest DESC, m.id DESC
    MATCH (p)-[e:ATTENDED]->(m)
    WITH e, m LIMIT 25`
)

func cypherPerson() []statement {
	text := func(newest string) string {
		return `
MATCH (p:Node {id: $id})
CALL (p) {` + newest + `
    CALL (m) {
      MATCH (m)<-[:ATTENDED]-(x)
      WITH x ORDER BY x.name, x.id LIMIT 25
      RETURN collect([x.id, x.name]) AS who
    }
    RETURN collect([e.role, e.presence, [m.id, m.name, m.when, who]]) AS meetings
}
RETURN [p.id, p.name, meetings]`
	}
	return []statement{{name: "sorted", text: text(cypherSorted)}, {name: "walked", text: text(cypherWalked)}}
}

func cypherMeetings() []statement {
	first := `
MATCH (m:Meeting)
WHERE m.whenStartEarliest IS NOT NULL AND m.whenEndLatest IS NOT NULL AND m.id IS NOT NULL
WITH m ORDER BY m.whenStartEarliest, m.whenEndLatest, m.id LIMIT 100`
	return []statement{
		{name: "subqueries", text: first + `
CALL (m) { MATCH (m)-[:HELD_AT]->(l) RETURN l.name AS place }
CALL (m) { MATCH (m)<-[:ATTENDED]-(x) WITH x ORDER BY x.name, x.id LIMIT 25 RETURN collect([x.id, x.name]) AS who }
RETURN collect([m.id, m.name, m.when, place, who])`},
		{name: "expressions", text: first + `
RETURN collect([m.id, m.name, m.when, head([(m)-[:HELD_AT]->(l) | l.name]),
  COLLECT { MATCH (m)<-[:ATTENDED]-(x) RETURN [x.id, x.name] ORDER BY x.name, x.id LIMIT 25 }])`},
		{name: "rows", rows: true, text: first + `
MATCH (m)-[:HELD_AT]->(l)
CALL (m) { MATCH (m)<-[:ATTENDED]-(x) WITH x ORDER BY x.name, x.id LIMIT 25 RETURN collect([x.id, x.name]) AS who }
RETURN m.id, m.name, m.when, l.name, who ORDER BY m.whenStartEarliest, m.whenEndLatest, m.id`},
	}
}

func cypherMet() []statement {
	from := `
MATCH (p:Node {id: $id})
CALL (p) {
  MATCH (p)-[:ATTENDED]->(m)<-[:ATTENDED]-(x)`
	end := `
  RETURN collect([n, first[3], last[3], [x.id, x.name]]) AS met
}
RETURN [p.id, p.name, met]`
	// walked finds the first meeting of p and x in the order of the index.
	walked := func(as, direction string) string {
		return fmt.Sprintf(`
  CALL (p, x) {
    MATCH (m:Meeting) USING INDEX m:Meeting(whenStartEarliest, whenEndLatest, id)
    WHERE m.whenStartEarliest IS NOT NULL AND m.whenEndLatest IS NOT NULL AND m.id IS NOT NULL
    WITH p, x, m ORDER BY m.whenStartEarliest%[1]s, m.whenEndLatest%[1]s, m.id%[1]s
    WHERE EXISTS { (x)-[:ATTENDED]->(m) } AND EXISTS { (p)-[:ATTENDED]->(m) }
    WITH m LIMIT 1
    RETURN m.when AS %[2]s
  }`, direction, as)
	}
	const time = "[m.whenStartEarliest, m.whenEndLatest, m.id, m.when]"
	return []statement{
		{name: "middles collected", text: from + `
  WITH x, collect(m) AS ms
  WITH x, ms, size(ms) AS n ORDER BY n DESC, x.id LIMIT 25
  CALL (ms) { UNWIND ms AS m WITH ` + time + ` AS t RETURN min(t) AS first, max(t) AS last }` + end},
		{name: "in one", text: from + `
  WITH x, count(*) AS n, min(` + time + `) AS first, max(` + time + `) AS last ORDER BY n DESC, x.id LIMIT 25` + end},
		{name: "counted, then walked", text: from + `
  WITH p, x, count(*) AS n ORDER BY n DESC, x.id LIMIT 25` + walked("first", "") + walked("last", " DESC") + `
  RETURN collect([n, first, last, [x.id, x.name]]) AS met
}
RETURN [p.id, p.name, met]`},
	}
}

func cypherPage(after bool) []statement {
	bound, walk := "", ""
	if after {
		const behind = "(m.whenStartEarliest < $start OR m.whenEndLatest < $end OR m.whenEndLatest = $end AND m.id < $last)"
		bound = "\n  WHERE m.whenStartEarliest <= $start AND " + behind
		walk = "\n    AND m.whenStartEarliest <= $start AND " + behind
	}
	end := `
  WITH collect([m.id, m.name]) AS rows
  RETURN [rows[..25], size(rows) > 25] AS page
}
RETURN page`
	return []statement{
		{name: "sorted", text: `
MATCH (p:Node {id: $id})
CALL (p) {
  MATCH (p)-[:ATTENDED]->(m)` + bound + `
  WITH m ORDER BY m.whenStartEarliest DESC, m.whenEndLatest DESC, m.id DESC LIMIT 26` + end},
		{name: "walked", text: `
MATCH (p:Node {id: $id})
CALL (p) {
  MATCH (m:Meeting) USING INDEX m:Meeting(whenStartEarliest, whenEndLatest, id)
  WHERE m.whenStartEarliest IS NOT NULL AND m.whenEndLatest IS NOT NULL AND m.id IS NOT NULL` + walk + `
  WITH p, m ORDER BY m.whenStartEarliest DESC, m.whenEndLatest DESC, m.id DESC
  MATCH (p)-[:ATTENDED]->(m)
  WITH m LIMIT 26` + end},
	}
}

func cypherPeople() []statement {
	from := `
MATCH (x:Person)
WHERE x.name IS NOT NULL AND x.id IS NOT NULL
WITH x ORDER BY x.name, x.id LIMIT 1000
RETURN `
	return []statement{
		{name: "collected", text: from + "collect([x.id, x.name, x.description])"},
		{name: "rows", rows: true, text: from + "x.id, x.name, x.description"},
	}
}

func cypherSearch() []statement {
	const end = `
WITH n, CASE WHEN n._names CONTAINS $whole THEN 4 WHEN n._names CONTAINS $begin THEN 3 WHEN n._names CONTAINS $word THEN 2 ELSE 1 END AS score
WITH n, score ORDER BY score DESC, coalesce(n.name, ''), n.id LIMIT 25
RETURN collect([score, [head([l IN labels(n) WHERE l <> 'Node']), n.id]])`
	return []statement{{name: "full text", text: `
CALL db.index.fulltext.queryNodes('parley_words', $lucene) YIELD node AS n` + end}}
}

func cypherNode() []statement {
	return []statement{
		{name: "by the shared label", text: "MATCH (n:Node {id: $id}) RETURN [n.id, n.name]"},
		{name: "by the kind", text: "MATCH (n:Person {id: $id}) RETURN [n.id, n.name]"},
	}
}
