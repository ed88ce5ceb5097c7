package neo4j_test

import (
	"testing"

	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

func TestAbilities(t *testing.T) {
	// Where its planner thinks that there are few nodes, a NodeIndexScan is as good to it as a NodeUniqueIndexSeek.
	storetest.Abilities(t, neo4jtest.Open(t, storetest.Schema()), "Index")
}
