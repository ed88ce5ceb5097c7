package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestDecode(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 8) + "1" + strings.Repeat("}", 8)
	for _, c := range []struct{ name, line, want, wrong string }{
		{"Empty", ` { } `, `{}`, ""},
		{"Values", ` {"a" : null,"b":true , "c":false,"d":[ ],"e":[1 , -2.50e+1,"x"], "f":{"g":{}}}` + "\t", `{a=<nil> b=true c=false d=[] e=[1 -2.50e+1 "x"] f={g={}}}`, ""},
		{"Escapes", `{"\u0061\"":"\\\"\/\b\u00e9\ud83d\ude00\ufffd\\ud83d"}`, `{a"="\\\"/\bé😀�\\ud83d"}`, ""},
		{"Brackets", `{"a]}":"[{\"", "b":"}]"}`, `{a]}="[{\"" b="}]"}`, ""},
		{"Order", `{"b":1,"a":2}`, `{b=1 a=2}`, ""},
		{"Eight", deep, strings.Repeat(`{a=`, 8) + "1" + strings.Repeat("}", 8), ""},
		{"Nine", `{"a":` + deep + `}`, "", "the line has objects or lists too deep inside one another"},
		{"Deepest", strings.Repeat("[", 20000), "", "the line is not JSON: at byte 10001: invalid character '[' exceeded max depth"},
		{"NotUTF8", "{\"a\":\"\xff\"}", "", "the line is not UTF-8"},
		{"KeyTwice", `{"a":1,"b":2,"\u0061":1}`, "", `the key "a" stands twice`},
		{"KeyTwiceOfMany", `{"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"10":1,"11":1,"12":1,"13":1,"14":1,"15":1,"16":1,"17":1,"18":1,"17":1}`, "", `the key "17" stands twice`},
		{"High", `{"a":"\ud83d"}`, "", "half of a surrogate pair"},
		{"HighAndLetter", `{"a":"\ud83d\u0041"}`, "", "half of a surrogate pair"},
		{"HighTwice", `{"a":"\ud83d\ud83d\ude00"}`, "", "half of a surrogate pair"},
		{"Low", `{"a":"\ufffd\ude00"}`, "", "half of a surrogate pair"},
		{"HighInKey", `{"\ud83d":1}`, "", "half of a surrogate pair"},
		{"HighAtTheEnd", `{"a":"\ufffd�\uD83D"}`, "", "half of a surrogate pair"},
		{"Syntax", `{"a" 1}`, "", "the line is not JSON: at byte 6: invalid character '1' after object key"},
		{"CutOff", `{"a":[1,`, "", "the line is not JSON: it ends in the middle"},
		{"Nothing", ` `, "", "the line is not JSON: it ends in the middle"},
		{"Two", `{} {}`, "", "there is more in the line than one JSON object"},
		{"Garbage", `{}x`, "", "there is more in the line than one JSON object"},
		{"Comma", `{"a":1,}`, "", "the line is not JSON: at byte 8"},
		{"NUL", "{\"a\":\"\x00\"}", "", "the line is not JSON: at byte 7"},
		{"Number", `{"a":01}`, "", "the line is not JSON: at byte 7"},
		{"List", `["a", null]`, "", `the line is ["a",null] and must be a JSON object`},
		{"Scalar", ` 12 `, "", `the line is 12 and must be a JSON object`},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := Decode([]byte(c.line))
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Errorf("the error is %v, want one with %q", err, c.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := ordered(o); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestGet(t *testing.T) {
	o := Object{{"a", nil}, {"b", "x"}}
	if v, ok := o.Get("b"); v != "x" || !ok {
		t.Error(v, ok)
	}
	if v, ok := o.Get("a"); v != nil || !ok {
		t.Error(v, ok)
	}
	if _, ok := o.Get("c"); ok {
		t.Error("it has a key that it has not")
	}
}

// FuzzDecode holds Decode against encoding/json: it takes nothing that that refuses,
// and means the same by what it takes.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":"\u00e9\ud83d\ude00"},null,true,-1.5e3],"":{}}`, `{"a":"\ud83d"}`, `{"a":1}{`, `{"a":1,"a":2}`, "\xff", `{"\\":"\""}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		o, err := Decode(line)
		if err != nil {
			return
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		var want map[string]any
		if err := d.Decode(&want); err != nil {
			t.Fatalf("encoding/json: %v", err)
		}
		if _, err := d.Token(); !errors.Is(err, io.EOF) {
			t.Fatalf("more: %v", err)
		}
		if got := plainValue(o); !reflect.DeepEqual(got, any(want)) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestJSONLines(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 65) + "1" + strings.Repeat("}", 65)
	for _, c := range []reading{
		{"Plain", "a.jsonl", Options{}, "{\"a\":1}\n\n \t\r\n{\"b\":\"x\"}\r\n {}", "a.jsonl:1 {a=1}\na.jsonl:4 {b=\"x\"}\na.jsonl:5 {}\n"},
		{"Empty", "a.ndjson", Options{}, "", ""},
		{"BOM", "a.ijson", Options{}, "\ufeff{}", "a.ijson:1 {}\n"},
		{"Broken", "a.jsonl", Options{}, "{\"a\":1}\n{\"a\" 2}\n{\"a\":\n{\"a\":4}\n",
			"a.jsonl:1 {a=1}\nbad a.jsonl:2: the line is not JSON: at byte 6: invalid character '2' after object key\nbad a.jsonl:3: the line is not JSON: it ends in the middle\na.jsonl:4 {a=4}\n"},
		{"KeyTwice", "a.jsonl", Options{}, "{\"a\":1,\"a\":1}\n{}", "bad a.jsonl:1: the key \"a\" stands twice\na.jsonl:2 {}\n"},
		{"NoObject", "a.jsonl", Options{}, "[1]\n{}", "bad a.jsonl:1: the line is [1] and must be a JSON object\na.jsonl:2 {}\n"},
		{"Two", "a.jsonl", Options{}, "{} {}\n{}", "bad a.jsonl:1: there is more in the line than one JSON object; each has a line of its own\na.jsonl:2 {}\n"},
		{"NotUTF8", "a.jsonl", Options{}, "{\"a\":\"\xe9\"}\n{}", "bad a.jsonl:1: it has bytes that are not utf-8; if the file has another encoding, name it\na.jsonl:2 {}\n"},
		{"NUL", "a.jsonl", Options{}, "{\"a\":\"\x00\"}\n{\"a\":{\"b\":[\"\\u0000\"]}}\n{\"a\\u0000\":1}\n{\"a\":\"\\\\u0000\"}",
			"bad a.jsonl:1: the line is not JSON: at byte 7: invalid character '\\x00' in string literal\n" +
				"bad a.jsonl:2: a: it has a NUL byte\nbad a.jsonl:3: a\x00: it has a NUL byte\na.jsonl:4 {a=\"\\\\u0000\"}\n"},
		{"Deep", "a.jsonl", Options{}, deep + "\n{}", "bad a.jsonl:1: the line has objects or lists too deep inside one another\na.jsonl:2 {}\n"},
	} {
		c.test(t)
	}
}

func TestJSONTooLong(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", RecordLimit) + `"}`
	got := read(t, Options{}, write(t, "a.jsonl", "{}\n"+long+"\n{}\n"+long))
	if want := "a.jsonl:1 {}\nbad a.jsonl:2: the line is longer than 8388608 bytes\na.jsonl:3 {}\nbad a.jsonl:4: the line is longer than 8388608 bytes\n"; got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
	got = read(t, Options{}, write(t, "a.json", "[{},\n"+long+",\n{}]"))
	if want := "a.json:1 {}\nbad a.json:2: the record is longer than 8388608 bytes\na.json:3 {}\n"; got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
	got = read(t, Options{}, write(t, "a.jsonl", `{"a":[`+strings.Repeat("1,", maxValues)+"1]}\n{}"))
	if want := "bad a.jsonl:1: the line has more than 1048576 values\na.jsonl:2 {}\n"; got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
}

func TestJSONFile(t *testing.T) {
	path := Options{Records: "result.items"}
	for _, c := range []reading{
		{"List", "a.json", Options{}, "[\n{\"a\":1},\n\n {\"a\":\n2}\n,{\"a\":\"]\\\"}\"}]\n", "a.json:2 {a=1}\na.json:4 {a=2}\na.json:6 {a=\"]\\\"}\"}\n"},
		{"EmptyList", "a.json", Options{}, " [ ] ", ""},
		{"Object", "a.json", Options{}, "\n{\"a\":[{}]}\n", "a.json:2 {a=[{}]}\n"},
		{"Objects", "a.json", Options{}, "{\"a\":1}\n{\"a\":2}{}", "a.json:1 {a=1}\na.json:2 {a=2}\na.json:2 {}\n"},
		{"Path", "a.json", path, "{\"n\":[1,\"}\",{\"items\":[{}]}],\"result\":{\"items\":[\n{\"a\":1}, {\"a\":2}],\"z\":null},\"y\":-1}", "a.json:2 {a=1}\na.json:2 {a=2}\n"},
		{"PathEscaped", "a.json", path, "{\"r\\u0065sult\":{\"items\":[{}]}}", "a.json:1 {}\n"},
		{"PathToObject", "a.json", path, `{"result":{"items":{"a":1}}}`, "a.json:1 {a=1}\n"},
		{"PathToEmpty", "a.json", path, `{"result":{"items":[]}}`, ""},
		{"NoPath", "a.json", path, "{\"result\":{\"item\":[]}\n}", "END record: a.json:1: the object that ends here has no key \"items\", on the path to the records\n"},
		{"NoPathInEmpty", "a.json", path, "{}", "END record: a.json:1: the object that ends here has no key \"result\", on the path to the records\n"},
		{"PathToText", "a.json", path, "{\"result\":\n{\"items\":\"x\"}}", "END record: a.json:2: here must be the list of the records\n"},
		{"PathToObjects", "a.json", path, "{\"result\":\n{\"items\":{\"a\": {\"x\": 1}, \"b\": {}}}}", "END record: a.json:2: result.items leads to an object of objects, and must lead to a list; if the object itself is the record, that is said by input: {record: result.items}, without records\n"},
		{"PathToObject", "a.json", path, "{\"result\":\n{\"items\":{\"a\": {\"x\": 1}, \"b\": 2}}}", "a.json:2 {a={x=1} b=2}\n"},
		{"PathToOneInAnother", "a.json", path, "{\"result\":\n{\"items\":{\"a\": {\"x\": 1}}}}", "a.json:2 {a={x=1}}\n"},
		{"PathInList", "a.json", path, "[]", "END record: a.json:1: here must be an object with the key \"result\", on the path to the records\n"},
		{"PathTwice", "a.json", path, `{"result":{"items":[{}]},"result":{"items":[]}}`, "a.json:1 {}\nEND record: a.json:1: the key \"result\" stands twice\n"},
		{"NotObjects", "a.json", Options{}, "[1,\n\"x\",[{\n}],null,{}]",
			"bad a.json:1: the record is 1 and must be a JSON object\nbad a.json:2: the record is \"x\" and must be a JSON object\n" +
				"bad a.json:2: the record is [{}] and must be a JSON object\nbad a.json:3: the record is null and must be a JSON object\na.json:3 {}\n"},
		{"KeyTwice", "a.json", Options{}, `[{"a":1,"a":2},{}]`, "bad a.json:1: the key \"a\" stands twice\na.json:1 {}\n"},
		{"NotUTF8", "a.json", Options{}, "[{\"a\":\"\xff\"},{}]", "bad a.json:1: it has bytes that are not utf-8; if the file has another encoding, name it\na.json:1 {}\n"},
		{"NUL", "a.json", Options{}, `[{"a":"\u0000"},{}]`, "bad a.json:1: a: it has a NUL byte\na.json:1 {}\n"},
		{"Text", "a.json", Options{}, `"x"`, "END record: a.json:1: here must be the list of the records\n"},
		{"Empty", "a.json", Options{}, "\n", "END record: a.json:2: the file is not JSON: it ends in the middle, behind 1 bytes\n"},
		{"Syntax", "a.json", Options{}, "[{},\n{\"a\":1,\n\"b\" 2}]", "a.json:1 {}\nEND record: a.json:3: the file is not JSON: at byte 18: invalid character '2' after object key\n"},
		{"Brackets", "a.json", Options{}, "[{\"a\":[1}]", "END record: a.json:1: the file is not JSON: at byte 9: '}' is where ] must be\n"},
		{"NoComma", "a.json", Options{}, "[{} {}]", "a.json:1 {}\nEND record: a.json:1: the file is not JSON: at byte 5: '{' is where a comma or ] must be\n"},
		{"LastComma", "a.json", Options{}, "[{},]", "a.json:1 {}\nEND record: a.json:1: the file is not JSON: at byte 5: ']' is where a value must be\n"},
		{"FirstComma", "a.json", Options{}, "[,{}]", "END record: a.json:1: the file is not JSON: at byte 2: ',' is where a value must be\n"},
		{"Literal", "a.json", Options{}, "[nul]", "END record: a.json:1: the file is not JSON: at byte 4: the value ends in the middle\n"},
		{"Literals", "a.json", Options{}, "[truefalse]", "END record: a.json:1: the file is not JSON: at byte 10: there is more behind the value\n"},
		{"NoKey", "a.json", path, "{1:2}", "END record: a.json:1: the file is not JSON: at byte 2: '1' is where a key in quotes must be\n"},
		{"NoColon", "a.json", path, "{\"a\",2}", "END record: a.json:1: the file is not JSON: at byte 5: ',' is where a colon must be\n"},
		{"KeyNotJSON", "a.json", path, "{\"\\x\":2}", "END record: a.json:1: what stands here is no key\n"},
		{"More", "a.json", Options{}, "[{}]\n[]", "a.json:1 {}\nEND record: a.json:2: the file is not JSON: at byte 6: '[' is where the end of the file must be\n"},
		{"MoreBehindObject", "a.json", Options{}, "{}\n]", "a.json:1 {}\nEND record: a.json:2: the file is not JSON: at byte 4: ']' is where the end of the file or another object must be\n"},
		{"CutOff", "a.json", Options{}, "[{},\n{\"a", "a.json:1 {}\nEND record: a.json:2: the file is not JSON: it ends in the middle, behind 8 bytes\n"},
		{"CutOffBehindComma", "a.json", Options{}, "[{},", "a.json:1 {}\nEND record: a.json:1: the file is not JSON: it ends in the middle, behind 4 bytes\n"},
		{"Deep", "a.json", Options{}, "[" + strings.Repeat("[", 100000), "END record: a.json:1: objects or lists lie too deep inside one another\n"},
	} {
		c.test(t)
	}
}

// plainValue turns objects into maps, which encoding/json knows.
func plainValue(v any) any {
	switch v := v.(type) {
	case Object:
		m := map[string]any{}
		for _, x := range v {
			m[x.Key] = plainValue(x.Value)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = plainValue(x)
		}
		return list
	}
	return v
}

func TestEncodeKeepsTheOrder(t *testing.T) {
	const line = `{"z":1,"a":[{"y":"<é>","b":null}],"m":{}}`
	o, err := Decode([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	if got := Encode(o); got != line {
		t.Errorf("%s is written as %s", line, got)
	}
}
