package record

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Options say what the bytes are. The zero value takes the format from the file's
// name, and everything else as it mostly is.
type Options struct {
	// Format is "csv", "tsv", "json", "jsonl" or "xml". "" tells it by the file's
	// name, without .gz or .zst: .csv, .tsv, .tab, .json, .jsonl, .ndjson, .ijson
	// and .xml, in any case.
	Format string
	// Encoding is a name of the WHATWG Encoding Standard, such as "windows-1252";
	// "" is UTF-8. A byte order mark of UTF-8 or UTF-16 goes before it, and it goes
	// before what an XML file says of itself.
	Encoding string
	// Delimiter stands between the fields of a table, one character; "" is a comma
	// or, in "tsv", a tab.
	Delimiter string
	// Quote is the one character around fields of a table that hold what would end
	// them, doubled where it is meant; "" is `"`, "none" is no quoting.
	Quote string
	// Header names the columns of tables that have no header line; nil takes their
	// first line for it. Spaces around names are cut.
	Header []string
	// Comment is how lines of a table begin that are passed over; "" is none.
	Comment string
	// Skip is the number of lines of a table before its header.
	Skip int
	// Records is where the records are. In JSON it is the path of their list, keys
	// with dots between them, such as "result.items"; "" is a file that is the list,
	// or one object or several one after another, each a record; a path to one object
	// makes that the record, unless it holds nothing but objects, which is an error. In
	// XML it is the path of the element that is a record, with slashes from the root,
	// such as "visits/visit", without namespaces; a file with another root has none,
	// and it is an error if all files have other elements only.
	Records string
	// Files says which files of an archive are read, as a pattern of path.Match
	// against the whole name, with or without a leading "./". "" is all whose
	// format the name tells or, if Format is given, all.
	Files string
	// Table, if it is not nil, is told the columns of each table before its first
	// record. An error ends the reading and is its error.
	Table func(file string, columns []string) error
}

// formats has the formats by the ends of names.
func formats(ext string) string {
	switch ext {
	case ".csv", ".json", ".jsonl", ".xml", ".tsv":
		return ext[1:]
	case ".tab":
		return "tsv"
	case ".ndjson", ".ijson":
		return "jsonl"
	}
	return ""
}

// uncompressed returns a name in lower case without what tells of compression.
func uncompressed(name string) string {
	name = strings.ToLower(path.Base(name))
	switch path.Ext(name) {
	case ".gz", ".zst":
		return strings.TrimSuffix(name, path.Ext(name))
	case ".tgz", ".tzst":
		return strings.TrimSuffix(name, path.Ext(name)) + ".tar"
	}
	return name
}

// Format returns the format that the name of a file tells of, compressed or not, as Options.Format has it; "" if it
// tells of none.
func Format(name string) string { return formats(path.Ext(uncompressed(name))) }

// format returns the format of a file, "" if it cannot be told.
func (o *Options) format(name string) string {
	if o.Format != "" {
		return o.Format
	}
	return Format(name)
}

// checked returns the options with what is left out filled in, or says what is wrong.
func (o Options) checked() (Options, error) {
	if o.Format != "" && formats("."+o.Format) != o.Format {
		return o, fmt.Errorf("there is no format %q; there are csv, tsv, json, jsonl and xml", o.Format)
	}
	if o.Encoding != "" {
		e, err := htmlindex.Get(o.Encoding)
		if err != nil {
			return o, fmt.Errorf("there is no encoding %q; names are those of the WHATWG Encoding Standard, such as utf-8 and windows-1252", o.Encoding)
		}
		if o.Encoding, err = htmlindex.Name(e); err != nil || o.Encoding == "replacement" {
			return o, errors.New("the encoding is one that is not supported")
		}
	}
	if o.Format == "xml" && strings.Trim(o.Records, "/") == "" {
		return o, errNoElement
	}
	if _, err := path.Match(o.Files, ""); err != nil {
		return o, fmt.Errorf("the pattern of files %q is malformed; it is one such as data/*.xml", o.Files)
	}
	return o, o.checkTable()
}

var errNoElement = errors.New("the path of the element that is a record is missing; it is one such as visits/visit")

// checkTable checks what is of tables only.
func (o *Options) checkTable() error {
	if err := character("delimiter", o.Delimiter); err != nil {
		return err
	}
	if o.Quote != "none" {
		if err := character("quote", o.Quote); err != nil {
			return err
		}
	}
	if d, q := o.delimiter("csv"), o.quote(); d == q || o.delimiter("tsv") == q {
		return fmt.Errorf("the delimiter and the quote are both %q, and must differ", q)
	}
	if o.Skip < 0 {
		return fmt.Errorf("%d lines before the header cannot be; it is 0 or more", o.Skip)
	}
	if strings.ContainsAny(o.Comment, "\r\n") {
		return errors.New("what comments begin with has a line break, and is within one line")
	}
	if o.Header == nil {
		return nil
	}
	if len(o.Header) == 0 {
		return errors.New("the header has no columns; leave it out if the file has them")
	}
	o.Header = slices.Clone(o.Header)
	return header(o.Header)
}

// character checks that s is one, or nothing.
func character(what, s string) error {
	r, n := utf8.DecodeRuneInString(s)
	if s != "" && (n != len(s) || r == utf8.RuneError || strings.ContainsAny(s, "\r\n\x00")) {
		return fmt.Errorf("the %s %q must be one character, and no line break", what, s)
	}
	return nil
}

// delimiter returns what stands between fields.
func (o *Options) delimiter(format string) rune {
	switch {
	case o.Delimiter != "":
		r, _ := utf8.DecodeRuneInString(o.Delimiter)
		return r
	case format == "tsv":
		return '\t'
	}
	return ','
}

// none is a rune that no file has.
const none rune = -1

// quote returns what stands around fields.
func (o *Options) quote() rune {
	switch o.Quote {
	case "":
		return '"'
	case "none":
		return none
	}
	r, _ := utf8.DecodeRuneInString(o.Quote)
	return r
}
