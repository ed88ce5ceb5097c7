package mapping

import (
	"errors"
	"testing"

	"parley/seed/record"
)

// FuzzParse holds that no file makes Parse fail otherwise than by Problems with places
// in it, and that what it takes, the schema takes, and makes a row of any record.
func FuzzParse(f *testing.F) {
	f.Add(readme(f), `{"Number": "1", "Date": "4.5.1999", "Participants": "a, b", "Place": "x"}`)
	f.Add(tapes, tape)
	for _, c := range refusals() {
		f.Add(c.text, `{"n": "1", "list": [{"x": ["1", {}]}, null], "a": {"b": "2"}}`)
	}
	o := theOntology(f)
	f.Fuzz(func(t *testing.T, text, rec string) {
		m, err := Parse(o, "m.yaml", []byte(text))
		if err != nil {
			var ps Problems
			if !errors.As(err, &ps) || len(ps) == 0 || len(ps) > Most {
				t.Fatalf("%T %v", err, err)
			}
			for _, p := range ps {
				if p.Line < 1 || p.Column < 1 || p.Reason == "" {
					t.Errorf("a problem has no place or reason: %+v", p)
				}
			}
			return
		}
		value, err := record.Decode([]byte(rec))
		if err != nil {
			return
		}
		for range 2 {
			row, ok := m.Row(record.Record{File: "f", Line: 1, Value: value})
			if !ok && len(row.Lines)+len(row.Faults) > 0 {
				t.Error("a record that is passed over has lines or faults")
			}
			for _, l := range row.Lines {
				check(t, l.Object)
			}
		}
		m.Unseen()
		_ = m.Input().Table("t", []string{"a", "n"})
	})
}

// check holds that a line is of a kind or a relation, and says nothing empty.
func check(t *testing.T, o record.Object) {
	t.Helper()
	if o[0].Key != "kind" && o[0].Key != "relation" {
		t.Errorf("a line begins with %q", o[0].Key)
	}
	seen := map[string]bool{}
	for _, m := range o {
		if m.Value == nil || m.Value == "" || seen[m.Key] {
			t.Errorf("%s is empty or comes twice in %s", m.Key, show(o))
		}
		seen[m.Key] = true
	}
}
