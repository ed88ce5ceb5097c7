package store

import (
	"encoding/base64"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var cursorTests = []struct {
	order Order
	at    Position
	json  string
}{
	{Order{}, Position{ID: "a"}, `[1,"People","id","a",""]`},
	{Order{Edges: true}, Position{Edge: "knows:1"}, `[1,"People","id edges","","knows:1"]`},
	{Order{By: ByProperty, Property: "name"}, Position{Keys: []any{"<Änn>\n\"\U00010400"}, ID: "a"}, `[1,"People","property node.name","<Änn>\n\"𐐀","a",""]`},
	{Order{By: ByProperty, Property: "name", Desc: true}, Position{Keys: []any{nil}, ID: "a"}, `[1,"People","property node.name desc",null,"a",""]`},
	{Order{By: ByProperty, Property: "size"}, Position{Keys: []any{int64(math.MaxInt64)}, ID: "a"}, `[1,"People","property node.size",9223372036854775807,"a",""]`},
	{Order{By: ByProperty, Property: "size"}, Position{Keys: []any{int64(math.MinInt64)}, ID: "a"}, `[1,"People","property node.size",-9223372036854775808,"a",""]`},
	{Order{By: ByProperty, Property: "weight"}, Position{Keys: []any{1.0}, ID: "a"}, `[1,"People","property node.weight",1.0,"a",""]`},
	{Order{By: ByProperty, Property: "weight"}, Position{Keys: []any{-math.MaxFloat64}, ID: "a"}, `[1,"People","property node.weight",-1.7976931348623157e+308,"a",""]`},
	{Order{By: ByProperty, Of: OfEdge, Property: "sure"}, Position{Keys: []any{true}, ID: "a", Edge: "knows:1"}, `[1,"People","property edge.sure",true,"a","knows:1"]`},
	{Order{By: ByTime, Of: OfEdge, Property: "when", Desc: true, Edges: true}, Position{Keys: []any{int64(math.MinInt64), int64(3)}, Edge: "knows:1"}, `[1,"People","time edge.when desc edges",-9223372036854775808,3,"","knows:1"]`},
	{Order{By: ByFirst}, Position{Keys: []any{nil, nil}, ID: "a"}, `[1,"People","first",null,null,"a",""]`},
	{Order{By: ByCount, Desc: true}, Position{Keys: []any{int64(2)}, ID: "a"}, `[1,"People","count desc",2,"a",""]`},
	{Order{By: ByScore}, Position{Keys: []any{int64(4), ""}, ID: "a"}, `[1,"People","score",4,"","a",""]`},
}

func TestCursor(t *testing.T) {
	for _, test := range cursorTests {
		s := Cursor("People", test.order, test.at)
		if raw, err := base64.RawURLEncoding.DecodeString(s); err != nil || string(raw) != test.json {
			t.Errorf("got %s (%v), want %s", raw, err, test.json)
		}
		got, err := ParseCursor("People", test.order, s)
		if err != nil {
			t.Errorf("%s: %v", test.json, err)
		}
		if d := cmp.Diff(test.at, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.json, d)
		}
		for _, other := range cursorTests {
			if other.order == test.order {
				continue
			}
			if _, err := ParseCursor("People", other.order, s); !errors.Is(err, ErrInvalid) {
				t.Errorf("a cursor by %s passes by %s: %v", test.order, other.order, err)
			}
		}
		if _, err := ParseCursor("Places", test.order, s); !errors.Is(err, ErrInvalid) {
			t.Errorf("a cursor of People passes for Places: %v", err)
		}
	}
}

func TestParseCursorRefuses(t *testing.T) {
	encode := base64.RawURLEncoding.EncodeToString
	good := `[1,"People","property node.size",3,"a",""]`
	size := Order{By: ByProperty, Property: "size"}
	if _, err := ParseCursor("People", size, encode([]byte(good))); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"", "x", "%", encode([]byte(good)) + "=", encode([]byte(good)) + "\n", base64.URLEncoding.EncodeToString([]byte(good + "  ")),
		encode([]byte(`[1,"People","id","a",""]`))[:31] + "-",
	} {
		if _, err := ParseCursor("People", size, s); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: got the error %v", s, err)
		}
	}
	time, score := Order{By: ByTime, Property: "when"}, Order{By: ByScore}
	for _, test := range []struct {
		order Order
		json  string
	}{
		{size, `null`}, {size, `[]`}, {size, `{}`}, {size, `[1]`}, {size, `["1","People","property node.size",3,"a",""]`},
		{size, `[2,"People","property node.size",3,"a",""]`}, {size, `[1.0,"People","property node.size",3,"a",""]`},
		{size, good + `x`}, {size, good + `[]`}, {size, good + ` `}, {size, ` ` + good}, {size, `[1, "People","property node.size",3,"a",""]`},
		{size, `[1,"People","property node.size","a",""]`}, {size, `[1,"People","property node.size",3,4,"a",""]`},
		{size, `[1,"People","property node.size",[3],"a",""]`}, {size, `[1,"People","property node.size",{},"a",""]`},
		{size, `[1,"People","property node.size",3,"",""]`}, {size, `[1,"People","property node.size",3,"a",null]`},
		{size, `[1,"People","property node.size",3,1,""]`}, {size, `[1,"People","property node.size",9223372036854775808,"a",""]`},
		{size, `[1,"People","property node.size",-0,"a",""]`}, {size, `[1,"People","property node.size",1e999,"a",""]`},
		{size, `[1,"People","property node.size",1e0,"a",""]`}, {size, `[1,"People","property node.size",1.00,"a",""]`},
		{size, `[1,"People","property node.size","\u0041","a",""]`}, {size, `[1,"People","property node.size","a\u0000b","a",""]`},
		{size, `[1,"Peop\u006ce","property node.size",3,"a",""]`}, {size, "[1,\"People\",\"property node.size\",3,\"a\xff\",\"\"]"},
		{size, "[1,\"People\",\"property node.size\",3,\"e\u0301\",\"\"]"},
		{Order{}, `[1,"People","id",null,"a",""]`}, {Order{Edges: true}, `[1,"People","id edges","a","knows:1"]`},
		{Order{Edges: true}, `[1,"People","id edges","",""]`},
		{time, `[1,"People","time node.when",1,null,"a",""]`}, {time, `[1,"People","time node.when",1,2.0,"a",""]`},
		{time, `[1,"People","time node.when",1,"a",""]`},
		{score, `[1,"People","score",4,null,"a",""]`}, {score, `[1,"People","score","a",4,"a",""]`}, {score, `[1,"People","score",null,"","a",""]`},
		{Order{By: ByCount}, `[1,"People","count",null,"a",""]`}, {Order{By: ByDistance}, `[1,"People","distance",1,"a",""]`},
	} {
		if p, err := ParseCursor("People", test.order, encode([]byte(test.json))); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s by %s: got %v and the error %v", test.json, test.order, p, err)
		}
	}
}

func TestPositionOf(t *testing.T) {
	types := []Type{String, Int, Float, Bool, Strings, Period}
	for _, test := range []struct {
		key  any
		want []Type
	}{
		{nil, types[:4]}, {"x", []Type{String}}, {int64(1), []Type{Int}}, {1.5, []Type{Float}}, {true, []Type{Bool}},
		{1, nil}, {[]string{"x"}, nil}, {"\x00", nil}, {math.NaN(), nil},
	} {
		var got []Type
		for _, typ := range types {
			if (Position{Keys: []any{test.key}}).Of(typ) {
				got = append(got, typ)
			}
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%v (-want +got):\n%s", test.key, d)
		}
	}
}

// FuzzParseCursor sees that no text but that which Cursor gives is taken.
func FuzzParseCursor(f *testing.F) {
	for _, test := range cursorTests {
		f.Add(Cursor("People", test.order, test.at))
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, test := range cursorTests {
			p, err := ParseCursor("People", test.order, s)
			if err == nil && Cursor("People", test.order, p) != s {
				t.Errorf("%q is taken for %v", s, p)
			}
			if err != nil && !errors.Is(err, ErrInvalid) {
				t.Error(err)
			}
		}
	})
}
