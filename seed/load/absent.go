package load

// Absent are the ids of nodes that rows refer to and none brings, in a dry run: the graph
// that is loaded into may hold them.
type absent struct {
	count int
	first []string // of them, absentShown at most
	last  string
}

// absentShown is how many of them are named.
const absentShown = 5

// refer notes such an id. Ids come in order, each maybe several times.
func (a *absent) refer(id string) {
	if id == a.last {
		return
	}
	a.last = id
	if a.count++; len(a.first) < absentShown {
		a.first = append(a.first, id)
	}
}
