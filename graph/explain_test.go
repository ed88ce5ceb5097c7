package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parley/graph/plan"
)

// explainedBy posts a question that is to be explained, and reads the answer.
func explainedBy(t *testing.T, h http.Handler, query, explain string) (status int, text string, answer explainedAnswer) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"name": "a-value-of-a-client"}, "extensions": map[string]any{"explain": json.RawMessage(explain)}})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return w.Code, w.Body.String(), answer
}

type explainedAnswer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
	Extensions struct{ Explain *explanation }
}

const (
	aboutMeetings = `query($name: String!) { met: meetings(first: 3) { nodes { id participants(first: 5) { nodes { id name } } } } people(where: {name: {eq: $name}}) { nodes { id } } __typename }`
	aboutPaths    = `query($name: ID!) { paths(from: [$name], to: ["person:nobody"]) { paths { length nodes { id } } } }`
)

// A question that is to be explained is answered as ever, and the statements and plans of the store come with it.
func TestExplain(t *testing.T) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			h, n := kabul(t, s.open)
			plain := strings.ReplaceAll(ask(t, h, aboutMeetings, json.RawMessage(`{"name": "a-value-of-a-client"}`)), "\n", "")
			before := n.Load()
			status, text, got := explainedBy(t, h, aboutMeetings, "true")
			e := got.Extensions.Explain
			if status != http.StatusOK || e == nil || len(e.Fields) != 2 || n.Load() != before+2 {
				t.Fatalf("it is answered %d, with %d Reads: %s", status, n.Load()-before, text)
			}
			var data, without any
			var whole struct{ Data any }
			if json.Unmarshal(got.Data, &data) != nil || json.Unmarshal([]byte(plain), &whole) != nil {
				t.Fatal(text)
			}
			if without = whole.Data; !equalJSON(t, data, without) {
				t.Errorf("the answer differs where it is explained: %s", text)
			}
			if e.Cost < 20 {
				t.Errorf("it is said to cost %d", e.Cost)
			}
			fields := map[string]*explField{}
			for _, f := range e.Fields {
				fields[f.Field] = f
			}
			met, people := fields["met"], fields["people"]
			if met == nil || people == nil || met.Reads != 1 || met.Took <= 0 || !strings.HasPrefix(met.Plan, "nodes Meeting") {
				t.Fatalf("it is explained by %s", text)
			}
			if s.name == "reference" { // It has no statements.
				return
			}
			if met.Rows < 4 || people.Rows != 0 || len(met.Statements) != 1 || met.Statements[0].Times != 1 || met.Statements[0].Rows != met.Rows {
				t.Fatalf("it is explained by %s", text)
			}
			st := met.Statements[0]
			if st.Statement == "" || len(st.Plan) < 3 {
				t.Errorf("the database's own plan is missing: %s", text)
			}
			if strings.Contains(text, "a-value-of-a-client") {
				t.Errorf("a value is told: %s", text)
			}
		})
	}
}

// What a search reads is counted, however often it reads.
func TestExplainSearch(t *testing.T) {
	h, n := kabul(t, stores[1].open)
	before := n.Load()
	_, text, got := explainedBy(t, h, aboutPaths, "true")
	e := got.Extensions.Explain
	if e == nil || len(e.Fields) != 1 || e.Fields[0].Reads != int(n.Load()-before) || e.Fields[0].Reads == 0 || len(e.Fields[0].Statements) == 0 || e.Cost < 20_000 {
		t.Errorf("of %d Reads it says %s", n.Load()-before, text)
	}
}

// It is for an admin, for who says clearly that it is wanted, and for nobody who does not ask.
func TestExplainTo(t *testing.T) {
	type role struct{}
	options := Options{Admin: func(ctx context.Context) bool { return ctx.Value(role{}) == "admin" }}
	var r plan.Reader = builtIn(t, stores[0].open)
	h, err := options.NewHandler(r, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	as := func(who string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), role{}, who)))
		})
	}
	for _, tt := range []struct {
		who, explain string
		status       int
		code         string
		explained    bool
	}{
		{"admin", "true", 200, "", true},
		{"admin", "false", 200, "", false},
		{"admin", "null", 200, "", false},
		{"admin", `"true"`, 400, CodeBadInput, false},
		{"admin", "1", 400, CodeBadInput, false},
		{"reader", "true", 403, CodeForbidden, false},
		{"reader", "false", 200, "", false},
		{"", "true", 403, CodeForbidden, false},
	} {
		status, text, got := explainedBy(t, as(tt.who), aboutMeetings, tt.explain)
		code := ""
		if len(got.Errors) > 0 {
			code = got.Errors[0].Extensions.Code
		}
		if status != tt.status || code != tt.code || (got.Extensions.Explain != nil) != tt.explained || (got.Data != nil) != (tt.code == "") {
			t.Errorf("%s with %s is answered %d: %s", tt.who, tt.explain, status, text)
		}
	}
}

func equalJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}
