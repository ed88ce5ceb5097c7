package record

// An Object is a JSON object, a row of a table or an XML element: keys, each once, in
// the order in which they stand. Values are nil, bool, json.Number, string, []any and
// Object.
type Object []Member

// A Member is a key of an Object and its value.
type Member struct {
	Key   string
	Value any
}

// Get returns the value of a key, and whether there is one.
func (o Object) Get(key string) (any, bool) {
	for _, m := range o {
		if m.Key == key {
			return m.Value, true
		}
	}
	return nil, false
}

// members are an object that is being put together.
type members struct {
	Object
	at map[string]int // of each key, once there are many
}

// many is from where on looking into a map is faster than along the keys.
const many = 16

// find returns where a key is, or -1.
func (m *members) find(key string) int {
	if m.at != nil {
		if i, ok := m.at[key]; ok {
			return i
		}
		return -1
	}
	for i := range m.Object {
		if m.Object[i].Key == key {
			return i
		}
	}
	return -1
}

// add puts a new key behind the others.
func (m *members) add(key string, v any) {
	m.Object = append(m.Object, Member{key, v})
	switch {
	case m.at != nil:
		m.at[key] = len(m.Object) - 1
	case len(m.Object) > many:
		m.at = make(map[string]int, 2*many)
		for i := range m.Object {
			m.at[m.Object[i].Key] = i
		}
	}
}

// again puts a value in, which makes a list of those of the same key.
func (m *members) again(key string, v any) {
	i := m.find(key)
	if i < 0 {
		m.add(key, v)
		return
	}
	if list, ok := m.Object[i].Value.([]any); ok {
		m.Object[i].Value = append(list, v)
		return
	}
	m.Object[i].Value = []any{m.Object[i].Value, v}
}
