package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// How two people are joined by meetings: three paths, the shortest first, and those of one length by the ids on the way. By
// hand it is known that a meeting lies between any two people of a path, that none is longer than four edges where that
// suffices, that a participation has the time of its meeting, and that all rest on as many origins.

const askPaths = `query($from: [ID!]!, $to: [ID!]!, $when: Window) { paths(from: $from, to: $to, where: {relations: [ATTENDED], when: $when}) {
  paths { nodes { id label } hops { id } } } }`

// A span is nine days, and the same as an interval.
type span struct {
	since, until int64 // seconds
	within       string
}

// nine returns nine days, the first of which a time lies in.
func nine(edtf string) (*span, error) {
	first, err := time.Parse(time.DateOnly, edtf[:min(len(edtf), len(time.DateOnly))])
	if err != nil {
		return nil, fmt.Errorf("a meeting has the time %q: %w", edtf, err)
	}
	last := first.AddDate(0, 0, 8)
	return &span{first.Unix(), last.AddDate(0, 0, 1).Unix() - 1, first.Format(time.DateOnly) + "/" + last.Format(time.DateOnly)}, nil
}

// companion finds whom the second met most but the hub, and nine days in which they met.
func (found *subjects) companion(ctx context.Context, s *server) error {
	var data struct {
		Person struct {
			MetWith struct {
				Edges []struct {
					Node     struct{ ID string }
					FirstMet struct{ EDTF string }
				}
			}
		}
	}
	err := s.read(ctx, `query($id: ID!) { person(id: $id) { metWith(first: 2) { edges { node { ... on Node { id } } firstMet { edtf } } } } }`, map[string]any{"id": found.second}, &data)
	if err != nil {
		return err
	}
	for _, e := range data.Person.MetWith.Edges {
		if e.Node.ID != found.hub {
			found.third = e.Node.ID
			found.days, err = nine(e.FirstMet.EDTF)
			return err
		}
	}
	return errors.New("the second met nobody but the hub: more conversations are needed")
}

func pathQuestions(s *subjects) (all []question) {
	for _, days := range []*span{nil, s.days} {
		q := question{name: "three paths between two people", rows: 1, args: map[string]any{"one": s.second, "other": s.third}}
		variables := map[string]any{"from": s.second, "to": s.third}
		if days != nil {
			q.name += ", within nine days"
			variables["when"] = map[string]any{"within": days.within}
			q.args["since"], q.args["until"] = days.since, days.until
		}
		q.asked = []request{{askPaths, variables}}
		q.cypher, q.sql = cypherPaths(days != nil), sqlPaths(days != nil)
		all = append(all, q)
	}
	return all
}

func cypherPaths(windowed bool) []statement {
	within := func(m string) string {
		if !windowed {
			return ""
		}
		return strings.ReplaceAll(" AND m.whenStartEarliest <= $until AND m.whenEndLatest >= $since", "m.", m+".")
	}
	const begin = `
MATCH (a:Node {id: $one}), (b:Node {id: $other})
CALL (a, b) {
  MATCH (a)-[e:ATTENDED]->(m)<-[f:ATTENDED]-(b)
  WHERE a <> b`
	const longer = `
  WITH m, e, f ORDER BY m.id LIMIT 3
  RETURN collect([[[a.id, a.name], [m.id, m.name], [b.id, b.name]], [e.id, f.id]]) AS two
}
CALL (a, b, two) {
  WITH a, b, two WHERE size(two) < 3`
	const end = `
  WITH m, n, x, e, f, g, h ORDER BY m.id, x.id, n.id LIMIT 3
  RETURN collect([[[a.id, a.name], [m.id, m.name], [x.id, x.name], [n.id, n.name], [b.id, b.name]], [e.id, f.id, g.id, h.id]]) AS four
}
RETURN (two + four)[..3]`
	return []statement{
		{name: "a pattern for each length", text: begin + within("m") + longer + `
  MATCH (a)-[e:ATTENDED]->(m)<-[f:ATTENDED]-(x)-[g:ATTENDED]->(n)<-[h:ATTENDED]-(b)
  WHERE m <> n AND x <> a AND x <> b` + within("m") + within("n") + end},
		{name: "a quantified pattern", text: begin + within("m") + longer + `
  MATCH (a)(()-[in:ATTENDED]->(y WHERE true` + within("y") + `)<-[out:ATTENDED]-(z)){2}(b)
  WITH a, b, y[0] AS m, z[0] AS x, y[1] AS n, in[0] AS e, out[0] AS f, in[1] AS g, out[1] AS h
  WHERE m <> n AND x <> a AND x <> b` + end},
	}
}

func sqlPaths(windowed bool) []statement {
	within := ""
	if windowed {
		within = ` AND m."when:startEarliest" <= $until AND m."when:endLatest" >= $since`
	}
	// near are the meetings of one of the two, with who took part in them.
	near := func(end string) string {
		return `SELECT m.rid AS meeting, m.id AS mid, m.name AS mname, e.id AS own, f.id AS others, f.source AS who
  FROM edge e INDEXED BY "edge:out" CROSS JOIN node m ON m.rid = e.target CROSS JOIN edge f INDEXED BY "edge:in"
  WHERE e.relation = 'ATTENDED' AND e.source = (SELECT rid FROM ` + end + `)` + within + ` AND f.relation = 'ATTENDED' AND f.target = m.rid`
	}
	return []statement{{name: "meetings of both", text: `
WITH a AS (SELECT rid, id, name FROM node WHERE id = $one), b AS (SELECT rid, id, name FROM node WHERE id = $other),
two AS MATERIALIZED (
  SELECT m.id, m.name, e.id AS own, f.id AS others
  FROM edge e INDEXED BY "edge:out" CROSS JOIN edge f CROSS JOIN node m ON m.rid = e.target
  WHERE e.relation = 'ATTENDED' AND e.source = (SELECT rid FROM a)` + within + ` AND f.relation = 'ATTENDED' AND f.source = (SELECT rid FROM b)
    AND f."target:time" = e."target:time" AND f.target = e.target
  ORDER BY m.id LIMIT 3),
ours AS MATERIALIZED (` + near("a") + ` AND (SELECT count(*) FROM two) < 3),
theirs AS MATERIALIZED (` + near("b") + ` AND (SELECT count(*) FROM two) < 3),
four AS (
  SELECT l.*, x.id AS xid, x.name AS xname, r.mid AS nid, r.mname AS nname, r.own AS last, r.others AS third
  FROM ours l JOIN theirs r ON r.who = l.who AND r.meeting <> l.meeting JOIN node x ON x.rid = l.who
  WHERE l.who NOT IN ((SELECT rid FROM a), (SELECT rid FROM b))
  ORDER BY l.mid, x.id, r.mid LIMIT 3),
paths AS (
  SELECT 2 AS length, two.id AS one, '' AS two, '' AS three, json_array(json_array(json_array(a.id, a.name), json_array(two.id, two.name), json_array(b.id, b.name)),
    json_array(two.own, two.others)) AS path FROM two, a, b
  UNION ALL
  SELECT 4, mid, xid, nid, json_array(json_array(json_array(a.id, a.name), json_array(mid, mname), json_array(xid, xname), json_array(nid, nname), json_array(b.id, b.name)),
    json_array(own, others, third, last)) FROM four, a, b
  ORDER BY 1, 2, 3, 4 LIMIT 3)
SELECT json_group_array(json(path)) FROM (SELECT path FROM paths ORDER BY length, one, two, three)`}}
}
