// Command gen runs gqlgen with our plugin, which reads how the domain lies on the
// graph and writes the Go that follows from it: the types of kinds, edges,
// connections and value objects over what plan loads, and the resolvers of the root.
// It takes the gqlgen.yml of the folder it is run in, or of one above.
package main

import (
	"log"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	log.SetFlags(0)
	if err := generate(); err != nil {
		log.Fatal("gen: ", err)
	}
}

// generate writes what follows from the schema that the gqlgen.yml names.
func generate() error {
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	return api.Generate(cfg, api.PrependPlugin(&plugin{}))
}
