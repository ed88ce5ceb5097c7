package plan

// PageSize reads how many rows of a page are wanted: the usual number where nothing is said, and at
// most as many as any page may have.
func (a *Arguments) PageSize(at ...string) int {
	v := a.value(at)
	n, err := pageSize(v)
	if err != nil {
		if a.err == nil {
			a.err = a.Wrong(way(places(at)), err)
		}
		return 0
	}
	size, _ := n.(int64)
	return int(size)
}
