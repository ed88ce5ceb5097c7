// Package data holds what a new graph begins with: the fall of Kabul in August
// 2021, as one news report tells it, in the native format.
package data

import (
	_ "embed" // for the file beside this one
	"io"
	"strings"
)

//go:embed kabul.jsonl
var kabul string

// Name is the file's name, for complaints.
const Name = "kabul.jsonl"

// Kabul returns a reader of the file.
func Kabul() io.Reader { return strings.NewReader(kabul) }
