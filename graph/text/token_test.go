package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	long := strings.Repeat("a", tokenLimit)
	tests := []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"no words", " -- \n", nil},
		{"marks alone", "\u0301 \u0301", nil},
		{"ASCII", "Ghani, Ashraf: 2021-08-15!", []string{"ghani", "ashraf", "2021", "08", "15"}},
		{"repeated", "no No NO", []string{"no", "no", "no"}},
		{"apostrophe", "O'Brien", []string{"o", "brien"}},
		{"accents", "Café Élysée", []string{"cafe", "elysee"}},
		{"decomposed", "Cafe\u0301s", []string{"cafes"}},
		{"sharp s", "Straße", []string{"strasse"}},
		{"dotted I", "İSTANBUL", []string{"istanbul"}},
		{"ligature", "ﬁnal", []string{"final"}},
		{"Arabic with marks", "مُحَمَّد بن", []string{"محمد", "بن"}},
		{"CJK", "北京、東京", []string{"北京", "東京"}},
		{"non-BMP", "𐐀𐐁 😀 𝐊𝐚", []string{"𐐨𐐩", "ka"}},
		{"numbers", "Ⅷ ² ٣", []string{"viii", "2", "٣"}},
		{"one character of two tokens", "a½b", []string{"a1", "2b"}},
		{"a symbol made of letters", "™", []string{"tm"}},
		{"at the limit", long, []string{long}},
		{"beyond it", long + "b c", []string{long, "b", "c"}},
		{"beyond it twice", strings.Repeat("é", 2*tokenLimit+1), []string{strings.Repeat("e", tokenLimit), strings.Repeat("e", tokenLimit), "e"}},
		{"not UTF-8", "a\xffb", []string{"a", "b"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Tokens(test.in)); diff != "" {
			t.Errorf("%s: Tokens(%+q) (-want +got):\n%s", test.name, test.in, diff)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "Ashraf Ghani", "a½b㈱c", "مُحَمَّد", "e\u0301 \u0301x", strings.Repeat("ß", 70), "\xff한"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := Tokens(s)
		if diff := cmp.Diff(tokens, Tokens(Fold(s))); diff != "" {
			t.Fatalf("%+q: tokens of the text and its fold differ:\n%s", s, diff)
		}
		if diff := cmp.Diff(tokens, Tokens(strings.Join(tokens, " "))); diff != "" {
			t.Fatalf("%+q: tokens change when they are cut again:\n%s", s, diff)
		}
		for _, token := range tokens {
			if n := utf8.RuneCountInString(token); n == 0 || n > tokenLimit || Fold(token) != token || !strings.Contains(Fold(s), token) {
				t.Fatalf("%+q has a wrong token %+q", s, token)
			}
		}
		at := 0
		for w := range words(s) {
			if w.from < 0 || w.from >= w.to || w.to > len(s) || w.to < at {
				t.Fatalf("%+q: the token %q is from %d to %d, after %d", s, w.token, w.from, w.to, at)
			}
			if !strings.Contains(Fold(s[w.from:w.to]), string(w.token)) {
				t.Fatalf("%+q: the token %q is not in %+q", s, w.token, s[w.from:w.to])
			}
			at = w.to
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	for name, s := range map[string]string{"ASCII": "Ashraf Ghani Ahmadzai", "accents": "Müller traf Élodie in Kābul"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Tokens(s)
			}
		})
	}
}
