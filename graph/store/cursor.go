package store

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph/text"
)

// cursorVersion begins every cursor. It is raised when what follows changes.
const cursorVersion = 1

// Cursor returns p as text that a client may keep and give back: base64url, without
// padding, of a JSON list of the version, the connection, the order, the keys,
// the node's id and the edge's. The text is good for the same connection and Order
// on every store. p must be a Position of o.
func Cursor(connection string, o Order, p Position) string {
	b := make([]byte, 0, 256)
	b = strconv.AppendInt(append(b, '['), cursorVersion, 10)
	b = appendPart(appendPart(b, connection), o.String())
	for _, key := range p.Keys {
		b = appendPart(b, key)
	}
	b = append(appendPart(appendPart(b, p.ID), p.Edge), ']')
	return base64.RawURLEncoding.EncodeToString(b)
}

// appendPart appends a comma and v as JSON. A float64 always has a point or an exponent, and
// an int64 never, so that neither is taken for the other.
func appendPart(b []byte, v any) []byte {
	b = append(b, ',')
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		at := len(b)
		if b = strconv.AppendFloat(b, v, 'g', -1, 64); !bytes.ContainsAny(b[at:], ".e") {
			b = append(b, ".0"...)
		}
		return b
	case string:
		b, _ = jsontext.AppendQuote(b, v) // What is no UTF-8 is replaced.
		return b
	}
	panic(fmt.Sprintf("store: a %T is no key of a Position", v))
}

// ParseCursor returns the Position that Cursor made s of. Any other text, even one
// that means the same, and a cursor of another connection or Order is an error that wraps
// ErrInvalid. The key of ByProperty may be of any type that a key can have: the
// caller, who knows the property, must see by Position.Of that it is the property's.
func ParseCursor(connection string, o Order, s string) (Position, error) {
	p, err := parseCursor(connection, o, s)
	if err != nil {
		return Position{}, fmt.Errorf("store: %w: %w", err, ErrInvalid)
	}
	return p, nil
}

var errNoCursor = errors.New("the text is not a cursor that this service gave")

func parseCursor(connection string, o Order, s string) (Position, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return Position{}, errNoCursor
	}
	parts, err := cursorParts(raw)
	if err != nil || len(parts) == 0 {
		return Position{}, errNoCursor
	}
	if v, ok := parts[0].(int64); !ok {
		return Position{}, errNoCursor
	} else if v != cursorVersion {
		return Position{}, fmt.Errorf("the cursor has version %d, and only version %d is known", v, cursorVersion)
	}
	if len(parts) < 5 {
		return Position{}, errNoCursor
	}
	if parts[1] != connection {
		return Position{}, fmt.Errorf("the cursor is not one of %s", connection)
	}
	if parts[2] != o.String() {
		return Position{}, fmt.Errorf("the cursor is of another order than %q", o)
	}
	keys, ends := parts[3:len(parts)-2], parts[len(parts)-2:]
	var p Position
	if len(keys) > 0 {
		p.Keys = keys
	}
	var isID, isEdge bool
	p.ID, isID = ends[0].(string)
	p.Edge, isEdge = ends[1].(string)
	// What is right but written in another way is refused by the last test.
	if !isID || !isEdge || !o.fits(p) || Cursor(connection, o, p) != s {
		return Position{}, errNoCursor
	}
	return p, nil
}

// cursorParts reads a list of values, none of which has others within.
func cursorParts(raw []byte) (parts []any, err error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(raw), jsontext.AllowInvalidUTF8(true)) // It will not be the same if it is written again.
	if t, err := d.ReadToken(); err != nil || t.Kind() != '[' {
		return nil, errNoCursor
	}
	for {
		t, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		var part any
		switch t.Kind() {
		case 'n':
		case 't', 'f':
			part = t.Bool()
		case '"':
			part = t.String()
		case '0':
			if part, err = cursorNumber(t.String()); err != nil {
				return nil, err
			}
		case ']':
			return parts, nil
		default:
			return nil, errNoCursor
		}
		parts = append(parts, part)
	}
}

func cursorNumber(s string) (any, error) {
	if strings.ContainsAny(s, ".eE") {
		return strconv.ParseFloat(s, 64)
	}
	return strconv.ParseInt(s, 10, 64)
}

// fits reports whether p can be a Position of o, as far as o tells.
func (o Order) fits(p Position) bool {
	if p.ID == "" && p.Edge == "" || o.Edges && p.ID != "" {
		return false
	}
	for _, id := range []string{p.ID, p.Edge} {
		if clean, err := cleanText(id, text.IDLimit); err != nil || clean != id {
			return false
		}
	}
	switch o.By {
	case ByID:
		return len(p.Keys) == 0
	case ByProperty:
		return len(p.Keys) == 1 && (p.Of(String) || p.Of(Int) || p.Of(Float) || p.Of(Bool))
	case ByCount:
		return len(p.Keys) == 1 && p.Keys[0] != nil && p.Of(Int)
	case ByTime, ByFirst, ByLast:
		return len(p.Keys) == 2 && p.Of(Int) && (p.Keys[0] == nil) == (p.Keys[1] == nil)
	case ByScore:
		return len(p.Keys) == 2 && isKey(p.Keys[0], Int) && p.Keys[0] != nil && isKey(p.Keys[1], String) && p.Keys[1] != nil
	}
	return false
}

// Of reports whether each of p's keys is nil or a value of t that can be stored.
// It is never so for Strings and Period.
func (p Position) Of(t Type) bool {
	for _, key := range p.Keys {
		if !isKey(key, t) {
			return false
		}
	}
	return t != Strings && t != Period
}

func isKey(key any, t Type) bool {
	switch key := key.(type) {
	case nil:
		return true
	case string:
		return t == String && text.Check(key, text.TextLimit) == nil
	case int64:
		return t == Int
	case float64:
		return t == Float && !math.IsInf(key, 0) && !math.IsNaN(key)
	case bool:
		return t == Bool
	}
	return false
}
