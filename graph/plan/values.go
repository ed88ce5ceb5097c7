package plan

import (
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A From is where a field's value is read: a row's node or edge, its group or
// match, or a value object in one of them; or an object that was found.
type From struct {
	row    *Row
	of     store.Of
	part   func(name string) string // of a value object: the property of a part
	object Object                   // in place of a row
}

// Node is the values of a row's node.
func (r *Row) Node() From { return From{row: r, of: store.OfNode} }

// Edge is the values of the edge that led to a row's node.
func (r *Row) Edge() From { return From{row: r, of: store.OfEdge} }

// Group is what was computed over the nodes in the middle.
func (r *Row) Group() From { return From{row: r, of: store.OfGroup} }

// Match is how well a row matches what was searched for.
func (r *Row) Match() From { return From{row: r, of: store.OfMatch} }

func (f From) get(name string) any {
	if f.object != nil {
		return f.object.Value(name)
	}
	if f.part != nil {
		name = f.part(name)
	}
	return f.row.value(f.of, name)
}

// A Part is a value object. Types of value objects are defined over it.
type Part From

// Values is the values of a value object.
func (p *Part) Values() From { return From(*p) }

// PartOf returns the value object under a name; sure is the part that is there
// whenever it is. It is nil if there is none.
func PartOf(f From, name, sure string) *Part {
	return partOf(f, sure, func(part string) string { return name + "." + part })
}

// DerivedOf returns the object that is made of what is derived; sure is as with PartOf.
func DerivedOf(f From, sure string) *Part {
	return partOf(f, sure, (&ontology.Field{Role: ontology.Derives}).Part)
}

func partOf(f From, sure string, part func(string) string) *Part {
	f.part = part
	if f.get(sure) == nil {
		return nil
	}
	p := Part(f)
	return &p
}

// Text reads a text or a value of an enum. Here and below absent is nil, which is an
// error of the field where the schema promises a value.
func Text[T ~string](f From, name string) *T {
	s, ok := f.get(name).(string)
	if !ok {
		return nil
	}
	t := T(s)
	return &t
}

// Texts reads a list; absent is empty.
func Texts[T ~string](f From, name string) []T {
	ss, _ := f.get(name).([]string)
	ts := make([]T, len(ss))
	for i, s := range ss {
		ts[i] = T(s)
	}
	return ts
}

// Int reads a whole number.
func Int(f From, name string) *int {
	n, ok := f.get(name).(int64)
	if !ok {
		return nil
	}
	i := int(n)
	return &i
}

// Float reads a number.
func Float(f From, name string) *float64 {
	x, ok := number(f.get(name))
	if !ok {
		return nil
	}
	return &x
}

func number(v any) (float64, bool) {
	switch x := v.(type) {
	case float64:
		return x, true
	case int64:
		return float64(x), true
	}
	return 0, false
}

// Bool reads a truth value.
func Bool(f From, name string) *bool {
	b, ok := f.get(name).(bool)
	if !ok {
		return nil
	}
	return &b
}

// Time reads a time.
func Time(f From, name string) *Period {
	p, ok := f.get(name).(edtf.Period)
	if !ok {
		return nil
	}
	return &Period{p}
}

// A Period is a time as it was given, and what it can mean: the Go type of the
// GraphQL type Period. An instant that is open is nil.
type Period struct{ given edtf.Period }

// Edtf is the time as it was given.
func (p *Period) Edtf() string { return p.given.EDTF }

// Text is the source's own words, nil if none are kept.
func (p *Period) Text() *string {
	if p.given.Text == "" {
		return nil
	}
	return &p.given.Text
}

// StartEarliest is the first instant at which it can have started.
func (p *Period) StartEarliest() *time.Time { return instant(p.given.StartEarliest) }

// StartLatest is the last instant at which it can have started.
func (p *Period) StartLatest() *time.Time { return instant(p.given.StartLatest) }

// EndEarliest is the first instant at which it can have ended.
func (p *Period) EndEarliest() *time.Time { return instant(p.given.EndEarliest) }

// EndLatest is the last instant at which it can have ended.
func (p *Period) EndLatest() *time.Time { return instant(p.given.EndLatest) }

// Approximate says whether it was given as approximate.
func (p *Period) Approximate() bool { return p.given.Approximate }

// Uncertain says whether it was given as uncertain.
func (p *Period) Uncertain() bool { return p.given.Uncertain }

func instant(seconds int64) *time.Time {
	if seconds == edtf.Min || seconds == edtf.Max {
		return nil
	}
	t := time.Unix(seconds, 0).UTC()
	return &t
}

// MarshalEDTF writes a time in EDTF as a string.
func MarshalEDTF(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalEDTF reads a time in EDTF, levels 0 and 1, and refuses any other text,
// saying where it is wrong.
func UnmarshalEDTF(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", fmt.Errorf("%s is no text; a time is written in EDTF, such as 2021-08-15", shown(v))
	}
	_, err := edtf.Parse(s)
	return s, err
}
