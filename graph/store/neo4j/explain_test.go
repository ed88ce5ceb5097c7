package neo4j_test

import (
	"testing"

	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

func TestAbilities(t *testing.T) {
	// Its planner takes a scan of the index for as good as a seek where it thinks that there are few nodes.
	storetest.Abilities(t, neo4jtest.Open(t, storetest.Schema()), "NodeIndex")
}
