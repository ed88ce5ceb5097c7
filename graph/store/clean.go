package store

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/text"
)

// Clean returns a change as it is written: text in NFC, defaults filled in, and
// neither absent values nor empty lists among its properties. It checks all that
// can be told without the graph: that the kind or relation and the properties are
// known, that values are of their types and within their bounds, that what is
// required is there, and that ids are well formed. Hidden properties are allowed,
// since derivation writes them. The error matches ErrInvalid and is a *Fault where it is
// of one value. The change given is left as it is and shares nothing with the result.
func (s *Schema) Clean(c Change) (Change, error) {
	switch c := c.(type) {
	case PutNode:
		return s.cleanNode(c)
	case PutEdge:
		return s.cleanEdge(c)
	case DeleteNode:
		id, err := cleanDelete(c.ID, c.Expect)
		if err != nil {
			return nil, invalid("delete node %.80q: %v", c.ID, err)
		}
		c.ID = id
		return c, nil
	case DeleteEdge:
		id, err := cleanDelete(c.ID, c.Expect)
		if err != nil {
			return nil, invalid("delete edge %.80q: %v", c.ID, err)
		}
		c.ID = id
		return c, nil
	}
	return nil, invalid("a change is a PutNode, PutEdge, DeleteNode or DeleteEdge, not a %T", c)
}

// A Fault is what is wrong with one value of a change. It matches ErrInvalid.
type Fault struct {
	Of     string // what is changed: `node "person:ann" of kind Person`
	Key    string // the property, or "id", "source" or "target"
	Value  any    // nil if there is none and must be
	Reason string // what is wrong: a sentence without the full stop
}

func (f *Fault) Error() string {
	return fmt.Sprintf("store: %s: %s: %s: %v", f.Of, f.Key, f.Reason, ErrInvalid)
}

// Unwrap returns ErrInvalid.
func (f *Fault) Unwrap() error { return ErrInvalid }

// of says what has the fault.
func (f *Fault) of(format string, args ...any) error {
	f.Of = fmt.Sprintf(format, args...)
	return f
}

// invalid makes an error that wraps ErrInvalid.
func invalid(format string, args ...any) error {
	return fmt.Errorf("store: %s: %w", fmt.Sprintf(format, args...), ErrInvalid)
}

func (s *Schema) cleanNode(c PutNode) (Change, error) {
	id, fault := cleanKey("id", c.ID)
	if fault != nil {
		return nil, fault.of("node %.80q", c.ID)
	}
	c.ID = id
	if c.Expect > MustNotExist {
		return nil, invalid("node %q: there is no expectation %d", id, c.Expect)
	}
	k := s.Kind(c.Kind)
	if k == nil {
		return nil, invalid("node %q: there is no kind %.80q", id, c.Kind)
	}
	if c.Props, fault = cleanProps(k.Properties, c.Props); fault != nil {
		return nil, fault.of("node %q of kind %s", id, k.Name)
	}
	return c, nil
}

func (s *Schema) cleanEdge(c PutEdge) (Change, error) {
	id, fault := cleanKey("id", c.ID)
	if fault != nil {
		return nil, fault.of("edge %.80q", c.ID)
	}
	c.ID = id
	if c.Expect > MustNotExist {
		return nil, invalid("edge %q: there is no expectation %d", id, c.Expect)
	}
	r := s.Relation(c.Relation)
	if r == nil {
		return nil, invalid("edge %q: there is no relation %.80q", id, c.Relation)
	}
	if begin := strings.ToLower(r.Name) + ":"; !strings.HasPrefix(id, begin) {
		return nil, invalid("edge %q: the id of an edge of %s begins with %q", id, r.Name, begin)
	}
	if c.Source, fault = cleanKey("source", c.Source); fault != nil {
		return nil, fault.of("edge %q", id)
	}
	if c.Target, fault = cleanKey("target", c.Target); fault != nil {
		return nil, fault.of("edge %q", id)
	}
	if c.Props, fault = cleanProps(r.Properties, c.Props); fault != nil {
		return nil, fault.of("edge %q", id)
	}
	return c, nil
}

func cleanDelete(id string, e Expect) (string, error) {
	if e != Any && e != MustExist {
		return "", errors.New("a delete expects anything, or that it must exist")
	}
	return cleanID(id)
}

func cleanID(id string) (string, error) {
	if id == "" {
		return "", errors.New("it is empty")
	}
	return cleanText(id, text.IDLimit)
}

// cleanKey cleans the id that stands at a key.
func cleanKey(key, id string) (string, *Fault) {
	clean, err := cleanID(id)
	if err != nil {
		return "", &Fault{Key: key, Value: id, Reason: err.Error()}
	}
	return clean, nil
}

// cleanText returns s in NFC. The limit holds for what is stored.
func cleanText(s string, limit int) (string, error) {
	// At most four characters become one in NFC, so what is longer cannot
	// come within the limit, and is not worth the work.
	if err := text.Check(s, 4*limit); err != nil {
		return "", err
	}
	composed := text.NFC(s)
	if composed == s && len(s) <= limit {
		return s, nil // It has been checked.
	}
	return composed, text.Check(composed, limit)
}

func cleanProps(known []Property, given map[string]any) (map[string]any, *Fault) {
	clean := make(map[string]any, len(given))
	found := 0
	for i := range known {
		p := &known[i]
		v, ok := given[p.Name]
		if ok {
			found++
			var err error
			if v, err = p.clean(v); err != nil {
				return nil, &Fault{Key: p.Name, Value: given[p.Name], Reason: err.Error()}
			}
		}
		switch {
		case v != nil:
			clean[p.Name] = v
		case p.Default != "":
			clean[p.Name] = p.Default
		case p.Required:
			return nil, &Fault{Key: p.Name, Reason: "it must have a value"}
		}
	}
	if found < len(given) {
		for _, name := range slices.Sorted(maps.Keys(given)) {
			if property(known, name) == nil {
				return nil, &Fault{Key: name, Value: given[name], Reason: fmt.Sprintf("there is no property %.80q", name)}
			}
		}
	}
	return clean, nil
}

// clean returns a value as it is stored, nil if it is absent or an empty list.
func (p *Property) clean(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if p.Type == String {
			return p.cleanElement(v)
		}
	case int64:
		if p.Type == Int {
			return v, p.within(float64(v))
		}
	case float64:
		if p.Type == Float {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("%v is not a finite number", v)
			}
			return v + 0, p.within(v) // Adding makes 0 of -0, which not every database keeps.
		}
	case bool:
		if p.Type == Bool {
			return v, nil
		}
	case []string:
		if p.Type == Strings {
			return p.cleanList(v)
		}
	case edtf.Period:
		if p.Type == Period {
			return cleanPeriod(v)
		}
	}
	return nil, fmt.Errorf("its value is a %T and must be a %s", v, p.Type)
}

// within returns an error unless a number is within the bounds, if there are any.
func (p *Property) within(v float64) error {
	if v >= p.Least && v <= p.Most || p.Least == p.Most {
		return nil
	}
	return fmt.Errorf("it is %v and must be from %v to %v", v, p.Least, p.Most)
}

func (p *Property) cleanList(list []string) (any, error) {
	if len(list) == 0 {
		return nil, nil
	}
	if len(list) > text.ListLimit && !p.Hidden { // What is derived is as long as it comes out.
		return nil, fmt.Errorf("a list of %d is longer than %d", len(list), text.ListLimit)
	}
	clean := make([]string, len(list))
	for i, s := range list {
		var err error
		if clean[i], err = p.cleanElement(s); err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	return clean, nil
}

// cleanElement cleans the text of a String or of an element of Strings.
func (p *Property) cleanElement(s string) (string, error) {
	if len(p.Values) > 0 && !slices.Contains(p.Values, s) {
		return "", fmt.Errorf("there is no value %.80q; there are %s", s, strings.Join(p.Values, ", "))
	}
	switch {
	case p.Ref:
		return cleanID(s)
	case p.Index:
		return cleanText(s, text.IndexedLimit)
	}
	return cleanText(s, text.TextLimit)
}

// cleanPeriod demands that the bounds are those of the text, since a store may
// return what it makes of the text again.
func cleanPeriod(p edtf.Period) (any, error) {
	parsed, err := edtf.Parse(p.EDTF)
	if err != nil {
		return nil, err
	}
	parsed.Text = p.Text
	if parsed != p {
		return nil, fmt.Errorf("the bounds and flags of a time must be those of its text %q", p.EDTF)
	}
	if p.Text, err = cleanText(p.Text, edtf.TextLimit); err != nil {
		return nil, fmt.Errorf("the source's text: %w", err)
	}
	if err := p.Storable(); err != nil {
		return nil, err
	}
	return p, nil
}

// String returns the type's name in Go.
func (t Type) String() string {
	switch t {
	case String:
		return "string"
	case Int:
		return "int64"
	case Float:
		return "float64"
	case Bool:
		return "bool"
	case Strings:
		return "[]string"
	case Period:
		return "edtf.Period"
	}
	return fmt.Sprintf("Type(%d)", uint8(t))
}
