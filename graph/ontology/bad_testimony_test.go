package ontology

import "strings"

// reviews is what is added to the good schema: who says what of a song, and where.
const reviews = `
extend enum Kind { CRITIC ISSUE REVIEW VERDICT }
extend enum RelationType { CITES FINDS PRINTED_IN RIVALS WRITTEN_BY }
enum Tone { SURE MILD }
enum Side { FOR AGAINST }
type Standing { documents: Int! origins: Int! certainty: Tone disputed: Boolean! anonymous: Boolean! }
type Critic @node(label: "Critic") @unnamed { id: ID! }
type Issue @node(label: "Issue") { id: ID! reviews: ReviewConnection! @ref(property: "reviews") standing: Standing! @derived }
type Verdict @node(label: "Verdict") { id: ID! rivals: VerdictConnection! @edge(type: RIVALS, direction: BOTH) standing: Standing! @derived }
type Review @node(label: "Review")
  @testimony(claim: "finds", cites: "cites", speaker: "critic", document: "issue", certainty: "tone", polarity: "side", contradicts: "rivals", evidence: "reviews") {
  id: ID!
  tone: Tone!
  side: Side!
  note: String
  finds: Verdict! @edge(type: FINDS)
  critic: Critic @edge(type: WRITTEN_BY)
  issue: Issue @edge(type: PRINTED_IN)
  cites: Review @edge(type: CITES, sharing: FINDS)
  way: [Review!]! @edge(type: CITES, transitive: true)
}
type VerdictConnection { edges: [VerdictEdge!]! nodes: [Verdict!]! }
type VerdictEdge { cursor: String! node: Verdict! id: ID! standing: Standing! @derived }
type ReviewConnection { edges: [ReviewEdge!]! nodes: [Review!]! }
type ReviewEdge { cursor: String! node: Review! }
input StandingFilter { minOrigins: Int @condition(path: "provenance.origins", test: AT_LEAST) certainty: [Tone!] @condition(path: "provenance.certainty") }
input VerdictFilter { provenance: StandingFilter }
enum VerdictOrder { ORIGINS_DESC @orders(by: "provenance.origins") }
extend type Query { verdicts(first: Int, where: VerdictFilter, orderBy: VerdictOrder): CountedConnection! }
type CountedConnection { edges: [CountedEdge!]! nodes: [Verdict!]! }
type CountedEdge { cursor: String! node: Verdict! }
`

// withReviews makes a bad schema of the good one with reviews, some text of theirs replaced.
func withReviews(from, to, where, reason string) bad {
	if strings.Count(reviews, from) != 1 {
		panic(from + " must stand once in the reviews")
	}
	const query = "type Query {"
	return bad{query, strings.Replace(reviews, from, to, 1) + query, where, reason}
}

func badTestimony() []bad {
	must := func(name, value, what string) string {
		return "@testimony(" + name + ": \"" + value + "\") must name " + what
	}
	const one, enum = "one of its fields that follows edges out to one node", "one of its fields that is an enum and never null"
	const claim = "a field that is never null, of one kind of node that is not its own"
	const cites = "a field whose edges form chains (transitive) and share the claim"
	const rivals = "a field of Verdict that follows edges to others of its kind"
	const about = "a field of Verdict that follows edges one way"
	return []bad{
		withReviews("type Critic @node", "type Loud @testimony(claim: \"a\", cites: \"a\", speaker: \"a\", document: \"a\", certainty: \"a\", polarity: \"a\", contradicts: \"a\", evidence: \"a\") { id: ID! }\ntype Critic @node",
			"Loud", "@testimony stands on one kind of node"),
		withReviews(`claim: "finds"`, `claim: "found"`, "Review", must("claim", "found", one)),
		withReviews(`cites: "cites"`, `cites: "way"`, "Review", must("cites", "way", one)),
		withReviews(`speaker: "critic"`, `speaker: "note"`, "Review", must("speaker", "note", one)),
		withReviews(`document: "issue"`, `document: ""`, "Review", must("document", "", one)),
		withReviews("finds: Verdict! @edge", "finds: Verdict @edge", "Review", must("claim", "finds", claim)),
		withReviews(`CITES, sharing: FINDS`, `CITES`, "Review", must("cites", "cites", cites)),
		withReviews(`  way: [Review!]! @edge(type: CITES, transitive: true)`, ``, "Review", must("cites", "cites", cites)),
		withReviews(`contradicts: "rivals"`, `contradicts: "id"`, "Review", must("contradicts", "id", rivals)),
		withReviews(`contradicts: "rivals"`, `contradicts: "against"`, "Review", must("contradicts", "against", rivals)),
		withReviews(`critic: Critic @edge(type: WRITTEN_BY)`, `critic: Critic @edge(type: PRINTED_IN)`, "Review",
			must("contradicts", "rivals", "a field that follows edges, and each of the five fields its own")),
		withReviews(`certainty: "tone"`, `certainty: "note"`, "Review", must("certainty", "note", enum)),
		withReviews(`side: Side!`, `side: Side`, "Review", must("polarity", "side", enum)),
		withReviews(`evidence: "reviews"`, `evidence: "tags"`, "Review", must("evidence", "tags", "a property of nodes or edges that refers to acts, by @ref")),
		withReviews(`evidence: "reviews")`, `evidence: "reviews", about: "gone")`, "Review", must("about", "gone", about)),
		withReviews(`evidence: "reviews")`, `evidence: "reviews", about: "id")`, "Review", must("about", "id", about)),
		withReviews(`evidence: "reviews")`, `evidence: "reviews", about: "rivals")`, "Review", must("about", "rivals", about)),
		withReviews("@unnamed { id: ID! }", "@unnamed { id: ID! standing: Standing! @derived }", "Critic.standing",
			"provenance is derived where @testimony stands on a kind, for the kind of its claims, for kinds with evidence and for edges"),
		withReviews("documents: Int! origins", "documents: Float! origins", "Issue.standing",
			"what is derived is an object of documents: Int!, origins: Int!, certainty: Tone, disputed: Boolean! and anonymous: Boolean!, not of documents: Float!"),
		withReviews(`minOrigins: Int @`, `minOrigins: [Int!] @`, "StandingFilter.minOrigins", "AT_LEAST is for one number"),
	}
}
