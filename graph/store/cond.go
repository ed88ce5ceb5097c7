package store

// A Cond is a condition on a row: one of And, Or, Not, Kinds, Compare, During,
// Some and Each. It is two-valued: to compare what is absent gives false, and its
// Not gives true.
type Cond interface{ cond() }

// And holds if all do; an empty one holds.
type And []Cond

// Or holds if any does; an empty one does not.
type Or []Cond

// Not holds if its condition does not.
type Not struct{ Cond Cond }

// Kinds holds of a node of one of these kinds.
type Kinds []string

// Compare holds if a value, or any element of a list, compares so with Arg.
type Compare struct {
	Of       Of     // OfNode or OfEdge
	Property string // or "id"; not of type Period but for Exists
	Op       Op
	Arg      Arg
}

// An Op is a way to compare, with the type of Arg.
type Op uint8

// The ways to compare. T is the Go type of the property, of its elements in a list.
const (
	Eq       Op = iota // T: the same value
	AnyOf              // []T, not of bool: any of these; none of an empty list
	Prefix             // string: begins with it, both folded; of Folded properties
	Contains           // string: has it inside, both folded; of Folded properties
	AtLeast            // T: not less; of String by code point
	AtMost             // T: not greater
	Exists             // none: has a value; a list: has an element
)

// During holds if the time in Property, of type Period, overlaps Window, an
// edtf.Window: on some reading of it, or with Certain on every one. With Undated it
// holds also if there is no time.
type During struct {
	Of               Of // OfNode or OfEdge
	Property         string
	Window           Arg
	Certain, Undated bool
}

// Some holds of a node from which some step leads to a node of Kinds that satisfies
// Where; Of OfEdge in Where is the edge of the step. Step is Along, or Chain with any number of
// steps (MaxChain does not bound it, and it has no OfEdge).
type Some struct {
	Step  Step
	Kinds []string // never empty
	Where Cond     // nil lets all pass
	// Once says, where Where names the ends of an Along by id, that these have few edges beside those of the rows: a store then
	// finds once from where they are reached, and does not look along the edges of each row.
	Once bool
}

// Each holds of a node if every one of the IDs, a []string, is the far end of a
// step from it; it holds if there are none.
type Each struct {
	Step Along
	IDs  Arg
}

func (And) cond()     {}
func (Or) cond()      {}
func (Not) cond()     {}
func (Kinds) cond()   {}
func (Compare) cond() {}
func (During) cond()  {}
func (Some) cond()    {}
func (Each) cond()    {}
