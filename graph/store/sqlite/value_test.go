package sqlite

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/storetest"
)

// TestFloats sees that every float comes back as it was, and that keys have their order.
func TestFloats(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	floats := []float64{-1.7976931348623157e308, -1, -0.1, -5e-324, 0, 5e-324, 0.1, 0.30000000000000004, 1.0 / 3, 1, 9007199254740993, 1.7976931348623157e308}
	var changes []store.Change
	for i, f := range floats {
		changes = append(changes, store.PutNode{Node: store.Node{ID: fmt.Sprintf("%02d", 99-i), Kind: "Person", Props: map[string]any{"weight": f}}})
	}
	put(t, s, changes...)
	pages, err := s.Read(t.Context(), store.Query{Select: &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Name: "weight"}}, Order: store.Order{By: store.ByProperty, Property: "weight"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []float64
	for i := range pages[0].Items {
		got = append(got, pages[0].Items[i].Value(0).(float64))
	}
	if d := cmp.Diff(floats, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestTimeKeys sees that keys of times are ordered as the bounds are.
func TestTimeKeys(t *testing.T) {
	bounds := []int64{edtf.Min, -1, 0, 1, edtf.Max}
	var last string
	for _, from := range bounds {
		for _, to := range bounds {
			key := string(timeKey(from, to))
			if key <= last {
				t.Errorf("the key of %d to %d is not behind the one before", from, to)
			}
			if a, b := keyTime([]byte(key)); a != from || b != to {
				t.Errorf("the key of %d to %d is that of %d to %d", from, to, a, b)
			}
			last = key
		}
	}
}
