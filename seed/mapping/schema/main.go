// Command schema writes mapping.schema.json into the working directory: the language
// of mappings, with the kinds and relations of the graph, for editors. go generate
// runs it.
package main

import (
	"fmt"
	"os"

	"parley/graph"
	"parley/seed/mapping"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func write() error {
	o, err := graph.Ontology()
	if err != nil {
		return err
	}
	b, err := mapping.Schema(o)
	if err != nil {
		return err
	}
	return os.WriteFile("mapping.schema.json", b, 0o644)
}
