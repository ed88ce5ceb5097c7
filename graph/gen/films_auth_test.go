package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/handler"

	"parley/graph"
	"parley/graph/access"
	"parley/graph/gen/films"
	"parley/graph/plan"
	"parley/graph/store/storetest"
)

// What somebody was paid is an admin's to know: a reader is refused it, and every condition and order that would tell it, before the
// store is read.
func TestFilmsOfRoles(t *testing.T) {
	o := domain(t)
	counted := &reads{Store: loaded(t, storetest.New(o.Store), o)}
	engine, err := plan.NewEngine(counted, o, searches())
	if err != nil {
		t.Fatal(err)
	}
	schema := films.NewExecutableSchema(films.Config{Resolvers: &films.Resolver{Engine: engine}})
	srv := handler.New(graph.Printed(schema, engine))
	if err := (graph.Options{Auth: true}).Serve(srv, schema.Schema(), engine, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	var filter any = map[string]any{"cast": map[string]any{"paid": map[string]any{"min": 1}}}
	tests := []struct {
		query     string
		variables map[string]any
		secret    bool
	}{
		{`{ films { nodes { name budget { amount } cast { edges { character } } } } }`, nil, false},
		{`{ films { nodes { cast { edges { fee { amount } } } } } }`, nil, true},
		{`{ films { nodes { ...F } } } fragment F on Film { cast { edges { ... { paid: fee { __typename } } } } }`, nil, true},
		{`{ person(id: "there is none") { roles { edges { fee { amount } } } } }`, nil, true},
		{`{ films(where: {cast: {paid: {min: 1000}}}) { totalCount } }`, nil, true},
		{`query($w: FilmFilter) { films(where: $w) { totalCount } }`, map[string]any{"w": filter}, true},
		{`query($w: FilmFilter) { films(where: $w) { totalCount } }`, map[string]any{"w": map[string]any{"not": map[string]any{"or": []any{filter}}}}, true},
		{`query($w: FilmFilter) { films(where: $w) { totalCount } }`, map[string]any{"w": map[string]any{"rating": map[string]any{"min": 1}}}, false},
		{`{ people { nodes { roles(orderBy: PAID) { nodes { id } } } } }`, nil, true},
		{`query($o: RoleOrder) { people { nodes { roles(orderBy: $o) { nodes { id } } } } }`, map[string]any{"o": "PAID"}, true},
		{`query($o: RoleOrder = PAID) { people { nodes { roles(orderBy: $o) { nodes { id } } } } }`, nil, true},
		{`query($o: RoleOrder = PAID) { people { nodes { roles(orderBy: $o) { nodes { id } } } } }`, map[string]any{"o": "WHEN"}, false},
	}
	for _, tt := range tests {
		for _, role := range []access.Role{access.Reader, access.Admin} {
			body, err := json.Marshal(map[string]any{"query": tt.query, "variables": tt.variables})
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/graphql-response+json")
			w, before := httptest.NewRecorder(), counted.n.Load()
			srv.ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Identity{Name: "ann", Role: role})))
			refused := tt.secret && role == access.Reader
			if want := map[bool]int{true: 403, false: 200}[refused]; w.Code != want || strings.Contains(w.Body.String(), access.CodeForbidden) != refused {
				t.Errorf("%s: %s, %v is answered %d: %.300s", role, tt.query, tt.variables, w.Code, w.Body)
			}
			if read := counted.n.Load() > before; read == refused {
				t.Errorf("%s: %s, %v: read is %v", role, tt.query, tt.variables, read)
			}
		}
	}
}
