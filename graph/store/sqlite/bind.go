package sqlite

import (
	"fmt"
	"math"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// A param makes the value of one parameter of a statement out of the Args.
type param func(args []any) (any, error)

// bind returns the parameter of that name, which is ? and a number. Parameters of one
// name are one. It stands in a function, because SQLite looks at the value of a bare one
// to choose a plan, and then makes the whole plan anew for each value that comes
// (https://www.sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigenableqpsg).
func (c *compiler) bind(name string, p param) string {
	n, ok := c.names[name]
	if !ok {
		c.params = append(c.params, p)
		n = len(c.params)
		c.names[name] = n
	}
	return fmt.Sprintf("ifnull(?%d, NULL)", n)
}

// value returns the value of an Arg, which must be a T.
func value[T any](a store.Arg, args []any) (T, error) {
	if a < 1 || int(a) > len(args) {
		var none T
		return none, fmt.Errorf("sqlite: the query has no argument %s: %w", a, store.ErrInvalid)
	}
	v, ok := args[a-1].(T)
	if !ok {
		return v, fmt.Errorf("sqlite: argument %s is a %T and must be a %T: %w", a, args[a-1], v, store.ErrInvalid)
	}
	return v, nil
}

// of makes a param of a function of an Arg's value.
func of[T any](a store.Arg, f func(T) (any, error)) param {
	return func(args []any) (any, error) {
		v, err := value[T](a, args)
		if err != nil {
			return nil, err
		}
		return f(v)
	}
}

// scalar binds an Arg that is compared with a column.
func (c *compiler) scalar(a store.Arg) string {
	return c.bind(a.String(), of(a, func(v any) (any, error) { return scalar(v), nil }))
}

// list binds an Arg that is a list, as the set of its elements.
func (c *compiler) list(a store.Arg) string {
	return "(SELECT value FROM " + c.elements(a) + ")"
}

// elements binds an Arg that is a list, as a table whose column value has its elements.
func (c *compiler) elements(a store.Arg) string { return "json_each(" + c.array(a) + ")" }

// array binds an Arg that is a list, as JSON.
func (c *compiler) array(a store.Arg) string {
	return c.bind(a.String()+" list", of(a, func(v any) (any, error) { return list(v) }))
}

func (c *compiler) fold(a store.Arg) string {
	return c.bind(a.String()+" fold", of(a, func(s string) (any, error) { return text.Fold(s), nil }))
}

func (c *compiler) window(a store.Arg) (from, to string) {
	from = c.bind(a.String()+" from", of(a, func(w edtf.Window) (any, error) { return w.From, nil }))
	to = c.bind(a.String()+" to", of(a, func(w edtf.Window) (any, error) { return w.To, nil }))
	return from, to
}

// count binds an Arg that is a number of rows.
func (c *compiler) count(a store.Arg, more int64) string {
	return c.bind(fmt.Sprintf("%s + %d", a, more), of(a, func(n int64) (any, error) { return max(n, 0) + more, nil }))
}

// The parameters of a text that is searched for: the expression for the index, the
// joined words as a whole name and as the beginning of one in the names of a node, and the first
// and each of them as it stands there. What is found by another text than its names lacks the first, and
// is not asked for each.
func (c *compiler) match(a store.Arg) (expression, whole, begin, first, each string) {
	words := func(name string, f func(words []string) (any, error)) string {
		return c.bind(a.String()+" "+name, of(a, func(s string) (any, error) { return f(text.Tokens(s)) }))
	}
	expression = words("match", func(words []string) (any, error) {
		// Tokens have no quotes in them. No words are an empty phrase, which matches nothing.
		return `"` + strings.Join(words, `" "`) + `"` + strings.Repeat("*", min(len(words), 1)), nil
	})
	whole = words("whole", func(words []string) (any, error) { return "\n " + strings.Join(words, " ") + " \n", nil })
	begin = words("begin", func(words []string) (any, error) { return "\n " + strings.Join(words, " "), nil })
	padded := func(words []string) []string {
		all := make([]string, len(words))
		for i, w := range words {
			if all[i] = " " + w; i < len(words)-1 {
				all[i] += " "
			}
		}
		return all
	}
	first = words("first", func(words []string) (any, error) { return strings.Join(padded(words)[:min(len(words), 1)], ""), nil })
	each = words("each", func(words []string) (any, error) { return jsonText(padded(words)) })
	return expression, whole, begin, first, each
}

// A spot is the parameters of a Position.
type spot struct {
	keys   []string
	absent string // whether the first key is
	ties   []string
}

// spot binds a Position of an order. Where a key is absent the bound stands for it: NULL, which
// nothing passes, or with open what everything that is present passes.
func (c *compiler) spot(a store.Arg, o *order, open bool) spot {
	var s spot
	at := func(name string, f func(p store.Position) (any, error)) string {
		return c.bind(a.String()+" "+name, of(a, func(p store.Position) (any, error) {
			if err := o.fits(p); err != nil {
				return nil, fmt.Errorf("sqlite: argument %s: %w", a, err)
			}
			return f(p)
		}))
	}
	for i := range o.keys {
		s.keys = append(s.keys, at(fmt.Sprintf("key %d %t", i+1, open), func(p store.Position) (any, error) {
			return o.bound(p, i, open), nil
		}))
	}
	s.absent = at("absent", func(p store.Position) (any, error) { return scalar(len(p.Keys) > 0 && p.Keys[0] == nil), nil })
	for _, tie := range o.ties {
		if tie.edge {
			s.ties = append(s.ties, at("edge", func(p store.Position) (any, error) { return p.Edge, nil }))
		} else {
			s.ties = append(s.ties, at("id", func(p store.Position) (any, error) { return p.ID, nil }))
		}
	}
	return s
}

// bound returns the value of the i-th key of p.
func (o *order) bound(p store.Position, i int, open bool) any {
	key := o.keys[i]
	switch {
	case p.Keys[i] != nil && key.time:
		return timeKey(p.Keys[0].(int64), p.Keys[1].(int64))
	case p.Keys[i] != nil:
		return scalar(p.Keys[i])
	case !open:
		return nil
	case !key.desc:
		return []byte{0xff} // It is above all texts, numbers and keys of times.
	case key.time:
		return []byte{0}
	case key.typ == store.String:
		return ""
	}
	return int64(math.MinInt64)
}

// fits returns an error unless p is a Position of the order.
func (o *order) fits(p store.Position) error {
	want := len(o.keys)
	if want == 1 && o.keys[0].time {
		want = 2
	}
	ok := len(p.Keys) == want
	for i := 0; ok && i < want; i++ {
		key := o.keys[min(i, len(o.keys)-1)]
		one := store.Position{Keys: p.Keys[i : i+1]}
		ok = one.Of(key.typ) && (p.Keys[i] == nil) == (p.Keys[0] == nil)
	}
	if !ok {
		return fmt.Errorf("the position with the keys %v is none of the order %q: %w", p.Keys, o.Order, store.ErrInvalid)
	}
	return nil
}
