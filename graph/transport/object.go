package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"
)

// maxNesting is how deep objects and lists may lie in each other in a request.
const maxNesting = 100

// maxParts is how many keys, values and brackets a request may have: small ones take many times their bytes in memory.
const maxParts = 30_000

// readMap reads a text that must be one JSON object, or null, which gives nil. Numbers keep their text. It is stricter
// than encoding/json, so that a request means the same to everyone it passes: no key twice in an object, nothing after the
// object, no bytes that are not UTF-8. Its error is a Refusal that begins with what the text should be.
func readMap(text []byte, should string) (map[string]any, error) {
	if !utf8.Valid(text) {
		return nil, refuse(http.StatusBadRequest, "%s; it is not UTF-8", should)
	}
	p := parsing{json.NewDecoder(bytes.NewReader(text)), should, new(int)}
	p.UseNumber()
	v, err := p.value(maxNesting)
	if err != nil {
		return nil, err
	}
	if _, err := p.Token(); !errors.Is(err, io.EOF) {
		return nil, p.refuse("there is more after it, from byte %d on", p.InputOffset())
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return v, nil
	case []any:
		return nil, p.refuse("a list of them is not answered: send each by itself")
	default:
		return nil, p.refuse("it is none")
	}
}

// A parsing reads JSON token by token.
type parsing struct {
	*json.Decoder
	should string
	read   *int // tokens
}

func (p parsing) refuse(format string, args ...any) error {
	return refuse(http.StatusBadRequest, "%s; "+format, append([]any{p.should}, args...)...)
}

// next is the next token.
func (p parsing) next() (json.Token, error) {
	if *p.read++; *p.read > maxParts {
		return nil, p.refuse("it has more than %d parts: ask for less at once", maxParts)
	}
	t, err := p.Token()
	if err != nil {
		return nil, p.refuse("it is not JSON after byte %d", p.InputOffset())
	}
	return t, nil
}

// value reads a value in which so many more may lie in each other.
func (p parsing) value(deeper int) (any, error) {
	t, err := p.next()
	if err != nil {
		return nil, err
	}
	d, ok := t.(json.Delim)
	switch {
	case !ok:
		return t, nil
	case deeper == 0:
		return nil, p.refuse("it is nested more than %d deep", maxNesting)
	case d == '{':
		return p.object(deeper - 1)
	default:
		return p.list(deeper - 1)
	}
}

func (p parsing) object(deeper int) (map[string]any, error) {
	all := map[string]any{}
	for p.More() {
		t, err := p.next()
		if err != nil {
			return nil, err
		}
		key := t.(string) // The decoder lets nothing else stand here.
		if _, twice := all[key]; twice {
			return nil, p.refuse("it has a key twice in one object, before byte %d", p.InputOffset())
		}
		if all[key], err = p.value(deeper); err != nil {
			return nil, err
		}
	}
	_, err := p.next()
	return all, err
}

func (p parsing) list(deeper int) ([]any, error) {
	all := []any{}
	for p.More() {
		v, err := p.value(deeper)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	_, err := p.next()
	return all, err
}
