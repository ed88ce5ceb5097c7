package mappings_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/store"
)

// known are questions about the real data whose answers are known otherwise.
var known = map[string]func(*testing.T, store.Store){
	"nixon-tapes":          askTapes,
	"davis-southern-women": askDavis,
	"us-state-visits":      askVisits,
	"us-state-travels":     askTravels,
	"followthemoney":       askEntities,
}

func handler(t testing.TB, st store.Store) http.Handler {
	t.Helper()
	h, err := graph.NewHandler(st, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// answer posts a query and holds the data of the answer against want, which is JSON.
func answer(t *testing.T, h http.Handler, query, want string) {
	t.Helper()
	body := reply(t, h, query)
	var got, wanted any
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if err := json.Unmarshal([]byte(`{"data": `+want+`}`), &wanted); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(wanted, got); d != "" {
		t.Errorf("%s\n(-want +got):\n%s", query, d)
	}
}

// reply posts a query.
func reply(t *testing.T, h http.Handler, query string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Body.Bytes()
}

// together asks in two ways how often two agents met.
func together(t *testing.T, h http.Handler, one, two string, want int) {
	t.Helper()
	answer(t, h, fmt.Sprintf(`{
		meetings(first: 0, where: {with: [%q, %[2]q]}) { totalCount }
		node(id: %[1]q) { ... on Agent { metWith(where: {id: [%[2]q]}) { edges { count } } } }
	}`, one, two), fmt.Sprintf(`{"meetings": {"totalCount": %d}, "node": {"metWith": {"edges": [{"count": %[1]d}]}}}`, want))
}

func askTapes(t *testing.T, st store.Store) {
	const nixon, kissinger = "person:37-wht-eac-00002003", "person:37-wht-eac-00001494"
	h := handler(t, st)
	together(t, h, nixon, kissinger, 1406)
	answer(t, h, `{
		meetings(first: 0) { totalCount }
		nobody: meetings(first: 0, where: {not: {participant: {kind: [PERSON, ORGANIZATION, UNNAMED_AGENT]}}}) { totalCount }
		inWashington: meetings(first: 0, where: {within: "place:washington-dc"}) { totalCount }
		inTheOvalOffice: meetings(first: 0, where: {with: ["`+nixon+`", "`+kissinger+`"], at: ["place:oval-office"]}) { totalCount }
		inMaryland: meetings(first: 0, where: {with: ["`+nixon+`", "`+kissinger+`"], within: "place:maryland"}) { totalCount }
	}`, `{
		"meetings": {"totalCount": 22723}, "nobody": {"totalCount": 29}, "inWashington": {"totalCount": 20665},
		"inTheOvalOffice": {"totalCount": 717}, "inMaryland": {"totalCount": 80}
	}`)
	answer(t, h, `{ nixon: person(id: "`+nixon+`") { name aliases }
		kissinger: person(id: "`+kissinger+`") {
			name aliases
			events(first: 0) { totalCount }
			metWith(first: 3, where: {kind: [PERSON, ORGANIZATION]}) { edges { count node { name } firstMet { edtf } } }
		}
	}`, `{
		"nixon": {"name": "Nixon, Richard M. (President)", "aliases": ["xon, Richard M. (President)"]},
		"kissinger": {"name": "Kissinger, Henry A.", "aliases": [], "events": {"totalCount": 1504}, "metWith": {"edges": [
			{"count": 1406, "node": {"name": "Nixon, Richard M. (President)"}, "firstMet": {"edtf": "1971-02-16T08:04:00-05:00~/1971-02-16T23:59:00-05:00~"}},
			{"count": 344, "node": {"name": "Haldeman, H. R. (\"Bob\")"}, "firstMet": {"edtf": "1971-02-16T08:04:00-05:00~/1971-02-16T23:59:00-05:00~"}},
			{"count": 293, "node": {"name": "Bull, Stephen B."}, "firstMet": {"edtf": "1971-02-20T10:58:00-05:00/1971-02-20T14:42:00-05:00"}}
		]}}
	}`)
	answer(t, h, `{ event(id: "meeting:37-wht-conversation-001-002") {
		name when { edtf text } place { name partOf { name partOf { name } } coordinates { latitude longitude } }
		participants { edges { node { id name } presence evidence { nodes { locator document { name } claim { text } } } } }
	} }`, `{"event": {
		"name": "White House Tapes: Conversation 001-002",
		"when": {"edtf": "1971-04-06T11:51:00-05:00~/1971-04-06T11:53:00-05:00~", "text": "date certain, time estimated"},
		"place": {"name": "White House Telephone", "partOf": {"name": "Washington, D.C.", "partOf": {"name": "United States"}}, "coordinates": {"latitude": 38.89767, "longitude": -77.03655}},
		"participants": {"edges": [`+participant("org:37-wht-eac-00002919", "White House operator")+`, `+participant("unnamed:37-wht-conversation-001-002", "[Unknown person(s)]")+`]}
	}}`)
}

// participant is one in conversation 001-002.
func participant(id, name string) string {
	return `{"node": {"id": "` + id + `", "name": "` + name + `"}, "presence": "UNKNOWN", "evidence": {"nodes": [{
		"locator": "37-wht/findingaids/audiotape-001/37-wht-conversation-001-002.xml",
		"document": {"name": "Finding aid of conversation 001-002"},
		"claim": {"text": "Conversation 001-002 took place at White House Telephone, White House and Old Executive Office Building, Washington, D.C., from April 6, 1971 11:51 am to April 6, 1971 11:53 am, with [Unknown person(s)]; White House operator."}
	}]}}`
}

func askDavis(t *testing.T, st store.Store) {
	h := handler(t, st)
	together(t, h, "person:davis:evelyn", "person:davis:theresa", 7)
	askDavisCentre(t, h)
	answer(t, h, `{
		person(id: "person:davis:evelyn") { metWith(first: 2, orderBy: COUNT_DESC) { edges { count node { name } } } }
		event(id: "meeting:davis:e8") { participants(first: 0) { totalCount } evidence { nodes { locator } } }
	}`, `{
		"person": {"metWith": {"edges": [{"count": 7, "node": {"name": "THERESA"}}, {"count": 6, "node": {"name": "BRENDA"}}]}},
		"event": {"participants": {"totalCount": 14}, "evidence": {"nodes": [{"locator": "column E8"}]}}
	}`)
}

func askVisits(t *testing.T, st store.Store) {
	answer(t, handler(t, st), `{
		events(first: 0, where: {type: ["visit"], within: "place:united-states"}) { totalCount }
		onBehalf: events(first: 0, where: {participant: {onBehalfOf: ["org:country:israel"]}}) { totalCount }
		place(id: "place:israel") { name aliases claimsAbout(first: 0) { totalCount } }
		rabin: person(id: "person:visitor:israel:prime-minister-yitzhak-rabin") { events(first: 0) { totalCount } memberships(first: 1) { edges { role node { name } } } }
		two: event(id: "incident:us-state-visit:3150") { participants { nodes { name } } }
	}`, `{
		"events": {"totalCount": 3264}, "onBehalf": {"totalCount": 71},
		"place": {"name": "Israel", "aliases": ["Israel (Provisional Government)"], "claimsAbout": {"totalCount": 127}},
		"rabin": {"events": {"totalCount": 14}, "memberships": {"edges": [{"role": "foreign leader", "node": {"name": "Israel"}}]}},
		"two": {"participants": {"nodes": [{"name": "Crown Prince Hussein"}, {"name": "King Abdullah"}]}}
	}`)
}

func askTravels(t *testing.T, st store.Store) {
	answer(t, handler(t, st), `{
		person(id: "person:us-state:kissinger-henry-a") { name whereabouts(first: 1) { totalCount edges { when { edtf } node { name partOf { name aliases } } evidence { nodes { quote } } } } }
	}`, `{"person": {"name": "Henry A. (Heinz Alfred) Kissinger", "whereabouts": {"totalCount": 216, "edges": [{
		"when": {"edtf": "1973-10-20/1973-10-22"}, "node": {"name": "Moscow", "partOf": {"name": "Russia", "aliases": ["U.S.S.R."]}},
		"evidence": {"nodes": [{"quote": "Met with General Secretary Brezhnev to discuss the Middle East war."}]}
	}]}}}`)
}

func askEntities(t *testing.T, st store.Store) {
	answer(t, handler(t, st), `{
		people(first: 0) { totalCount }
		search(text: "inter tobacco", first: 1) { nodes { ... on Organization { id name } } }
	}`, `{"people": {"totalCount": 26}, "search": {"nodes": [{"id": "ftm:NK-2GdmHtZTeNXjNVrBGEXZNj", "name": "LLC “Inter Tobacco”"}]}}`)
}
