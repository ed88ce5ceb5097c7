package mapping

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// syntax tells an error of the parser, and what it mostly comes of.
func syntax(ps *problems, text string, err error) {
	at, message := place{1, 1}, err.Error()
	var e interface {
		error
		GetToken() *token.Token
		GetMessage() string
	}
	var t *token.Token
	if errors.As(err, &e) && e.GetToken() != nil {
		t = e.GetToken()
		at, message = place{t.Position.Line, t.Position.Column}, e.GetMessage()
	}
	line := ""
	if lines := strings.Split(text, "\n"); at.line >= 1 && at.line <= len(lines) {
		line = lines[at.line-1]
	}
	ps.at(at, "", "the file is not YAML: %s", meant(message, line, at, t))
}

// meant says what is wrong with a line in the words of people who write it.
func meant(message, line string, at place, t *token.Token) string {
	switch {
	case strings.Contains(message, "found character '\t'"):
		return "here is a tab; YAML indents with spaces"
	case strings.Contains(message, "could not find end character of"):
		return "the quote that opens here is not closed"
	case strings.Contains(message, "unknown escape character"):
		return `in double quotes \ must be doubled; use single quotes: ` + singly(line, at.column)
	case strings.Contains(message, "map key-value is pre-defined"):
		if s := behindQuote(t); s != "" {
			return s
		}
	case strings.Contains(message, "mapping value is not allowed"):
		if _, value, ok := strings.Cut(line, ": "); ok && strings.Contains(value, ": ") {
			return "a text with ': ' in it must stand in quotes"
		}
		return "a key with a value cannot stand behind this or in it; keys that belong together are indented alike"
	}
	if strings.Contains(line, ": {") || strings.Contains(line, "- {") || strings.Contains(line, "}") {
		message += `; if a text with a path is meant, it must stand in quotes: "{Name}"`
	}
	return message
}

// singly is the text in double quotes around a column, in single ones.
func singly(line string, column int) string {
	runes := []rune(line)
	column = min(max(column, 1), len(runes))
	before, after := string(runes[:column]), string(runes[column:])
	if i := strings.LastIndexByte(before, '"'); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '"'); i >= 0 {
		after = after[:i]
	}
	return "'" + strings.ReplaceAll(before+after, "'", "''") + "'"
}

// behindQuote says that more stands behind a text in quotes, if that is the mistake.
func behindQuote(t *token.Token) string {
	for ; t != nil; t = t.Prev {
		if t.Type != token.DoubleQuoteType && t.Type != token.SingleQuoteType {
			continue
		}
		if strings.Contains(strings.TrimSpace(t.Origin), "\n") {
			return fmt.Sprintf("the quote that opens in line %d is closed only here; a closing quote may be forgotten", t.Position.Line)
		}
		return "behind a closing quote stands more text; within single quotes a quote is written twice, within double ones behind a \\"
	}
	return ""
}
