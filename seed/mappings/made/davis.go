package made

import (
	"io"
	"strings"
)

// events is how many columns the table has, beside that of names.
const events = 14

// Davis writes a table of n women and 14 events, in the form that davis-southern-women.yaml
// reads: with a byte order mark, lines that end in CR LF, and no name over the first column. A
// few cells are empty or have spaces around. Some events draw many, and some women go often.
func Davis(w io.Writer, seed uint64, n int) (Counts, error) {
	m := newMaker(w, seed)
	m.counts.Records = n
	m.printf("\uFEFF")
	for i := range events {
		m.printf(",E%d", i+1)
	}
	m.printf("\r\n")
	for _, name := range m.words(n) {
		m.printf("%s", strings.ToUpper(name))
		m.node("Person", "")
		eager := 0.2 + 1.2*m.Float64()
		for i := range events {
			likely := 0.2 + 0.5*float64(min(i, events-1-i))/(events/2)
			m.printf(",%s", m.cell(m.Float64() < likely*eager))
			m.node("Meeting", string(rune('A'+i)))
		}
		m.printf("\r\n")
	}
	if n > 0 {
		m.node("Document", "")
		for range events {
			m.node("Claim", "")
			m.node("Assertion", "")
			m.edges("ASSERTS", "APPEARS_IN", "ABOUT")
		}
	}
	return m.done()
}

// cell is what stands for whether somebody was there, and is counted.
func (m *maker) cell(was bool) string {
	if !was {
		if m.chance(5) {
			return ""
		}
		return "0"
	}
	m.node("Claim", "")
	m.node("Assertion", "")
	m.edges("ATTENDED", "ASSERTS", "APPEARS_IN", "ABOUT", "ABOUT")
	if m.chance(5) {
		return " 1 "
	}
	return "1"
}
