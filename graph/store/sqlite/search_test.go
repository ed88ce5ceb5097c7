package sqlite

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// FuzzSearch sees that no text of a client breaks the query that the index of words is asked, or means more in it than
// its words: the same is found as by the reference, which has no index.
func FuzzSearch(f *testing.F) {
	texts := []string{
		"ann lee", "Élodie müller-o'hara", "AND OR NOT NEAR", "a* \"b\" (c) {d} : ^e + - f", "القاعدة 北京", "x\x00y", "e\u0301 ½ ㈱", "tokens words rank", "1 2 33 0x1F",
	}
	for _, text := range append(texts, "", "\"", "a\" OR \"b", "NEAR(ann lee, 2)", "tokens:ann", "*", "\xff", "ann l", "an") {
		f.Add(text)
	}
	schema := storetest.Schema()
	var changes []store.Change
	for i, text := range texts {
		clean := map[string]any{"name": text, "note": texts[(i+1)%len(texts)]}
		if i == 5 {
			clean["name"] = "x y"
		}
		if (i+1)%len(texts) == 5 {
			clean["note"] = "nothing"
		}
		changes = append(changes, store.PutNode{Node: store.Node{Kind: "Person", ID: string(rune('a' + i)), Props: clean}})
	}
	indexed, reference := openTemp(f, schema, nil), storetest.New(schema)
	for _, s := range []store.Store{indexed, reference} {
		err := s.Update(f.Context(), func(tx store.Tx) error { return tx.Write(f.Context(), changes) })
		if err != nil {
			f.Fatal(err)
		}
	}
	q := &store.Selection{Kinds: []string{"Person"}, Text: 1}
	q.Order.By = store.ByScore
	q.Fields, q.Rows, q.Total, q.First = []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfMatch, Name: "score"}}, true, true, 2
	f.Fuzz(func(t *testing.T, text string) {
		query := store.Query{Select: q, Args: []any{text, int64(100)}}
		got, err := indexed.Read(t.Context(), query)
		want, wantErr := reference.Read(t.Context(), query)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%q: %v, and of the reference %v", text, err, wantErr)
		}
		if diff := cmp.Diff(shown(want), shown(got)); diff != "" {
			t.Fatalf("%q: (-want +got)\n%s", text, diff)
		}
	})
}

// shown lists what was found, with the scores.
func shown(pages []store.Page) (all []string) {
	for _, p := range pages {
		for i := range p.Items {
			all = append(all, fmt.Sprint(p.Items[i].Value(0), " ", p.Items[i].Value(1)))
		}
		all = append(all, fmt.Sprint(p.Total))
	}
	return all
}
