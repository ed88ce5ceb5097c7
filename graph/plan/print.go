package plan

import (
	"context"
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/edtf"
)

// The reasons why a field has no value. A client learns only that there is a fault.
var (
	errNull   = errors.New("the requested element is null which the schema does not allow")
	errFinite = errors.New("the number is not finite, which JSON cannot say")
)

// between is how many objects are printed before the deadline is looked at again.
const between = 128

// A printer appends what was loaded for a root field as JSON. What is printed how was
// compiled with the plan, so that a row costs neither reflection nor a look-up.
type printer struct {
	ctx   context.Context // about the field of the root
	b     []byte
	args  []any
	found *found
	path  []step
	left  int   // objects until the deadline is looked at
	err   error // why printing ended before its time
}

// A step leads from a value of the answer to one inside: a field, or else an index.
type step struct {
	field *ast.Field
	index int
}

// An outcome says what came of printing a value. What is not printed may have left a
// part of it, which the caller cuts off.
type outcome uint8

const (
	printed outcome = iota
	none            // there is no value
	failed          // there is an error, which has been reported: the value is null
)

// A writer prints a value of T, or what is found in it.
type writer[T any] func(p *printer, of T) outcome

// An object is a selection on one type, ready to be printed from a T.
type object[T any] []member[T]

// A member is a field of an object.
type member[T any] struct {
	field    *ast.Field
	key      string // the response key as JSON, with its colon
	required bool
	write    writer[T]
}

// write prints the object. It goes on behind an error, as the others may be found in one go.
func (o object[T]) write(p *printer, of T) outcome {
	if p.stopped() {
		return failed
	}
	fails := false
	p.b = append(p.b, '{')
	for i := range o {
		m := &o[i]
		if i > 0 {
			p.b = append(p.b, ',')
		}
		p.b = append(p.b, m.key...)
		at := len(p.b)
		p.path = append(p.path, step{field: m.field})
		if !p.settle(at, m.write(p, of), m.required) {
			fails = true
		}
		p.path = p.path[:len(p.path)-1]
	}
	if fails {
		return failed
	}
	p.b = append(p.b, '}')
	return printed
}

// array prints each element; required says whether all must have a value.
func array[T any](p *printer, all []T, required bool, write writer[*T]) outcome {
	fails := false
	p.b = append(p.b, '[')
	for i := range all {
		if i > 0 {
			p.b = append(p.b, ',')
		}
		at := len(p.b)
		p.path = append(p.path, step{index: i})
		if !p.settle(at, write(p, &all[i]), required) {
			fails = true
		}
		p.path = p.path[:len(p.path)-1]
	}
	if fails {
		return failed
	}
	p.b = append(p.b, ']')
	return printed
}

// settle ends a value that begins at an offset: null where there is none, and an error if it
// is required. It is false if what the value is part of must be null too.
func (p *printer) settle(at int, o outcome, required bool) bool {
	if o == printed {
		return true
	}
	p.b = append(p.b[:at], "null"...)
	if o == none && required {
		p.fail(errNull)
	}
	return !required
}

// fail reports an error of the value that is being printed.
func (p *printer) fail(err error) outcome {
	ctx := p.ctx
	for _, s := range p.path {
		f := &graphql.FieldContext{Field: graphql.CollectedField{Field: s.field}}
		if s.field == nil {
			f.Index = &s.index
		}
		ctx = graphql.WithFieldContext(ctx, f)
	}
	graphql.AddError(ctx, err)
	return failed
}

// stopped says whether the request is over, its deadline reached or its client gone.
func (p *printer) stopped() bool {
	if p.left--; p.left < 0 {
		p.left = between
		p.err = p.ctx.Err()
	}
	return p.err != nil
}

func (p *printer) text(s string) outcome {
	p.b = quote(p.b, s)
	return printed
}

func (p *printer) int(n int64) outcome {
	p.b = strconv.AppendInt(p.b, n, 10)
	return printed
}

func (p *printer) bool(b bool) outcome {
	p.b = strconv.AppendBool(p.b, b)
	return printed
}

func (p *printer) float(x float64) outcome {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return p.fail(errFinite)
	}
	p.b = strconv.AppendFloat(p.b, x, 'g', -1, 64)
	return printed
}

// instant prints a bound of a time; one that is open is none.
func (p *printer) instant(seconds int64) outcome {
	if seconds == edtf.Min || seconds == edtf.Max {
		return none
	}
	p.b = append(p.b, '"')
	p.b = time.Unix(seconds, 0).UTC().AppendFormat(p.b, time.RFC3339Nano)
	p.b = append(p.b, '"')
	return printed
}

// plain returns how many bytes a text begins with, at least, that stand for themselves in JSON. It looks at eight
// at once: a byte below a bound has its highest bit set by the subtraction, or borrows from one that has.
func plain(s string) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		e := s[i : i+8]
		w := uint64(e[0]) | uint64(e[1])<<8 | uint64(e[2])<<16 | uint64(e[3])<<24 | uint64(e[4])<<32 | uint64(e[5])<<40 | uint64(e[6])<<48 | uint64(e[7])<<56
		quote, slash := w^ones*'"', w^ones*'\\'
		if ((w-ones*' ')&^w|(quote-ones)&^quote|(slash-ones)&^slash)&highs != 0 {
			break
		}
	}
	return i
}

const hex = "0123456789ABCDEF"

// quote appends a text as a JSON string, with the escapes that gqlgen uses: no more
// than JSON needs.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := plain(s); i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\t':
			b = append(b, `\t`...)
		case '\r':
			b = append(b, `\r`...)
		case '\n':
			b = append(b, `\n`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
