package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzBody looks for a body that is read otherwise than encoding/json reads it, or that is refused without a reason.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		``, `{}`, `null`, `[]`, `{"query":"{ a }"}`, `{"query":"{ a }","variables":{"a":[1.50,{"b":null}]},"operationName":"x"}`,
		`{"documentId":"sha256:a"}`, `{"query":null,"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}`, `{"query":"a","documentId":"b"}`,
		`{"query":"a","query":"b"}`, `{"query":"a","\u0071uery":"b"}`, `{"query":"a"} x`, `{"query":"\ud800"}`, "{\"query\":\"\xff\"}",
		`{"a":{"a":1}}`, `{"extensions":{"":{}}}`, `{"a":}`, `{"a" 1}`, `{"a":[1,]}`, `{,}`, `{1:2}`, `[}`, `01`, `{"a":-0.0e-0}`,
		strings.Repeat("[", 101), strings.Repeat(`{"a":`, 101), "\ufeff{}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		all, err := readMap(body, "it")
		var want any
		d := json.NewDecoder(bytes.NewReader(body))
		d.UseNumber()
		valid := json.Valid(body) && utf8.Valid(body)
		if valid && d.Decode(&want) != nil {
			t.Fatal("encoding/json is not of one mind")
		}
		object, isMap := want.(map[string]any)
		if err != nil {
			refusal, ok := errors.AsType[*Refusal](err)
			if !ok || refusal.Status != http.StatusBadRequest || !strings.HasPrefix(refusal.Sentence, "it; ") || !utf8.ValidString(refusal.Sentence) || len(refusal.Sentence) > 100 {
				t.Fatalf("refused by %q", err)
			}
			if isMap && !strings.Contains(refusal.Sentence, "twice") && !strings.Contains(refusal.Sentence, "parts") && !strings.Contains(refusal.Sentence, "nested") {
				t.Fatalf("refused by %q: %q", refusal.Sentence, body)
			}
			return
		}
		if !valid || want != nil && !isMap {
			t.Fatalf("taken for an object: %q", body)
		}
		if !reflect.DeepEqual(object, all) {
			t.Fatalf("read as %v, and by encoding/json as %v", all, object)
		}
		if p, err := params(all); err == nil && (all["query"] != nil && p.Query != all["query"] || p.Query == "" && all["query"] != "" && !names(p) || p.Variables != nil && !reflect.DeepEqual(any(p.Variables), all["variables"])) {
			t.Fatalf("%+v of %q", p, body)
		}
	})
}

// A key that comes twice is refused wherever it is, and only then.
func TestTwice(t *testing.T) {
	for text, twice := range map[string]bool{
		`{"a":1,"a":1}`:                 true,
		`{"a":1,"b":{"a":1}}`:           false,
		`{"a":{"b":1,"c":2,"b":null}}`:  true,
		`{"a":[{"b":1},{"b":1}]}`:       false,
		`{"a":[{"b":1,"b":1},{"b":1}]}`: true,
		`{"a":1,"A":1}`:                 false,
		`{"":1,"":1}`:                   true,
	} {
		if _, err := readMap([]byte(text), "it"); (err != nil) != twice {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Objects and lists may lie in each other as deep as is said, and no deeper.
func TestNesting(t *testing.T) {
	for _, pair := range [][2]string{{"[", "]"}, {`{"a":`, "}"}} {
		nested := func(n int) error {
			_, err := readMap([]byte(`{"a":`+strings.Repeat(pair[0], n-1)+"1"+strings.Repeat(pair[1], n-1)+"}"), "it")
			return err
		}
		if err := nested(maxNesting); err != nil {
			t.Error(err)
		}
		if err := nested(maxNesting + 1); err == nil || !strings.Contains(err.Error(), "nested more than 100 deep") {
			t.Errorf("%s nested too deep: %v", pair[0], err)
		}
	}
}

// What is many small things is refused before it takes many times its bytes.
func TestManyParts(t *testing.T) {
	for part, each := range map[string]int{`1,`: 1, `[],`: 2, `{"":0},`: 4} {
		holding := func(n int) error {
			_, err := readMap([]byte(`{"a":[`+strings.TrimSuffix(strings.Repeat(part, n), ",")+`]}`), "it")
			return err
		}
		most := (maxParts - 5) / each // The rest are the key, and the brackets around.
		if err := holding(most); err != nil {
			t.Errorf("%d times %s: %v", most, part, err)
		}
		if err := holding(most + 1); err == nil || !strings.Contains(err.Error(), "more than 30000 parts") {
			t.Errorf("%d times %s: %v", most+1, part, err)
		}
	}
}
