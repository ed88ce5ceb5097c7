package mappings_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"
	"time"

	"parley/graph/derive"
	"parley/seed/mappings/made"
)

// BenchmarkSearches asks for paths and surroundings in the tapes, over HTTP: the real ones where PARLEY_DATA
// is, else as many that are made, between those who took part in the most. It tells the median as well, and what one in a hundred exceeds.
func BenchmarkSearches(b *testing.B) {
	o := domain(b)
	f := form{mapping: "nixon-tapes", file: "tapes.jsonl", made: made.Tapes}
	for _, s := range stores {
		b.Run(s.name, func(b *testing.B) {
			var file string
			if os.Getenv("PARLEY_DATA") != "" {
				file = data(b, "nixon-tapes/conversations.ndjson.gz")
			} else {
				file, _ = f.generated(b, 22_723)
			}
			st := derive.Store(s.open(b, o.Store), o)
			if _, rejects := imported(b, st, o, f.mapping, file); len(rejects) > 0 {
				b.Fatal(rejects[0])
			}
			h := handler(b, st)
			most := busiest(b, h)
			late := behind(b, h, most[0])
			for _, q := range searches {
				b.Run(q.name, func(b *testing.B) {
					median(b, h, q.query, map[string]any{"hub": most[0], "one": most[2], "other": most[8], "h": most[0], "o": most[2], "p": most[8], "late": late})
				})
			}
		})
	}
}

// The searches that are measured: between two who took part in much, and around who took part in the most.
var searches = []struct{ name, query string }{
	{"three paths within a month", `query($one: [ID!]!, $other: [ID!]!) { paths(from: $one, to: $other, where: {when: {within: "1971-10"}}) {
		paths { length nodes { label } hops { id relation when { edtf } } } truncated } }`},
	{"three paths by meetings of others within a week", `query($one: [ID!]!, $other: [ID!]!, $hub: [ID!]!) { paths(from: $one, to: $other, where: {relations: [ATTENDED], exclude: $hub, when: {within: "1971-10-06/1971-10-14"}}) {
		paths { length nodes { label } hops { id relation when { edtf } } } truncated } }`},
	{"three paths", `query($one: [ID!]!, $other: [ID!]!) { paths(from: $one, to: $other) { paths { length nodes { label } hops { id evidence { nodes { id } } } } truncated } }`},
	{"three paths from the hub", `query($hub: [ID!]!, $other: [ID!]!) { paths(from: $hub, to: $other) { paths { length nodes { label } } truncated } }`},
	{"three paths of who met", `query($one: [ID!]!, $other: [ID!]!) { paths(from: $one, to: $other, where: {relations: [MET]}) { paths { length nodes { label } hops { count } } truncated } }`},
	{"three paths of who met and on whose word", `query($one: [ID!]!, $other: [ID!]!) { paths(from: $one, to: $other, where: {relations: [MET]}) { paths { length nodes { label } hops { count provenance { documents origins certainty } } } truncated } }`},
	{"surroundings", `query($one: [ID!]!) { subgraph(around: $one) { nodes { id label degree } edges { id source { id } target { id } } omitted truncated } }`},
	{"surroundings of who met", `query($one: [ID!]!) { subgraph(around: $one, collapse: true) { nodes { id label } edges { id count source { id } target { id } } omitted truncated } }`},
	{"surroundings of who met and on whose word", `query($one: [ID!]!) { subgraph(around: $one, collapse: true) { nodes { id label } edges { id count provenance { documents origins certainty } source { id } target { id } } omitted truncated } }`},
	{"surroundings of the hub", `query($hub: [ID!]!) { subgraph(around: $hub) { nodes { id label } edges { id source { id } target { id } } omitted truncated } }`},
	{"timeline of the hub", `query($hub: [ID!]!) { timeline(of: $hub) { edges { when { edtf } node { ...Shown } } pageInfo { endCursor } } } ` + shown},
	{"timeline of the hub, late in it", `query($hub: [ID!]!, $late: String!) { timeline(of: $hub, after: $late) { edges { when { edtf } node { ...Shown } } } } ` + shown},
	{"timelines of three within a month", `query($hub: [ID!]!, $one: [ID!]!, $other: [ID!]!) {
		a: timeline(of: $one, window: {within: "1971-10"}) { edges { of when { edtf } node { ...Shown } } }
		b: timeline(of: $other, window: {within: "1971-10"}) { edges { node { ...Shown } } } c: timeline(of: $hub, window: {within: "1971-10"}) { edges { node { ...Shown } } } } ` + shown},
	{"how long the timeline of the hub is", `query($hub: [ID!]!) { timeline(of: $hub) { totalCount } }`},
	{"where the hub was with another", `query($h: ID!, $o: ID!) { coPresence(of: $h, with: $o) { totalCount edges { node { name } overlap { edtf } match one { id } other { id } } } }`},
	{"where two were within a month", `query($o: ID!, $p: ID!) { coPresence(of: $o, with: $p, window: {within: "1971-10"}) { totalCount edges { node { name } overlap { edtf } match one { id } other { id } } } }`},
	{"who stands between others", `{ centrality(of: BETWEENNESS) { score node { id ... on Entity { name } } } }`},
	{"where a walk stays", `{ centrality(of: PAGERANK) { score node { id ... on Entity { name } } } }`},
	{"who met the most", `{ centrality(of: DEGREE) { score node { id ... on Entity { name } } } }`},
	{"who held together", `{ communities { size members { score node { id ... on Entity { name } } } } }`},
	{"who stood between others in a month", `{ centrality(of: BETWEENNESS, where: {when: {within: "1971-10"}}) { score node { id } } }`},
	{"disputes", `{ disputes { edges { node { text } against { text } } } }`},
	{"disputes about the hub", `query($hub: [ID!]!) { disputes(about: $hub) { edges { node { text } against { text } } totalCount } }`},
	{"legend", `{ ontology { kinds { kind count } relations { relation count } } }`},
}

// shown is what a timeline shows of what stands there.
const shown = `fragment Shown on TimelineItem { ... on Meeting { id name place { name } participants(first: 5) { nodes { name } } } ... on Incident { id name } ... on Assertion { id verb } ... on GraphEdge { id relation } }`

// behind is a cursor in somebody's timeline with a whole page and more of what comes late behind it.
func behind(b *testing.B, h http.Handler, id string) string {
	b.Helper()
	var answer struct {
		Data struct {
			Timeline struct{ PageInfo struct{ EndCursor string } }
		}
	}
	posted(b, h, `query($of: [ID!]!) { timeline(of: $of, window: {within: "1973"}, first: 1) { pageInfo { endCursor } } }`, map[string]any{"of": id}, &answer)
	return answer.Data.Timeline.PageInfo.EndCursor
}

// busiest are the people who took part in the most, in order.
func busiest(b *testing.B, h http.Handler) []string {
	b.Helper()
	type person struct {
		ID     string
		Events struct{ TotalCount int }
	}
	var all []person
	for after := any(nil); ; {
		var answer struct {
			Data struct {
				People struct {
					Nodes    []person
					PageInfo struct{ EndCursor *string }
				}
			}
		}
		posted(b, h, `query($after: String) { people(first: 500, after: $after) { nodes { id events(first: 0) { totalCount } } pageInfo { endCursor } } }`, map[string]any{"after": after}, &answer)
		people := answer.Data.People
		if people.PageInfo.EndCursor == nil {
			break
		}
		all, after = append(all, people.Nodes...), *people.PageInfo.EndCursor
	}
	slices.SortFunc(all, func(x, y person) int {
		return cmp.Or(cmp.Compare(y.Events.TotalCount, x.Events.TotalCount), cmp.Compare(x.ID, y.ID))
	})
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	return ids
}

// posted posts a query and reads its answer, which has no errors.
func posted(b *testing.B, h http.Handler, query string, variables map[string]any, into any) string {
	b.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || bytes.Contains(w.Body.Bytes(), []byte(`"errors"`)) {
		b.Fatalf("%v in %.500s", err, w.Body)
	}
	return w.Body.String()
}

// median measures a query.
func median(b *testing.B, h http.Handler, query string, variables map[string]any) {
	var all []time.Duration
	size := 0
	for b.Loop() {
		start := time.Now()
		var answer map[string]any
		size = len(posted(b, h, query, variables, &answer))
		all = append(all, time.Since(start))
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(size), "bytes")
}
