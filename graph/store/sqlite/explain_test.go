package sqlite

import (
	"testing"

	"parley/graph/store/storetest"
)

func TestAbilities(t *testing.T) {
	storetest.Abilities(t, openTemp(t, storetest.Schema(), nil), "USING")
}
