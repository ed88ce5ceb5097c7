package neo4j_test

import (
	"testing"

	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

func TestAbilities(t *testing.T) {
	storetest.Abilities(t, neo4jtest.Open(t, storetest.Schema()), "IndexSeek")
}
