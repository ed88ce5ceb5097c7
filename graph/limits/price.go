package limits

import (
	"math"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A pricer says what charges cost with the variables of one request. A price is a float: it may be beyond all integers.
type pricer struct {
	*weights
	vars  map[string]any
	known map[string]amount // of variables that have been counted: each is walked once, however often it is used
}

func (w *weights) pricer(vars map[string]any) pricer {
	return pricer{w, vars, map[string]amount{}}
}

// An amount is how much a client gives in arguments: values, of which a long text counts as several, and the objects among them.
type amount struct{ values, objects int }

func (a *amount) add(b amount) { a.values, a.objects = a.values+b.values, a.objects+b.objects }

// textUnit is how many bytes of a text count as one more value: about as many as cost as much.
const textUnit = 100

// cost is what a field costs once; rows is how many items it has if the field above says so, else 1.
func (p pricer) cost(c *charge, rows float64) float64 {
	if !p.asked(c) {
		return 0
	}
	cost, _, _ := p.dearestBelow(c)
	return c.asked + p.given(c) + p.times(c, rows)*(c.weight+cost)
}

// given is what the arguments of a field cost: 1 for each object in them.
func (p pricer) given(c *charge) float64 {
	most := 0
	for _, f := range c.fields {
		objects := 0
		for _, a := range f.Arguments {
			objects += p.amountIn(a.Value).objects
		}
		most = max(most, objects)
	}
	return float64(most)
}

// times is how many objects a field leads to.
func (p pricer) times(c *charge, rows float64) float64 {
	if c.size == nil || len(c.size.sized) > 0 {
		return rows
	}
	return rows * p.size(c)
}

// dearestBelow is what all fields below cost, for the kind of node of which they cost most; and which of them costs
// most there, and how much.
func (p pricer) dearestBelow(c *charge) (total float64, most *charge, part float64) {
	var costs []float64
	kinds := 1
	for _, b := range c.below {
		costs = append(costs, p.cost(b, p.rows(c, b)))
		kinds = min(64, max(kinds, b.kinds))
	}
	for k := range kinds {
		sum, best := 0.0, -1
		for i, b := range c.below {
			if b.on&(1<<k) == 0 {
				continue
			}
			sum += costs[i]
			if best < 0 || costs[i] > costs[best] {
				best = i
			}
		}
		if best >= 0 && sum >= total {
			total, most, part = sum, c.below[best], costs[best]
		}
	}
	return total, most, part
}

// rows is how many items a field has because the one above says so; 1 if that does not.
func (p pricer) rows(above, c *charge) float64 {
	if above.size != nil {
		for _, name := range above.size.sized {
			if c.fields[0].Name == name {
				return p.size(above)
			}
		}
	}
	return 1
}

// size is how many items the list of a field has, at most.
func (p pricer) size(c *charge) float64 {
	most := 0.0
	for _, f := range c.fields {
		n := c.size.assumed
		for _, name := range c.size.slicing {
			if given, ok := p.argument(f, name); ok {
				n = min(given, c.size.most)
				break
			}
		}
		most = max(most, n)
	}
	return most
}

// argument is the number that an argument has, by itself, by a variable or by default; false if it has none.
func (p pricer) argument(f *ast.Field, name string) (float64, bool) {
	var v any
	if a := f.Arguments.ForName(name); a != nil {
		v, _ = a.Value.Value(p.vars) // What is no value has none.
	}
	if d := f.Definition.Arguments.ForName(name).DefaultValue; v == nil && d != nil {
		v, _ = d.Value(nil)
	}
	switch v := v.(type) {
	case nil:
		return 0, false
	case []any:
		return float64(len(v)), true
	case string:
		return 1, true // A list of one, without its brackets.
	default:
		n, err := strconv.ParseFloat(number(v), 64)
		return max(0, n), err == nil
	}
}

// number writes a number of a request or a price.
func number(v any) string {
	switch v := v.(type) {
	case float64:
		if v > math.MaxInt64/2 {
			return "more than can be counted"
		}
		return strconv.FormatFloat(math.Ceil(v), 'f', 0, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	case interface{ String() string }: // json.Number
		return v.String()
	}
	return ""
}

// amountIn is how much is in the value of an argument, with the variables in it.
func (p pricer) amountIn(v *ast.Value) amount {
	n := amount{values: 1 + len(v.Raw)/textUnit}
	switch v.Kind {
	case ast.Variable:
		known, ok := p.known[v.Raw]
		if !ok {
			known = amountOf(p.vars[v.Raw])
			p.known[v.Raw] = known
		}
		return known
	case ast.ObjectValue:
		n.objects = 1
	}
	for _, c := range v.Children {
		n.add(p.amountIn(c.Value))
	}
	return n
}

// amountOf is how much is in the value of a variable.
func amountOf(v any) amount {
	n := amount{values: 1}
	switch v := v.(type) {
	case string:
		n.values += len(v) / textUnit
	case map[string]any:
		n.objects = 1
		for _, x := range v {
			n.add(amountOf(x))
		}
	case []any:
		for _, x := range v {
			n.add(amountOf(x))
		}
	}
	return n
}

// amount is how much is in the arguments of a field and of all below it, or so much of it as exceeds the limits.
func (p pricer) amount(c *charge, l Limits) amount {
	var n amount
	for _, f := range c.fields {
		for _, a := range f.Arguments {
			n.add(p.amountIn(a.Value))
		}
	}
	for _, b := range c.below {
		if n.values > l.Arguments || n.objects > l.Objects {
			break
		}
		n.add(p.amount(b, l))
	}
	return n
}

// asked tells whether a field is asked for, by its conditions.
func (p pricer) asked(c *charge) bool {
	for _, d := range c.cond {
		a := d.Arguments.ForName("if")
		if a == nil {
			continue
		}
		if v, err := a.Value.Value(p.vars); err == nil && (d.Name == "skip" && v == true || d.Name == "include" && v == false) {
			return false
		}
	}
	return true
}

// wayLength is how many fields are named of a way, the last ones.
const wayLength = 4

// dearest is the way to the field that most of a cost is for, by the names in the schema, and how much that is.
func (p pricer) dearest(c *charge, total float64) (at string, part float64) {
	part = total
	times := 1.0
	var way []string
	for rows := 1.0; ; {
		times *= p.times(c, rows)
		_, next, one := p.dearestBelow(c)
		if next == nil || way != nil && times*one < total/2 {
			if n := len(way); n > wayLength {
				way = append([]string{"…"}, way[n-wayLength:]...)
			}
			return strings.Join(way, "."), part
		}
		way = append(way, next.fields[0].Name)
		part, rows, c = times*one, p.rows(c, next), next
	}
}
