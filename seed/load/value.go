package load

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/seed/record"
)

// A fault is what is wrong with the value of a key.
type fault struct{ key, reason string }

func wrong(key, format string, a ...any) *fault { return &fault{key, fmt.Sprintf(format, a...)} }

// props reads the values of a line, but those of keys that have been read.
func (s *shape) props(o record.Object, read ...string) (map[string]any, []*fault) {
	props := map[string]any{}
	var faults []*fault
	for _, m := range o {
		k := s.keys[m.Key]
		switch {
		case slices.Contains(read, m.Key):
		case s.never[m.Key] != "":
			faults = append(faults, wrong(m.Key, "%s cannot be written here: %s", record.Show(m.Value), s.never[m.Key]))
		case k == nil:
			faults = append(faults, wrong(m.Key, "%s has no such key%s", s.name, Instead(m.Key, s.known(read...))))
		default:
			faults = append(faults, k.into(props, m.Key, m.Value)...)
		}
	}
	return props, faults
}

// lacking complains of the values that must be in a line and are not.
func (s *shape) lacking(o record.Object) (faults []*fault) {
	for _, name := range s.required {
		if v, _ := o.Get(name); v == nil {
			faults = append(faults, wrong(name, "it is missing, and a line of %s must have it", s.name))
		}
	}
	return faults
}

// into reads a value into props. Null is as if the key were not there.
func (k *key) into(props map[string]any, name string, v any) []*fault {
	switch {
	case v == nil:
		return nil
	case k.parts != nil:
		return k.object(props, name, v)
	}
	value, f := k.value(name, v)
	if f != nil {
		return []*fault{f}
	}
	props[k.property.Name] = value
	return nil
}

func (k *key) object(props map[string]any, name string, v any) (faults []*fault) {
	known := slices.Sorted(maps.Keys(k.parts))
	o, ok := v.(record.Object)
	if !ok {
		return []*fault{wrong(name, "%s must be an object with the keys %s", record.Show(v), strings.Join(known, ", "))}
	}
	for _, m := range o {
		if part := k.parts[m.Key]; part != nil {
			faults = append(faults, part.into(props, name+"."+m.Key, m.Value)...)
		} else {
			faults = append(faults, wrong(name+"."+m.Key, "%s has no such key%s", name, Instead(m.Key, known)))
		}
	}
	for _, part := range known {
		if v, _ := o.Get(part); v == nil && k.parts[part].required {
			faults = append(faults, wrong(name+"."+part, "it is missing, and every %s must have it", name))
		}
	}
	return faults
}

// value reads one value of a property's type.
func (k *key) value(name string, v any) (any, *fault) {
	switch k.property.Type {
	case store.String:
		if s, ok := v.(string); ok {
			return k.text(name, s)
		}
		return nil, wrong(name, "%s must be a text in quotes", record.Show(v))
	case store.Strings:
		return k.list(name, v)
	case store.Bool:
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, wrong(name, "%s must be true or false", record.Show(v))
	case store.Period:
		return period(name, v)
	case store.Int:
		n, _ := v.(json.Number)
		if i, err := strconv.ParseInt(n.String(), 10, 32); err == nil {
			return i, nil
		}
		return nil, wrong(name, "%s must be a whole number from %d to %d, without a point or an exponent", record.Show(v), math.MinInt32, math.MaxInt32)
	}
	n, _ := v.(json.Number)
	if x, err := n.Float64(); err == nil {
		return x, nil
	}
	return nil, wrong(name, "%s must be a number that a float of 64 bits can hold", record.Show(v))
}

func (k *key) text(name, s string) (any, *fault) {
	if values := k.property.Values; values != nil && !slices.Contains(values, s) {
		return nil, wrong(name, "there is no %q%s", s, Instead(s, values))
	}
	if k.url {
		u, err := url.Parse(s)
		if err != nil || !u.IsAbs() || u.Host == "" && u.Opaque == "" || strings.ContainsAny(s, " \t\r\n") {
			return nil, wrong(name, `%q must be an absolute URL, such as "https://example.org/page"`, s)
		}
	}
	return s, nil
}

func (k *key) list(name string, v any) (any, *fault) {
	all, ok := v.([]any)
	if !ok {
		return nil, wrong(name, `%s must be a list of texts, such as ["one", "two"]`, record.Show(v))
	}
	list := make([]string, len(all))
	for i, x := range all {
		s, ok := x.(string)
		if !ok {
			return nil, wrong(name, "its element %s must be a text in quotes", record.Show(x))
		}
		if _, f := k.text(name, s); f != nil {
			return nil, f
		}
		list[i] = s
	}
	return list, nil
}

// period reads a time: EDTF, or that and the source's own words.
func period(name string, v any) (any, *fault) {
	text, words := v, any(nil)
	if o, ok := v.(record.Object); ok {
		for _, m := range o {
			if m.Key != "edtf" && m.Key != "text" {
				return nil, wrong(name+"."+m.Key, "a time has no such key; it has edtf and text")
			}
		}
		text, _ = o.Get("edtf")
		words, _ = o.Get("text")
	}
	s, ok := text.(string)
	said, isText := words.(string)
	if !ok || words != nil && !isText {
		return nil, wrong(name, `%s must be a time in EDTF, such as "2021-08-15", or {"edtf": "2021-08-15", "text": "by Sunday evening"}`, record.Show(v))
	}
	p, err := edtf.Parse(s)
	if err != nil {
		return nil, wrong(name, "%v", err)
	}
	p.Text = said
	return p, nil
}
