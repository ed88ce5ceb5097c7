package main

import (
	"encoding/json"
	"flag"
	"net/http"

	"parley/graph/access"
	"parley/server/auth"
	"parley/server/web"
)

// pageFlags adds the flags of who has the pages.
func pageFlags(flags *flag.FlagSet, o *options) {
	flags.Var(audience{&o.NoExplorer, &o.Explorer}, "explorer", "`WHO` has the page to explore the graph in, at /: true is everybody, false nobody, or a role")
	flags.Var(audience{&o.NoPlayground, &o.Playground}, "playground", "`WHO` has the page to ask in, at /graphiql: true is everybody, false nobody, or a role")
}

// pages adds the pages that c leaves on, and gives the sentence that any other path is answered with. Without the
// explorer / leads to the playground.
//
// They hold nothing that is not published with the program, so that whoever may see them need not be known: what they ask
// brings the token that is put into them. A browser that opens a page brings none, so that a page bound to a role is for who
// comes through a proxy that does. What the pages are made of is for all who have one of them.
func pages(mux *http.ServeMux, c Config) (nothing string) {
	nothing = "There is nothing here: GraphQL is answered at /graphql."
	if c.NoExplorer && c.NoPlayground {
		return nothing
	}
	files, parts := web.Handler(), access.Admin
	if !c.NoPlayground {
		nothing = "There is nothing here: the playground is at /graphiql, and GraphQL is answered at /graphql."
		mux.Handle("/graphiql", onlyFor(c.Playground, files))
		parts = min(parts, c.Playground)
	}
	if !c.NoExplorer {
		mux.Handle("/{$}", onlyFor(c.Explorer, files))
		mux.Handle("GET /explorer.json", onlyFor(c.Explorer, welcome(c)))
		parts = min(parts, c.Explorer)
	} else {
		mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/graphiql", http.StatusFound)
		})
	}
	mux.Handle("/assets/", onlyFor(parts, files))
	mux.Handle("/third-party.txt", onlyFor(parts, files))
	return nothing
}

// welcome tells the explorer, before it asks anything, what this client is offered: whether it can open the playground, and
// whether questions need a token that it has not brought. Otherwise the page would have to find out by being refused, and
// browsers tell each refusal in their console.
func welcome(c Config) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		has := func(role access.Role) bool { return !c.Guard.On() || access.Who(r.Context()).Role >= role }
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(struct { // A client that has gone needs no answer.
			Playground bool `json:"playground"`
			Token      bool `json:"token"`
		}{!c.NoPlayground && has(c.Playground), !has(access.Reader)})
	})
}

// onlyFor has a page be for a role alone, where it is bound to one.
func onlyFor(to access.Role, page http.Handler) http.Handler {
	if to > access.Nobody {
		return auth.Require(to, page)
	}
	return page
}
