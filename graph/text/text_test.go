package text

import (
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNFC(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ASCII", "Kabul, 2021", "Kabul, 2021"},
		{"composed", "Café", "Café"},
		{"decomposed", "Cafe\u0301", "Café"},
		{"order of marks", "a\u0301\u0323", "ạ\u0301"},
		{"Hangul", "\u1112\u1161\u11ab", "한"},
		{"singleton", "\u212b", "Å"},
		{"compatibility stays", "ﬁ①", "ﬁ①"},
	}
	for _, test := range tests {
		if got := NFC(test.in); got != test.want {
			t.Errorf("%s: NFC(%+q) = %+q, want %+q", test.name, test.in, got, test.want)
		}
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ASCII", "Ashraf GHANI 2021!", "ashraf ghani 2021!"},
		{"composed", "Ångström Đorđe", "angstrom đorđe"},
		{"decomposed", "Cafe\u0301", "cafe"},
		{"sharp s", "Straße STRASSE ẞ", "strasse strasse ss"},
		{"dotted I", "İstanbul", "istanbul"},
		{"dotless i stays", "ısı", "ısı"},
		{"ligatures", "ﬁnal ﬄ ĳ", "final ffl ij"},
		{"final sigma", "ΣΟΦΌΣ σοφός", "σοφοσ σοφοσ"},
		{"iota below", "ᾳ ᾼ", "α α"},
		{"Arabic with marks", "مُحَمَّد", "محمد"},
		{"Arabic hamza", "أحمد", "احمد"},
		{"Arabic presentation form", "ﷲ", "الله"},
		{"Cyrillic", "Йод", "иод"},
		{"Cherokee", "Ꭰ ꭰ ᏸ Ᏸ", "Ꭰ Ꭰ Ᏸ Ᏸ"},
		{"CJK", "北京 東京", "北京 東京"},
		{"full width", "ＫＡＢＵＬ１", "kabul1"},
		{"Hangul is decomposed", "한", "\u1112\u1161\u11ab"},
		{"non-BMP", "𐐀 𝐊𝐚𝐛𝐮𝐥 😀", "𐐨 kabul 😀"},
		{"marks alone", "\u0301\u0323", ""},
		{"more marks than the stream-safe form has", "a" + strings.Repeat("\u0301", 100) + "b", "ab"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
		{"halves of a character around a mark", "\xc3\u0301\xa9", "\uFFFD\uFFFD"},
	}
	for _, test := range tests {
		if got := Fold(test.in); got != test.want {
			t.Errorf("%s: Fold(%+q) = %+q, want %+q", test.name, test.in, got, test.want)
		}
	}
}

// TestFoldEveryCharacter holds the promises of Fold against all of Unicode.
func TestFoldEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		folded := Fold(string(r))
		if again := Fold(folded); again != folded {
			t.Errorf("%U folds to %+q and that to %+q", r, folded, again)
		}
		if !norm.NFKD.IsNormalString(folded) {
			t.Errorf("%U folds to %+q, which is not NFKD", r, folded)
		}
		if strings.ContainsFunc(folded, unicode.IsMark) {
			t.Errorf("%U folds to %+q, which has a mark", r, folded)
		}
		// Reordering, the one thing that looks at neighbours, is of marks alone.
		if norm.NFKD.PropertiesString(string(r)).CCC() != 0 && folded != "" {
			t.Errorf("%U can be reordered and folds to %+q", r, folded)
		}
		// U+0345 is a mark with a letter for its capital, and so it is left out.
		other := unicode.SimpleFold(r)
		if Fold(string(other)) != folded && r != '\u0345' && other != '\u0345' {
			t.Errorf("%U and %U differ in case alone and fold to %+q and %+q", r, other, folded, Fold(string(other)))
		}
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name, in string
		limit    int
		want     string // A part of the error, or "".
	}{
		{"empty", "", 0, ""},
		{"breaks and tabs", "a\r\n\tb", 5, ""},
		{"at the limit", "éßक", 3, ""},
		{"replacement character", "\uFFFD", 1, ""},
		{"non-BMP", "😀", 1, ""},
		{"beyond the limit", "éßकx", 3, "4 characters and may have at most 3"},
		{"NUL", "ab\x00", 10, "byte 2 is the control character U+0000"},
		{"escape", "é\x1b[0m", 10, "byte 2 is the control character U+001B"},
		{"delete", "\x7f", 10, "byte 0 is the control character U+007F"},
		{"C1", "a\u0085", 10, "byte 1 is the control character U+0085"},
		{"not UTF-8", "a\xffb", 10, "byte 1 (0xFF) is not UTF-8"},
		{"cut character", "ab\xc3", 10, "byte 2 (0xC3) is not UTF-8"},
		{"surrogate", "\xed\xa0\x80", 10, "byte 0 (0xED) is not UTF-8"},
	}
	for _, test := range tests {
		err := Check(test.in, test.limit)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

// TestConcurrent is for the race detector, and catches shared state without it too.
func TestConcurrent(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 200 {
				if got := Fold("Straße É 한 مُحَمَّد"); got != "strasse e \u1112\u1161\u11ab محمد" {
					t.Errorf("got %+q", got)
					return
				}
				if got, ok := Highlight("Café É", "e"); !ok || got != "Café «É»" {
					t.Errorf("got %q, %t", got, ok)
					return
				}
			}
		})
	}
	group.Wait()
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Kabul", "Straße", "İı", "مُحَمَّد", "ﷺ½㈱", "한국", "Ꭰꭰ", "a\u0301\u0323\xc3\u0301\xa9", "𝐊"} {
		f.Add(s, "é")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		nfc := NFC(a)
		if again := NFC(nfc); again != nfc {
			t.Fatalf("NFC(%+q) = %+q and that is %+q", a, nfc, again)
		}
		folded := Fold(a)
		if again := Fold(folded); again != folded {
			t.Fatalf("Fold(%+q) = %+q and that is %+q", a, folded, again)
		}
		if !utf8.ValidString(folded) || !norm.NFKD.IsNormalString(folded) {
			t.Fatalf("Fold(%+q) = %+q is not NFKD", a, folded)
		}
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		if got := Fold(nfc); got != folded {
			t.Fatalf("%+q folds to %+q, its NFC to %+q", a, folded, got)
		}
		if got, want := Fold(a+b), folded+Fold(b); got != want {
			t.Fatalf("%+q and %+q fold together to %+q, apart to %+q", a, b, got, want)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{"ASCII": "Ashraf Ghani Ahmadzai", "accents": "Müller traf Élodie in Kābul", "Arabic": "محمد أشرف غني"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}
