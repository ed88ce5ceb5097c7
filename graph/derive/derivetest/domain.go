package derivetest

import (
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
)

// domain is a small schema with every rule in it: who says what of which event, and
// which task needs which.
const domain = `
directive @node(label: String!, time: String) on OBJECT
directive @edge(type: RelationType!, direction: EdgeDirection! = OUT, transitive: Boolean! = false, sharing: RelationType, order: String) on FIELD_DEFINITION
directive @through(first: RelationType!, firstDirection: EdgeDirection!, second: RelationType!, secondDirection: EdgeDirection!) on FIELD_DEFINITION
directive @ref(property: String!) on FIELD_DEFINITION
directive @default(value: String!) on FIELD_DEFINITION
directive @derived on FIELD_DEFINITION
directive @unnamed on OBJECT
directive @testimony(claim: String!, cites: String!, speaker: String!, document: String!, certainty: String!, polarity: String!, contradicts: String!, evidence: String!) on OBJECT
enum EdgeDirection { OUT IN BOTH }
enum Kind { EVENT HALL NAMELESS PAPER PERSON SAYING TASK THESIS }
enum RelationType { CAME CITES HELD_IN LED LINKED NEEDS PRINTED_IN RIVALS SAYS SPOKEN_BY TOLD_AT }
enum Certainty { SURE LIKELY MAYBE }
enum Polarity { YES NO }
scalar EDTF
type Period { edtf: EDTF! text: String }
type Figure { value: Float unit: String! }

type Provenance { documents: Int! origins: Int! certainty: Certainty disputed: Boolean! anonymous: Boolean! }
interface Speaker { id: ID! }

type Person implements Speaker @node(label: "Person") {
  id: ID!
  name: String!
  events: CameConnection! @edge(type: CAME)
  leads: EventConnection! @edge(type: LED)
  met: MetConnection! @through(first: CAME, firstDirection: OUT, second: CAME, secondDirection: IN)
}
type Nameless implements Speaker @node(label: "Nameless") @unnamed {
  id: ID!
  printedIn: Paper @edge(type: PRINTED_IN)
}
type Hall @node(label: "Hall") {
  id: ID!
}
type Paper @node(label: "Paper") {
  id: ID!
}
type Event @node(label: "Event", time: "when") {
  id: ID!
  when: Period
  provenance: Provenance! @derived
  evidence: SayingConnection! @ref(property: "evidence")
  host: Person @ref(property: "host")
  leader: Person @edge(type: LED, direction: IN)
  hall: Hall @edge(type: HELD_IN)
  told: SayingConnection! @edge(type: TOLD_AT, direction: IN)
}
type Thesis @node(label: "Thesis", time: "about") {
  id: ID!
  about: Period
  figure: Figure
  provenance: Provenance! @derived
  links: LinkConnection! @edge(type: LINKED, direction: BOTH)
  rivals: ThesisConnection! @edge(type: RIVALS)
}
type Saying @node(label: "Saying", time: "saidAt")
  @testimony(claim: "thesis", cites: "cites", speaker: "speaker", document: "paper", certainty: "certainty", polarity: "polarity", contradicts: "rivals", evidence: "evidence") {
  id: ID!
  certainty: Certainty! @default(value: "SURE")
  polarity: Polarity! @default(value: "YES")
  speaker: Speaker @edge(type: SPOKEN_BY)
  paper: Paper @edge(type: PRINTED_IN)
  saidAt: Period
  thesis: Thesis! @edge(type: SAYS)
  toldAt: Event @edge(type: TOLD_AT)
  cites: Saying @edge(type: CITES, sharing: SAYS)
  chain: [Saying!]! @edge(type: CITES, transitive: true)
}
type Task @node(label: "Task") {
  id: ID!
  needs: TaskConnection! @edge(type: NEEDS)
  all: [Task!]! @edge(type: NEEDS, transitive: true)
}
type PageInfo { hasNextPage: Boolean! }
type CameConnection { edges: [CameEdge!]! nodes: [Event!]! pageInfo: PageInfo! totalCount: Int! }
type CameEdge { cursor: String! node: Event! id: ID! when: Period provenance: Provenance! @derived forWhom: Person @ref(property: "forWhom") evidence: SayingConnection! @ref(property: "evidence") }
type MetConnection { edges: [MetEdge!]! nodes: [Person!]! pageInfo: PageInfo! totalCount: Int! }
type MetEdge { cursor: String! node: Person! }
type EventConnection { edges: [EventEdge!]! nodes: [Event!]! pageInfo: PageInfo! totalCount: Int! }
type EventEdge { cursor: String! node: Event! }
type SayingConnection { edges: [SayingEdge!]! nodes: [Saying!]! pageInfo: PageInfo! totalCount: Int! }
type SayingEdge { cursor: String! node: Saying! }
type ThesisConnection { edges: [ThesisEdge!]! nodes: [Thesis!]! pageInfo: PageInfo! totalCount: Int! }
type ThesisEdge { cursor: String! node: Thesis! }
type LinkConnection { edges: [LinkEdge!]! nodes: [Thesis!]! pageInfo: PageInfo! totalCount: Int! }
type LinkEdge { cursor: String! node: Thesis! id: ID! weight: Figure }
type TaskConnection { edges: [TaskEdge!]! nodes: [Task!]! pageInfo: PageInfo! totalCount: Int! }
type TaskEdge { cursor: String! node: Task! }
type Query { person(id: ID!): Person }
`

// Ontology reads the domain of the suite.
func Ontology(t *testing.T) *ontology.Ontology {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "derivetest", Input: domain})
	if err != nil {
		t.Fatal(err)
	}
	o, err := ontology.New(schema)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
