package mapping

import "parley/seed/record"

// walk goes deeper into a value.
func walk(v any, steps []hop) any {
	for i, s := range steps {
		switch x := v.(type) {
		case record.Object:
			inner, ok := x.Get(s.key)
			if !ok && s.index == 0 {
				inner = x // One object is as a list of it.
			}
			v = inner
		case []any:
			if s.index < 0 {
				return gather(x, steps[i:])
			}
			v = nil
			if s.index < len(x) {
				v = x[s.index]
			}
		case string:
			if s.index != 0 && s.key != textOf {
				return nil
			}
		default:
			if s.index != 0 {
				return nil
			}
		}
	}
	return v
}

// gather is what the elements of a list have at a path, as one list.
func gather(list []any, steps []hop) any {
	var all []any
	for _, x := range list {
		switch v := walk(x, steps).(type) {
		case nil:
		case []any:
			all = append(all, v...)
		default:
			all = append(all, v)
		}
	}
	if all == nil {
		return nil
	}
	return all
}
