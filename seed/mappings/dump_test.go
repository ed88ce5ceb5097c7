package mappings_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// everything is all that a store holds, a node or an edge a line.
func everything(t *testing.T, st store.Store, o *ontology.Ontology) string {
	t.Helper()
	var qs []store.Query
	var names []string
	for _, k := range o.Store.Kinds {
		qs = append(qs, question(&store.Selection{Kinds: []string{k.Name}}, store.OfNode, k.Properties, "id"))
		names = append(names, k.Name)
	}
	for _, r := range o.Store.Relations {
		qs = append(qs, question(&store.Selection{Relations: []string{r.Name}}, store.OfEdge, r.Properties, "id", "source", "target"))
		names = append(names, r.Name)
	}
	pages, err := st.Read(t.Context(), qs...)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for i, p := range pages {
		for j := range p.Items {
			fmt.Fprint(&b, names[i])
			for k, f := range qs[i].Select.Fields {
				write(&b, f.Name, p.Items[j].Value(k))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// question asks for all of a kind or relation, with all their properties but those that are derived.
func question(sel *store.Selection, of store.Of, known []store.Property, names ...string) store.Query {
	for _, p := range known {
		if !p.Hidden {
			names = append(names, p.Name)
		}
	}
	sel.Rows = true
	for _, n := range names {
		sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
	}
	return store.Query{Select: sel}
}

// write writes one property. What is empty is left out.
func write(w io.Writer, name string, value any) {
	switch v := value.(type) {
	case nil:
	case edtf.Period:
		fmt.Fprintf(w, " %s=%q", name, v.EDTF)
		if v.Text != "" {
			fmt.Fprintf(w, " (%s)", v.Text)
		}
	case []string:
		if len(v) > 0 {
			fmt.Fprintf(w, " %s=%q", name, v)
		}
	case string:
		fmt.Fprintf(w, " %s=%q", name, v)
	default:
		fmt.Fprintf(w, " %s=%v", name, v)
	}
}
