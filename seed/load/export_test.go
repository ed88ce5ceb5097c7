package load

// Batched returns options with a batch of so many records.
func Batched(o Options, records int) Options {
	o.Batch = records
	return o
}

// Spilling returns options with sorters that hold so many bytes.
func Spilling(o Options, bytes int) Options {
	o.memory = bytes
	return o
}
