package made

import (
	"fmt"
	"strings"
)

var (
	onsets = strings.Fields("b br d dr f g gr h k kl l m n p pl r s sk st t tr v w z th")
	vowels = strings.Fields("a e i o u ai ea o e a")
	codas  = strings.Fields("l n r s t nd rt lm ck x sh")
	titles = strings.Fields("Dr. Mrs. Gen. Adm. Prof.")
)

// word is an invented name: capitalized, two or three syllables.
func (m *maker) word() string {
	var b strings.Builder
	for range 2 + m.IntN(2) {
		b.WriteString(pick(m, onsets))
		b.WriteString(pick(m, vowels))
	}
	b.WriteString(pick(m, codas))
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// words are n different invented words.
func (m *maker) words(n int) []string {
	list, there := make([]string, n), map[string]bool{}
	for i := range list {
		w := m.word()
		for there[w] {
			w = m.word()
		}
		there[w] = true
		list[i] = w
	}
	return list
}

// listed is an invented name as an archive lists it: family name first, with what archives add.
func (m *maker) listed() string {
	name := fmt.Sprintf("%s, %s %c.", m.word(), m.word(), 'A'+m.IntN(26))
	switch {
	case m.chance(60):
		name += fmt.Sprintf(" (%q)", m.word())
	case m.chance(60):
		name += " (" + pick(m, titles) + ")"
	case m.chance(20):
		name += ", Jr."
	}
	return name
}

// other is another spelling that is not told apart when accents, case and hyphens do not count.
func (m *maker) other(name string) string {
	switch i := strings.LastIndexByte(name, ' '); m.IntN(3) {
	case 0:
		return strings.NewReplacer("a", "á", "o", "ö").Replace(name)
	case 1:
		return name[:i] + "-" + name[i+1:]
	default:
		return name[:i+1] + strings.ToLower(name[i+1:])
	}
}

// clipped is another spelling as a slip of the archive makes it: without the first letter.
func clipped(name string) string { return name[1:] }
