// Package films is a small second domain: nothing in it is written by hand but
// schema.graphqls. It shows that a schema is all that a domain needs, and the tests
// of the generator take it through generation and every store.
package films

//go:generate go run ..
