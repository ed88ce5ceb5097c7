package main

import (
	"flag"
	"net/http"

	"parley/server/web"
)

// pageFlags adds the flag of the page at /; that of the playground stands with what may be asked.
func pageFlags(flags *flag.FlagSet, o *options) {
	flags.Var(inverse{&o.NoExplorer}, "explorer", "whether there is a page to explore the graph in, at /")
}

// pages adds the pages that c leaves on, and gives the sentence that any other path is answered with. Without the
// explorer / leads to the playground.
func pages(mux *http.ServeMux, c Config) (nothing string) {
	nothing = "There is nothing here: GraphQL is answered at /graphql."
	if c.NoExplorer && c.NoPlayground {
		return nothing
	}
	files := web.Handler()
	mux.Handle("/assets/", files)
	mux.Handle("/third-party.txt", files)
	if !c.NoPlayground {
		nothing = "There is nothing here: the playground is at /graphiql, and GraphQL is answered at /graphql."
		mux.Handle("/graphiql", files)
	}
	if !c.NoExplorer {
		mux.Handle("/{$}", files)
	} else {
		mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/graphiql", http.StatusFound)
		})
	}
	return nothing
}
