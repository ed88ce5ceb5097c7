package record

import (
	"strings"
	"testing"
)

func TestXML(t *testing.T) {
	o := Options{Records: "visits/visit"}
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	deep := strings.Repeat("<a>", 64) + "x" + strings.Repeat("</a>", 64)
	for _, c := range []reading{
		{"Plain", "a.xml", o, head + "<visits>\n  <visit><id>1</id></visit>\n  <visit>\n<id>2</id>\n</visit>\n<visit/></visits>",
			"a.xml:3 {id=\"1\"}\na.xml:4 {id=\"2\"}\na.xml:7 {}\n"},
		{"Attributes", "a.xml", o, `<visits><visit n="1"><from id="x y">Y</from><from id="z"/><to a=" b "><c/></to></visit></visits>`,
			"a.xml:1 {@n=\"1\" from=[{@id=\"x y\" #text=\"Y\"} {@id=\"z\"}] to={@a=\" b \" c=\"\"}}\n"},
		{"Repeated", "a.xml", o, "<visits><visit><a>1</a><b>x</b><a>2</a><a/></visit></visits>", "a.xml:1 {a=[\"1\" \"2\" \"\"] b=\"x\"}\n"},
		{"Empty", "a.xml", o, "<visits><visit><a/><b></b><c>\n</c><d><e/></d></visit></visits>", "a.xml:1 {a=\"\" b=\"\" c=\"\" d={e=\"\"}}\n"},
		{"White", "a.xml", o, "<visits><visit><a>\n  from New\n\t York  </a></visit></visits>", "a.xml:1 {a=\"from New York\"}\n"},
		{"Markup", "a.xml", o, "<visits><visit><a>The <em>New\n York</em> <b>T<i>ime</i>s</b>, daily</a></visit></visits>",
			"a.xml:1 {a={em=\"New York\" b={i=\"ime\" #text=\"Times\"} #text=\"The New York Times, daily\"}}\n"},
		{"MarkupWithAttribute", "a.xml", o, `<visits><visit><a><b ref="1">X</b> met <b ref="2">Y</b></a></visit></visits>`,
			"a.xml:1 {a={b=[{@ref=\"1\" #text=\"X\"} {@ref=\"2\" #text=\"Y\"}] #text=\"X met Y\"}}\n"},
		{"RecordIsText", "a.xml", o, "<visits><visit> a </visit><visit k=\"1\">b</visit></visits>", "a.xml:1 {#text=\"a\"}\na.xml:1 {@k=\"1\" #text=\"b\"}\n"},
		{"RootIsRecord", "a.xml", Options{Records: "/person"}, "<person><id>1</id></person>\n", "a.xml:1 {id=\"1\"}\n"},
		{"OtherRoot", "a.xml", o, "<trips><visit/></trips>", "END record: there is no element visits/visit; the root is trips\n"},
		{"OtherRootMalformed", "a.xml", o, "<trips><visit", "END record: there is no element visits/visit; the root is trips\n"},
		{"OtherElements", "a.xml", o, "<visits><trip><visit/></trip><tour/><trip/></visits>", "END record: there is no element visits/visit; in visits there are trip, tour\n"},
		{"OtherElementsDeep", "a.xml", Options{Records: "a/b/c"}, "<a><x/><b><y><c/></y></b><z/></a>", "END record: there is no element a/b/c; in a/b there are y\n"},
		{"ManyOtherElements", "a.xml", Options{Records: "a/b"}, "<a>" + strings.Repeat("<x/>", 30) + "<c1/><c2/><c3/><c4/><c5/><c6/><c7/><c8/><c9/><d0/><d1/><d2/><d3/><d4/><d5/><d6/><d7/><d8/><d9/><e0/><e1/></a>",
			"END record: there is no element a/b; in a there are x, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9 and others\n"},
		{"EmptyList", "a.xml", o, "<visits></visits>", ""},
		{"OtherPlaces", "a.xml", o, "<visits><x><visit><id>1</id></visit></x><y/><visit><visit>2</visit></visit><z></z></visits>", "a.xml:1 {visit=\"2\"}\n"},
		{"LongPath", "a.xml", Options{Records: "a/b/c"}, "<a><b/><c/><b><c>1</c><d><c>2</c></d><c>3</c></b><d><c>4</c></d><b><c>5</c></b></a>",
			"a.xml:1 {#text=\"1\"}\na.xml:1 {#text=\"3\"}\na.xml:1 {#text=\"5\"}\n"},
		{"Namespaces", "a.xml", o, `<v:visits xmlns:v="u" xmlns="w"><v:visit xmlns:x="y" x:k="1" k="2"><x:a>1</x:a><a>2</a></v:visit></v:visits>`, "a.xml:1 {@k=[\"1\" \"2\"] a=[\"1\" \"2\"]}\n"},
		{"CDATAAndComments", "a.xml", o, "<!-- x --><visits><?y z?><visit><a>1<!-- 2 --><![CDATA[<3>]]>&amp;&#52;</a></visit></visits><!-- 5 -->", "a.xml:1 {a=\"1<3>&4\"}\n"},
		{"Entity", "a.xml", o, "<!DOCTYPE visits [<!ENTITY e \"x\">]>\n<visits>\n<visit><a>&e;</a></visit></visits>", "END record: a.xml:3: the file is not XML: invalid character entity &e;\n"},
		{"Syntax", "a.xml", o, "<visits><visit/>\n<visit></a></visit></visits>", "a.xml:1 {}\nEND record: a.xml:2: the file is not XML: element <visit> closed by </a>\n"},
		{"CutOff", "a.xml", o, "<visits><visit/>\n<visit>", "a.xml:1 {}\nEND record: a.xml:2: the file is not XML: unexpected EOF\n"},
		{"CutOffOutside", "a.xml", o, "<visits><visit/>\n", "a.xml:1 {}\nEND record: a.xml:2: the file is not XML: unexpected EOF\n"},
		{"Nothing", "a.xml", o, head, "END record: a.xml:2: the file has no element\n"},
		{"TwoRoots", "a.xml", o, "<visits></visits>\n<visits/>", "END record: a.xml:2: the file is not XML: it has more than one root\n"},
		{"NUL", "a.xml", o, "<visits><visit>\n<a>\x00</a></visit></visits>", "END record: a.xml:2: the file is not XML: illegal character code U+0000\n"},
		{"NotUTF8", "a.xml", o, "<visits><visit><a>\xe9</a></visit></visits>", "END record: a.xml:1: the file is not XML: invalid UTF-8\n"},
		{"Declared", "a.xml", o, "<?xml version='1.0' encoding='ISO-8859-1'?>\n<visits>\n<visit><a>\xe9\x80</a></visit></visits>", "a.xml:3 {a=\"é€\"}\n"},
		{"DeclaredUnknown", "a.xml", o, "<?xml version='1.0' encoding='x'?><visits/>", "END record: a.xml:1: the file is not XML: xml: opening charset \"x\": it says that its encoding is \"x\", and there is none of that name\n"},
		{"DeclaredUTF16", "a.xml", o, "<?xml version='1.0' encoding='utf-16'?><visits/>", "END record: a.xml:1: the file is not XML: xml: opening charset \"utf-16\": it says that its encoding is UTF-16, and it is not\n"},
		{"DeclaredInvalid", "a.xml", o, "<?xml version='1.0' encoding='windows-1253'?><visits><visit>\xd2</visit></visits>", "END record: a.xml:1: the file is not XML: invalid UTF-8\n"},
		{"UTF16", "a.xml", o, wide("\ufeff<?xml version='1.0' encoding='UTF-16'?>\n<visits>\n<visit><a>é😀</a></visit></visits>"), "a.xml:3 {a=\"é😀\"}\n"},
		{"UTF16WithoutMark", "a.xml", o, wide("<?xml version='1.0' encoding='UTF-16'?>\n<visits>\n<visit><a>é</a></visit></visits>"), "a.xml:3 {a=\"é\"}\n"},
		{"OptionBeforeDeclared", "a.xml", Options{Records: "a", Encoding: "utf-8"}, "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", "a.xml:1 {#text=\"é\"}\n"},
		{"MarkBeforeDeclared", "a.xml", Options{Records: "a", Encoding: "latin1"}, "\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", "a.xml:1 {#text=\"é\"}\n"},
		{"NoRecords", "a.xml", Options{}, "<a/>", "END record: a.xml:1: the path of the element that is a record is missing; it is one such as visits/visit\n"},
		{"Deepest", "a.xml", Options{Records: "a"}, deep, "a.xml:1 " + strings.Repeat("{a=", 63) + `"x"` + strings.Repeat("}", 63) + "\n"},
		{"TooDeep", "a.xml", Options{Records: "a"}, "<a>" + deep + "</a>", "END record: a.xml:1: more than 64 elements lie in one another\n"},
		{"TooDeepOutside", "a.xml", Options{Records: "a/b"}, "<a>" + deep + "</a>", "END record: a.xml:1: more than 64 elements lie in one another\n"},
	} {
		c.test(t)
	}
}

func TestXMLTooLong(t *testing.T) {
	o := Options{Records: "a/b"}
	long := strings.Repeat("x", RecordLimit)
	for _, c := range []struct{ name, content, want string }{
		{"Record", "<a><b/>\n<b>" + long, "a.xml:1 {}\nEND record: a.xml:2: the record is longer than 8388608 bytes\n"},
		{"Attribute", "<a><b/>\n<b c=\"" + long, "a.xml:1 {}\nEND record: a.xml:2: what stands between two tags is longer than 8388608 bytes\n"},
		{"Outside", "<a><b/>\n<!--" + long, "a.xml:1 {}\nEND record: a.xml:2: what stands between two tags is longer than 8388608 bytes\n"},
		{"Texts", "<a><b>" + strings.Repeat("y<c>", 9) + long[RecordLimit/8:] + strings.Repeat("</c>", 9) + "</b>\n<b/></a>",
			"bad a.xml:1: the record with its texts is longer than 8388608 bytes\na.xml:2 {}\n"},
		{"Values", "<a><b>" + strings.Repeat("<c/>", maxValues+1) + "</b>\n<b/></a>", "bad a.xml:1: the record has more than 1048576 values\na.xml:2 {}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, o, write(t, "a.xml", c.content)); got != c.want {
				t.Errorf("got\n%.400swant\n%s", got, c.want)
			}
		})
	}
}

// Files without a record are well as long as another has one.
func TestXMLInAnyFile(t *testing.T) {
	none, one := write(t, "a.xml", "<trips/>"), write(t, "b.xml", "<visits><visit/></visits>")
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"First", []string{one, none}, ""},
		{"Last", []string{none, one}, ""},
		{"None", []string{none, none}, "record: there is no element visits/visit; the root is trips"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Open(c.files, nil, Options{Records: "visits/visit"})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, err := range r.Records() {
				if err != nil {
					got += err.Error()
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
