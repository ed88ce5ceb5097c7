package record

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxColumns is how many columns a table may have, as many as in a spreadsheet.
const maxColumns = 16384

// header returns the names of the columns.
func (t *table) header() ([]string, error) {
	if t.o.Header != nil {
		return t.o.Header, nil
	}
	line, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, t.fatal(t.line, "the table has no header, a line with the names of its columns")
	}
	if err != nil {
		return nil, err
	}
	if t.wrong != "" {
		return nil, t.fatal(line, "the header cannot be read: %s", t.wrong)
	}
	if t.fields > maxColumns {
		return nil, t.fatal(line, "the header has more than %d columns", maxColumns)
	}
	names := make([]string, t.fields)
	for i := range names {
		names[i] = string(t.field(i))
	}
	if err := header(names); err != nil {
		return nil, t.fatal(line, "%w", err)
	}
	return names, nil
}

// header checks the names of columns, without the spaces around them, and names those
// that have none by position.
func header(names []string) error {
	if len(names) > maxColumns {
		return fmt.Errorf("the header has more than %d columns", maxColumns)
	}
	at := make(map[string]int, len(names))
	for i, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		names[i] = name
		if !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
			return fmt.Errorf("the name %q of column %d is not text; if the file has another encoding than UTF-8, name it", cut(name), i+1)
		}
		if was, ok := at[name]; ok {
			return fmt.Errorf("columns %d and %d of the header are both named %q; each needs a name of its own", was+1, i+1, cut(name))
		}
		at[name] = i
	}
	return nil
}
