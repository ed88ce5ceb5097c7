package store

// A Query is a Selection with the values it is asked with. The Selection is a
// closed value that no one changes once it has been used: a store may keep what
// it made of it, such as the text of a statement, under its address.
type Query struct {
	Select *Selection
	Args   []any
}

// An Arg stands in a Selection for a value in the Args of its Query: 1 for the
// first. 0 is none. The values' types are stated where an Arg stands; all of
// them are string, int64, float64, bool, []string, []int64, []float64,
// edtf.Window and Position.
type Arg int

// Of returns the value that a stands for in args, nil if it is none.
func (a Arg) Of(args []any) any {
	if a == 0 {
		return nil
	}
	return args[a-1]
}

// A Selection says what a Query starts from, its roots, and what is wanted of
// each. Either Kinds or Relations is given.
type Selection struct {
	Kinds     []string // the roots are the nodes of these kinds
	Relations []string // the roots are the edges of these relations
	Text      Arg      // string: only nodes that match it by full text, with a score
	Where     Cond     // nil lets all pass; in a Selection of edges it is Of the Edge
	Pick
}

// A Pick says which rows are wanted and what of each.
type Pick struct {
	Rows      bool    // whether rows are wanted at all, or whether there are more
	Total     bool    // whether the number of all rows is wanted
	Positions bool    // whether each row's Position is wanted, for its cursor
	NoMore    bool    // whether there are more rows is not wanted: MoreBefore and MoreAfter are false
	Fields    []Field // the values wanted of each row
	Hops      []*Hop  // what is wanted below each row
	Order     Order

	// After and Before, each a Position of the same Order, leave only the rows
	// that lie strictly behind and before it. The row itself need not exist.
	After, Before Arg
	// First and Last, each an int64 from 0, limit the page to that many rows
	// from the front, or from the back; at most one is given. Without either
	// all rows are wanted.
	First, Last Arg
}

// A Field names one value of a row.
type Field struct {
	Of   Of
	Name string
}

// Of says what of a row a Field or a condition means.
type Of uint8

// The parts of a row, with the names that a Field may have of each.
const (
	// OfNode is the node: "id" (string), "kind" (string, the Kind's name) or a
	// property. A property that the node's kind does not have is absent.
	OfNode Of = iota
	// OfEdge is the edge that led to the node, or the root edge: "id",
	// "relation", "source" and "target" (the ids of its ends), or a property.
	OfEdge
	// OfGroup is a row of a Through hop: "count" (int64, distinct nodes in the
	// middle), "first" and "last" (edtf.Period or absent: the time of the
	// first and the last of those nodes that have a time, in order of time),
	// or the Name of one of its Folds.
	OfGroup
	// OfMatch is a root found by text: "score" (int64, from 1 to 4).
	OfMatch
)

// A Hop leads from each row to further rows.
type Hop struct {
	On    []string // the kinds of node that have this hop, where not all in the row's place do; the page of others is zero
	Step  Step
	Kinds []string // the kinds of node that are wanted at its end; never empty
	Where Cond     // of the node, and of the edge where the step has one; nil lets all pass
	One   bool     // at most one row is wanted, the first in order; there is neither First nor Last, After nor Before
	Pick
}

// A Step is the way that a Hop goes: one of Along, Chain, Through, Middle, Ref
// and End.
type Step interface{ step() }

// Along follows the edges of one relation. A row is an edge with the node at its
// far end; with Distinct it is a node, once however many edges lead to it, and
// has no OfEdge. With Both a self loop is followed once. Single says that no two nodes have
// more than one such edge: the ids of nodes then tell the rows apart, and a store need not look
// at those of edges.
type Along struct {
	Relation  string
	Direction Direction
	Distinct  bool
	Single    bool // of a Hop's; never with Both
}

// Told reports whether rows in an order are told apart by the ids of their nodes: those of edges are then no part of it, nor
// of a Position in it.
func (a Along) Told(o Order) bool { return a.Single && !o.Edges }

// Chain follows the edges of one relation any number of times, none included:
// the node itself comes first, then the others by their distance, each once.
// Nodes at MaxChain steps or farther are left out. Its Order is ByDistance, and it
// is wanted whole: no First, Last, After or Before. Nodes on the way may be of
// any kind.
type Chain struct {
	Relation  string
	Direction Direction
}

// MaxChain is the greatest number of nodes in a chain.
const MaxChain = 32

// Through follows two edges and groups by the far end, which is never the node
// that it started from. The nodes in the middle are of Kinds and satisfy Where;
// Time names their property of type Period that first and last are taken of.
// Edges, which is Of OfEdge alone, holds of each of the two edges. AtLeast, an
// int64, leaves out rows of a smaller count. Single says that no two nodes have
// more than one edge of either step, so that a node in the middle is met once: a store need
// not look for it again.
type Through struct {
	First, Second Along // without Distinct
	Single        bool
	Kinds         []string
	Where, Edges  Cond // nil lets all pass
	Time          string
	Folds         []Fold
	AtLeast       Arg
}

// A Fold makes one value, for a row of a Through hop, of a property of the edges
// that were followed: those to each node in the middle and those on from it. How often
// a value comes makes no difference to it.
type Fold struct {
	Name     string // of the Field, other than "count", "first" and "last"
	Property string
	By       FoldBy
	Values   []string // of Foremost: in which order
	Among    string   // of Every, if not empty: edges without a value of this property, which is no Period, do not count
}

// FoldBy is how a Fold makes its value.
type FoldBy uint8

// The ways to fold, with the type of the property and that of the value.
const (
	CountDistinct FoldBy = iota // Strings, int64: how many different elements there are
	Foremost                    // String, string: that of Values which comes first; absent if there is none
	AnyTrue                     // Bool, bool: whether it is true on some edge
	EveryTrue                   // Bool, bool: whether it is true on every edge that counts, and there is one
)

// Middle leads from a row of a Through hop to the nodes in the middle, each once:
// those that its count counts. They have no OfEdge.
type Middle struct{}

// Ref leads to the nodes whose ids a property of the row's node or edge holds,
// each once. They have no OfEdge.
type Ref struct {
	Of       Of // OfNode or OfEdge
	Property string
}

// End leads from a root edge to the node at one of its ends. There is no OfEdge.
type End struct{ Source bool }

func (Along) step()   {}
func (Chain) step()   {}
func (Through) step() {}
func (Middle) step()  {}
func (Ref) step()     {}
func (End) step()     {}

// A Direction says which way edges are followed.
type Direction uint8

// The directions: from source to target, from target to source, and either.
const (
	Out Direction = iota
	In
	Both
)

// An Order is a total order of rows: by its keys, then by the node's id (by the
// edge's if Edges is set or the rows are root edges), then, where rows are edges, by the edge's id. What
// has no key comes last, whichever way the order goes. Text is compared by code
// point. ByTime, ByFirst and ByLast reverse ids as well if Desc is set; the
// others have ids ascending always.
type Order struct {
	By       By
	Of       Of     // of ByProperty and ByTime: OfNode or OfEdge
	Property string // of ByProperty (not of type Strings or Period) and ByTime (of type Period)
	Desc     bool
	Edges    bool // only where rows are edges
}

// By is what an Order goes by.
type By uint8

// The orders, with the keys of their Positions.
const (
	ByID       By = iota // none
	ByProperty           // the value, or nil
	ByTime               // StartEarliest and EndLatest (int64), or nil and nil
	ByCount              // the count (int64): rows of Through
	ByFirst              // as ByTime, of "first": rows of Through
	ByLast               // as ByTime, of "last": rows of Through
	ByScore              // the score (int64), highest first, and the name or "": roots found by text
	ByDistance           // rows of Chain, which have no Position
)

// A Position is a place in an Order: where a row stands, or stood.
type Position struct {
	Keys []any  // as the Order's By says: string, int64, float64, bool, or nil where absent
	ID   string // the node's; empty if the Order has Edges or rows are root edges
	Edge string // the edge's; empty where rows are not edges, or Along.Told; one that is given there counts for nothing
}
