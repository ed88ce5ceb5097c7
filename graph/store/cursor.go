package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/graph/text"
)

// cursorVersion begins every cursor. It is raised when what follows changes.
const cursorVersion = 1

// Cursor returns p as text that a client may keep and give back: base64url, without
// padding, of a JSON list of the version, the connection, the order, the keys,
// the node's id and the edge's. The text is good for the same connection and Order
// on every store. p must be a Position of o.
func Cursor(connection string, o Order, p Position) string {
	var b bytes.Buffer
	b.WriteByte('[')
	b.WriteString(strconv.Itoa(cursorVersion))
	parts := append([]any{connection, o.String()}, p.Keys...)
	for _, part := range append(parts, p.ID, p.Edge) {
		b.WriteByte(',')
		b.WriteString(cursorPart(part))
	}
	b.WriteByte(']')
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// cursorPart returns v as JSON. A float64 always has a point or an exponent, and
// an int64 never, so that neither is taken for the other.
func cursorPart(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case string:
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e.Encode(v) == nil { // A string always encodes.
			return strings.TrimSuffix(b.String(), "\n")
		}
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
	var parts []any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&parts) != nil || len(parts) == 0 {
		return Position{}, errNoCursor
	}
	if v, ok := parts[0].(json.Number); !ok {
		return Position{}, errNoCursor
	} else if v.String() != strconv.Itoa(cursorVersion) {
		return Position{}, fmt.Errorf("the cursor has version %.20s, and only version %d is known", v, cursorVersion)
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
	for _, key := range keys {
		if n, ok := key.(json.Number); ok {
			if key, err = cursorNumber(n.String()); err != nil {
				return Position{}, errNoCursor
			}
		}
		p.Keys = append(p.Keys, key)
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
