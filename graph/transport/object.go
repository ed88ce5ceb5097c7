package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// maxNesting is how deep objects and lists may lie in each other in a request.
const maxNesting = 100

// maxParts is how many keys, values and brackets a request may have: small ones take many times their bytes in memory.
const maxParts = 30_000

// readMap reads a text that must be one JSON object, or null, which gives nil. Numbers keep their text. It is stricter
// than JSON, so that a request means the same to everyone it passes: no key twice in an object, nothing after the
// object, no bytes that are not UTF-8. Its error is a Refusal that begins with what the text should be.
func readMap(text []byte, should string) (map[string]any, error) {
	if !utf8.Valid(text) {
		return nil, refuse(http.StatusBadRequest, "%s; it is not UTF-8", should)
	}
	// What is allowed are halves of pairs that are escaped, each of which is read as U+FFFD.
	p := &parsing{Decoder: jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowInvalidUTF8(true)), should: should}
	v, err := p.value(maxNesting)
	if err != nil {
		return nil, err
	}
	if _, err := p.ReadToken(); !errors.Is(err, io.EOF) {
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
	*jsontext.Decoder
	should string
	read   int // tokens
}

func (p *parsing) refuse(format string, args ...any) error {
	return refuse(http.StatusBadRequest, "%s; "+format, append([]any{p.should}, args...)...)
}

// next is the next token. It is good until the one after it is read.
func (p *parsing) next() (jsontext.Token, error) {
	if p.read++; p.read > maxParts {
		return jsontext.Token{}, p.refuse("it has more than %d parts: ask for less at once", maxParts)
	}
	t, err := p.ReadToken()
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return t, p.refuse("it has a key twice in one object, after byte %d", p.InputOffset())
	case err != nil:
		return t, p.refuse("it is not JSON after byte %d", p.InputOffset())
	}
	return t, nil
}

// value reads a value in which so many more may lie in each other.
func (p *parsing) value(deeper int) (any, error) {
	t, err := p.next()
	if err != nil {
		return nil, err
	}
	switch kind := t.Kind(); {
	case kind == '"':
		return t.String(), nil
	case kind == '0':
		return json.Number(t.String()), nil
	case kind == 'n':
		return nil, nil
	case kind == 't', kind == 'f':
		return kind == 't', nil
	case deeper == 0:
		return nil, p.refuse("it is nested more than %d deep", maxNesting)
	case kind == '{':
		return p.object(deeper - 1)
	default:
		return p.list(deeper - 1)
	}
}

func (p *parsing) object(deeper int) (map[string]any, error) {
	all := map[string]any{}
	for p.PeekKind() != '}' {
		t, err := p.next()
		if err != nil {
			return nil, err
		}
		key := t.String() // The decoder lets nothing else stand here.
		if all[key], err = p.value(deeper); err != nil {
			return nil, err
		}
	}
	_, err := p.next()
	return all, err
}

func (p *parsing) list(deeper int) ([]any, error) {
	all := []any{}
	for p.PeekKind() != ']' {
		v, err := p.value(deeper)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	_, err := p.next()
	return all, err
}
