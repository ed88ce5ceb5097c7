package mapping

import (
	"encoding/json"
	"regexp"
	"strings"

	"parley/graph/store"
	"parley/seed/load"
	"parley/seed/record"
)

// fit makes of a value what the key takes: one text, a list, a number, a boolean. Nil
// is nothing. What cannot be made so is a fault; whether the value is one that there
// is, load says.
func (f *frame) fit(k load.Key, v any, column string) any {
	if v == nil || v == "" {
		return nil
	}
	if k.Parts != nil {
		return f.fitParts(k, v, column)
	}
	switch k.Type {
	case store.Strings:
		return f.fitList(v, column)
	case store.Period:
		if o, ok := one(v).(record.Object); ok {
			if _, text := o.Get(textOf); !text {
				return o
			}
		}
	case store.Int, store.Float:
		return f.number(v, column)
	case store.Bool:
		return f.boolean(v, column)
	}
	s, ok := f.text(v, column)
	if !ok || s == "" {
		return nil
	}
	return s
}

// one returns the element of a list that has only one, and anything else as it is.
func one(v any) any {
	if l, ok := v.([]any); ok && len(l) == 1 {
		return l[0]
	}
	return v
}

func (f *frame) fitList(v any, column string) any {
	l, ok := v.([]any)
	if !ok {
		l = []any{v}
	}
	out := make([]any, 0, len(l))
	for _, x := range l {
		if s, ok := f.text(x, column); ok && s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// fitParts fits the members of an object that a table or a path gave.
func (f *frame) fitParts(k load.Key, v any, column string) any {
	o, ok := one(v).(record.Object)
	if !ok {
		f.fault(column, v, "an object with the keys %s is wanted", strings.Join(sorted(k.Parts), ", "))
		return nil
	}
	out := make(record.Object, 0, len(o))
	for _, m := range o {
		x := m.Value
		if part, ok := k.Parts[m.Key]; ok {
			x = f.fit(part, x, column)
		}
		if x != nil {
			out = append(out, record.Member{Key: m.Key, Value: x})
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// Numbers as texts have them: as JSON has them or nearly, with either sign between the
// thousands, and those of which it is not known what the space or the comma is.
var (
	pointNumber = regexp.MustCompile(`^([+-]?)([0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	partedPoint = regexp.MustCompile(`^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+)?(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	partedComma = regexp.MustCompile(`^[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+)?(,[0-9]+)?$`)
	spaced      = regexp.MustCompile(`^[+-]?[0-9]{1,3}( [0-9]{3})+(\.[0-9]+)?$`)
	comma       = regexp.MustCompile(`^[+-]?[0-9.]*[0-9],[0-9][0-9.,]*$`)
)

// spaceSigns are the spaces that stand between thousands.
var spaceSigns = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")

// parted returns a number without what parts its thousands, and with a point.
func (m *Mapping) parted(s string) (string, bool) {
	s = spaceSigns.Replace(s)
	if m.decimal == "." {
		return strings.NewReplacer(" ", "", ",", "").Replace(s), partedPoint.MatchString(s)
	}
	return strings.NewReplacer(" ", "", ".", "", ",", ".").Replace(s), partedComma.MatchString(s)
}

func (f *frame) number(v any, column string) any {
	if n, ok := one(v).(json.Number); ok && json.Valid([]byte(n)) {
		return n
	}
	said, ok := f.text(v, column)
	if !ok {
		return nil
	}
	s := said
	if f.m.decimal != "" {
		s, ok = f.m.parted(s)
	}
	m := pointNumber.FindStringSubmatch(s)
	digit := m != nil && m[2]+m[3] != ""
	switch {
	case digit && ok:
	case f.m.decimal == ",":
		f.fault(column, said, `it is no number; with input: {decimal: ","} it is written as 1.234,5 or 1 234,5`)
		return nil
	case f.m.decimal == ".":
		f.fault(column, said, `it is no number; with input: {decimal: "."} it is written as 1,234.5 or 1 234.5`)
		return nil
	case comma.MatchString(s):
		f.fault(column, said, `whether its comma is the point or parts the thousands is not known; input: {decimal: ","} is for 1.234,5, and {decimal: "."} for 1,234.5`)
		return nil
	case spaced.MatchString(spaceSigns.Replace(s)):
		f.fault(column, said, `whether its spaces part the thousands is not known; they do with input: {decimal: "."}, or {decimal: ","}`)
		return nil
	default:
		f.fault(column, said, "it is no number, such as 12 or 3.5")
		return nil
	}
	sign, whole := strings.TrimPrefix(m[1], "+"), strings.TrimLeft(m[2], "0")
	if whole == "" {
		whole = "0"
	}
	return json.Number(sign + whole + m[3] + m[4])
}

func (f *frame) boolean(v any, column string) any {
	if b, ok := one(v).(bool); ok {
		return b
	}
	s, ok := f.text(v, column)
	switch {
	case !ok:
		return nil
	case strings.EqualFold(s, "true"):
		return true
	case strings.EqualFold(s, "false"):
		return false
	}
	f.fault(column, s, "it must be true or false; a lookup can say what else stands for them")
	return nil
}
