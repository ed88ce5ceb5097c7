package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parley/graph/limits"
	"parley/graph/store"
)

// The bounds of the answer to a request that is refused: an error for each of so many things, and so many bytes.
const (
	mostErrors = 11
	mostBytes  = 8 << 10
)

// marker stands in hostile requests where a careless answer would repeat it.
const marker = "echoecho"

// A hostile request asks for little and costs much, if it is let.
type hostile struct {
	query     string
	variables any
	code      string
	says      string // in the first sentence
}

// repeat writes a text for each of n numbers, in place of its %d.
func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

// nested puts a text into itself.
func nested(n int, before, within, after string) string {
	return strings.Repeat(before, n) + within + strings.Repeat(after, n)
}

// doubling are fragments each of which spreads the next one twice.
func doubling(n int, around string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Person { %s }", i, strings.ReplaceAll(around, "%", fmt.Sprintf("...f%d ...f%d", i+1, i+1)))
	}
	return b.String() + fmt.Sprintf(" fragment f%d on Person { id }", n)
}

// chain are fragments each of which spreads the next one.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Person { ...f%d }", i, i+1)
	}
	return b.String() + fmt.Sprintf(" fragment f%d on Person { id }", n)
}

// hostileDocuments are refused for what they are.
func hostileDocuments() map[string]hostile {
	long := strings.Repeat(marker, 10_000)
	people := func(within string) string { return "{ people { nodes { " + within + " } } }" }
	entangled := func(query, says string) hostile { return hostile{query, nil, limits.CodeTooComplex, says} }
	invalid := func(query, says string) hostile { return hostile{query, nil, "GRAPHQL_VALIDATION_FAILED", says} }
	return map[string]hostile{
		"tokens":                       {people(repeat(10_001, "id ")), nil, "GRAPHQL_PARSE_FAILED", "token limit"},
		"braces":                       {strings.Repeat("{a", 40_000), nil, "GRAPHQL_PARSE_FAILED", ""},
		"a token of 80 kilobytes":      {people("id") + ` "` + long + `"`, nil, "GRAPHQL_PARSE_FAILED", "Unexpected"},
		"a comment of 200 kilobytes":   entangled("#"+strings.Repeat("x", 200_000)+"\n"+people("id"), "more than 100000 bytes"),
		"no operation":                 {"fragment f on Person { id }", nil, "GRAPHQL_VALIDATION_FAILED", "no operation"},
		"a field 5,000 times":          entangled(people(repeat(4900, "id ")), "more than 100 times"),
		"fields 99 times each":         entangled(people(repeat(99, "id name aliases description __typename ")), "pairs to compare"),
		"pairs in inline fragments":    entangled(people(nested(50, "... { ", repeat(60, "id "), "}")), "pairs to compare"),
		"pairs by fragments":           entangled(people(repeat(90, "...f%d "))+repeat(90, " fragment f%d on Person { id name aliases description events { nodes { id } } }"), "pairs to compare"),
		"aliases":                      entangled(people(repeat(601, "a%d: id ")), "more than 600 aliases"),
		"aliases of the root":          entangled("{"+repeat(601, `a%d: node(id: "x") { id } `)+"}", "more than 600 aliases"),
		"depth":                        entangled(nested(500, "{ people ", "{ id }", "}"), "more than 60 levels"),
		"depth of inline fragments":    entangled(people(nested(500, "... { ", "id", "}")), "more than 60 levels"),
		"depth by fragments":           entangled(people("...f0")+chain(80), "more than 60 levels"),
		"doubling fragments":           entangled(people("...f0")+doubling(40, "%"), "more than 5000 fields"),
		"doubling fragments of fields": entangled(people("...f0")+doubling(12, "metWith { nodes { ... on Person { % } } }"), "more than"),
		"unused doubling fragments":    entangled(people("id")+doubling(40, "%"), "more than 5000 fields"),
		"a cycle of fragments":         invalid(people("...f")+" fragment f on Person { ...g } fragment g on Person { ...f }", "spreads itself"),
		"a fragment in itself":         invalid(people("...f")+" fragment f on Person { ...f ...f ...f }", "spreads itself"),
		"fragments":                    entangled(people("id")+repeat(101, " fragment f%d on Person { id }"), "more than 100 fragments"),
		"spreads":                      entangled(people(repeat(301, "...f "))+" fragment f on Person { id }", "more than 300 fragment spreads"),
		"directives":                   entangled(people("id "+repeat(2000, "@"+marker+" ")), "more than 100 directives"),
		"directives everywhere":        entangled(people(repeat(99, "id @skip(if: false) name @skip(if: false) ")), "more than 100 directives"),
		"variables":                    entangled("query("+repeat(101, "$v%d: Int ")+")"+people("id"), "more than 100 variables"),
		"operations":                   entangled(repeat(51, "query q%d { people { nodes { id } } } "), "more than 50 operations"),
		"a name of 80 kilobytes":       entangled(people(long), "more than 200 bytes"),
		"a variable of 80 kilobytes":   entangled("query($"+long+": Int) "+people("id"), "more than 200 bytes"),
		"an operation so named":        entangled("query "+long+people("id"), "more than 200 bytes"),
		"a directive so named":         entangled(people("id @"+long), "more than 200 bytes"),
		"lists in each other":          entangled("{ people(where: "+nested(500, "[", "1", "]")+") { nodes { id } } }", "more than 64 lists"),
		"objects in each other":        entangled("{ people(where: "+nested(500, "{not: ", "{}", "}")+") { nodes { id } } }", "more than 64 lists"),
		"unknown fields":               invalid(people(repeat(4900, "nam%d ")), "Cannot query field"),
		"unknown directives":           invalid(people("id "+repeat(99, "@a%d ")), "Unknown directive"),
		"unknown arguments":            invalid("{ people("+repeat(3000, "nam%d: 1 ")+") { nodes { id } } }", "Unknown argument"),
		"unused variables":             invalid("query("+repeat(99, "$v%d: Int ")+")"+people("id"), "never used"),
		"a value of 80 kilobytes":      invalid(`{ people(first: "`+long+`") { nodes { id } } }`, "Int cannot represent"),
		"introspection in itself":      invalid("{ __schema { types { "+nested(8, "fields { type { ", "name", "} }")+" } } }", "introspection depth"),
		"kinds in each other": entangled("{ agents(first: 1) { nodes { "+
			nested(4, "events(first: 1) { nodes { participants(first: 1) { nodes { ", "events(first: 1) { nodes { id } }", "} } } }")+" } } }", "many kinds"),
	}
}

// hostileQuestions are valid, and are refused for what they would read.
func hostileQuestions() map[string]hostile {
	dear := func(query, says string) hostile { return hostile{query, nil, limits.CodeTooExpensive, says} }
	var conditions []any
	for range 600 {
		conditions = append(conditions, map[string]any{"name": map[string]any{"eq": marker}})
	}
	long := strings.Repeat(marker, 10_000)
	return map[string]hostile{
		"pages in pages":          dear("{ people(first: 500) { nodes { metWith(first: 500) { nodes { id } } } } }", "people.nodes.metWith"),
		"pages in default pages":  dear("{ people { nodes { metWith { edges { meetings { nodes { participants { nodes { id } } } } } } } } }", "meetings"),
		"last":                    dear("{ people(last: 500) { nodes { events(last: 500) { nodes { id } } } } }", "people.nodes.events"),
		"beyond all pages":        dear("{ people(first: 2000000000) { nodes { events(first: 2000000000) { nodes { id } } } } }", "people.nodes.events"),
		"by a variable":           {"query($n: Int) { people(first: $n) { nodes { events(first: $n) { nodes { id } } } } }", map[string]any{"n": 500}, limits.CodeTooExpensive, "people.nodes.events"},
		"by a default":            dear("query($n: Int = 500) { people(first: $n) { nodes { events(first: $n) { nodes { id } } } } }", "people.nodes.events"),
		"behind a small one":      dear("{ nodes(ids: \"x\") { ... on Person { e: events(first: 1) { nodes { claimsAbout(first: 500) { nodes { id } } } } } ... on Organization { e: events(first: 500) { nodes { claimsAbout(first: 500) { nodes { id } } } } } } }", "events.nodes.claimsAbout"),
		"paths by aliases":        dear("{"+repeat(40, `p%d: paths(from: "a", to: "b") { truncated } `)+"}", "paths"),
		"measures by aliases":     dear("{"+repeat(11, `m%d: centrality(of: BETWEENNESS) { score } `)+"}", "centrality"),
		"groups by aliases":       dear("{"+repeat(11, `m%d: communities { size } `)+"}", "communities"),
		"timelines by aliases":    dear("{"+repeat(30, `t%d: timeline(of: "a") { totalCount } `)+"}", "timeline"),
		"pictures by aliases":     dear("{"+repeat(40, `p%d: subgraph(around: "a") { truncated } `)+"}", "subgraph"),
		"a wide picture":          dear(`{ subgraph(around: "person:joe-biden", limit: 2000) { nodes { node { ... on Person { events(first: 100) { nodes { id } } } } } } }`, "events"),
		"introspection":           dear("{"+repeat(40, "s%d: __schema { types { name } } ")+"}", "__schema"),
		"all roots at once":       dear("{"+repeat(450, "a%d: people(first: 500) { nodes { id } } ")+"}", "people"),
		"conditions":              {"query($w: AgentFilter) { people(where: $w) { nodes { id } } }", map[string]any{"w": map[string]any{"or": conditions}}, limits.CodeTooComplex, "more than 1000 objects"},
		"conditions by a few":     {"query($w: AgentFilter) {" + repeat(20, "a%d: people(where: $w, first: 1) { nodes { id } } ") + "}", map[string]any{"w": map[string]any{"or": conditions[:30]}}, limits.CodeTooComplex, "more than 1000 objects"},
		"a list by aliases":       {"query($a: [ID!]) {" + repeat(500, "a%d: people(where: {id: $a}, first: 1) { totalCount } ") + "}", map[string]any{"a": strings.Split(strings.Repeat("x", 200), "")}, limits.CodeTooComplex, "more than 50000 values"},
		"a text by aliases":       {"query($a: String) {" + repeat(300, "a%d: people(where: {name: {contains: $a}}, first: 1) { totalCount } ") + "}", map[string]any{"a": long}, limits.CodeTooComplex, "more than 50000 values"},
		"a literal by spreads":    {"{ people(first: 1) { nodes {" + repeat(99, "a%d: metWith(first: 1) { nodes { ... on Person { ...f } } } ") + "} } } fragment f on Person { events(first: 1, where: {id: [" + repeat(1000, `"x" `) + "]}) { totalCount } }", nil, limits.CodeTooComplex, "more than 50000 values"},
		"an enum of 80 kilobytes": {"query($o: AgentOrder) { people(orderBy: $o) { nodes { id } } }", map[string]any{"o": long}, "GRAPHQL_VALIDATION_FAILED", "variable $o"},
		"a key of 80 kilobytes":   {"query($w: AgentFilter) { people(where: $w) { nodes { id } } }", map[string]any{"w": map[string]any{long: 1}}, "GRAPHQL_VALIDATION_FAILED", "variable $w"},
	}
}

// What would burn the machine is refused with a code and a sentence, of bounded length, and nothing is read for it.
func TestAbuse(t *testing.T) {
	h, n := kabul(t, stores[0].open)
	for kind, all := range map[string]map[string]hostile{"document": hostileDocuments(), "question": hostileQuestions()} {
		for name, tt := range all {
			t.Run(kind+"/"+name, func(t *testing.T) {
				before := n.Load()
				for range 2 { // What was refused once is not kept for good.
					refusedOnce(t, h, tt)
				}
				if n.Load() != before {
					t.Errorf("%d reads were made", n.Load()-before)
				}
			})
		}
	}
}

func refusedOnce(t *testing.T, h http.Handler, tt hostile) {
	t.Helper()
	variables, err := json.Marshal(tt.variables)
	if err != nil {
		t.Fatal(err)
	}
	text := ask(t, h, tt.query, variables)
	var answer struct {
		Data   any
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Errors) == 0 || len(answer.Errors) > mostErrors || len(text) > mostBytes || answer.Data != nil {
		t.Fatalf("%d errors in %d bytes: %.2000s", len(answer.Errors), len(text), text)
	}
	first := answer.Errors[0]
	if first.Extensions.Code != tt.code || !strings.Contains(first.Message, tt.says) {
		t.Errorf("%s: %s; want %s, %q", first.Extensions.Code, first.Message, tt.code, tt.says)
	}
	if strings.Contains(text, strings.Repeat(marker, 10)) {
		t.Errorf("the answer repeats what was sent: %.500s", text)
	}
}

// Who switches introspection off tells nothing of the schema, and answers as before.
func TestNoIntrospection(t *testing.T) {
	h, err := Options{NoIntrospection: true}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"{ __schema { types { name } } }", `{ __type(name: "Person") { name } }`, "{ ...f } fragment f on Query { ... { s: __schema { types { name } } } }"} {
		if got := ask(t, h, q, nil); !strings.Contains(got, limits.CodeNoIntrospection) || strings.Contains(got, "Connection") {
			t.Errorf("%s is answered %s", q, got)
		}
	}
	if got := ask(t, h, "{ people { nodes { titel } } }", nil); !strings.Contains(got, "Cannot query field") || strings.Contains(got, "Did you mean") {
		t.Errorf("a field that is not there: %s", got)
	}
	if got := ask(t, h, "{ people(first: 1) { nodes { __typename } } }", nil); strings.Contains(got, "errors") {
		t.Errorf("__typename: %s", got)
	}
}

// The tenth error is told, and how many more there are.
func TestHowManyErrors(t *testing.T) {
	h, _ := kabul(t, stores[0].open)
	got := ask(t, h, "{ people { nodes { "+repeat(15, "no%d ")+"} } }", nil)
	if strings.Count(got, "Cannot query field") != 10 || !strings.Contains(got, "there are 5 more errors") {
		t.Error(got)
	}
}

// A client that asks too often is told when to come again, in the form of any other answer.
func TestRate(t *testing.T) {
	h, err := Options{PerSecond: 0.01, Burst: 2}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	from := func(address string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/graphql?query={__typename}", http.NoBody)
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for i, want := range []int{200, 200, 429, 429} {
		w := from("192.0.2.1:1000")
		if w.Code != want || want == 429 && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), limits.CodeRateLimited)) {
			t.Errorf("request %d is answered %d, Retry-After %q: %s", i, w.Code, w.Header().Get("Retry-After"), w.Body)
		}
	}
	if w := from("192.0.2.2:1000"); w.Code != 200 {
		t.Errorf("another client is answered %d: %s", w.Code, w.Body)
	}
}

// Who finds no place to wait in is told when to come again, and the others get their answers.
func TestOverload(t *testing.T) {
	entered, proceed := make(chan bool), make(chan bool)
	slow := reader(func(context.Context, store.Query) ([]store.Page, error) {
		entered <- true
		<-proceed
		return []store.Page{{}}, nil
	})
	made, err := Options{Working: 1, Waiting: 1, WaitingEach: 1}.NewHandler(slow, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	h := limits.WithClient(made)
	answers := make(chan *httptest.ResponseRecorder, 3)
	send := func(address string) {
		r := httptest.NewRequest(http.MethodGet, "/graphql?query={people{nodes{id}}}", http.NoBody)
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		answers <- w
	}
	go send("192.0.2.1:1")
	<-entered
	go send("192.0.2.2:1") // One of these two waits, and the other finds no room.
	go send("192.0.2.3:1")
	refused := <-answers
	if refused.Code != http.StatusServiceUnavailable || refused.Header().Get("Retry-After") != "1" || !strings.Contains(refused.Body.String(), limits.CodeOverloaded) {
		t.Errorf("answered %d, Retry-After %q: %s", refused.Code, refused.Header().Get("Retry-After"), refused.Body)
	}
	proceed <- true
	<-entered
	proceed <- true
	for range 2 {
		if w := <-answers; w.Code != http.StatusOK {
			t.Errorf("answered %d: %s", w.Code, w.Body)
		}
	}
}
