package persisted

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"unicode/utf8"
)

// A Document is a text that the operator trusts.
type Document struct {
	Name string // where it stands, for who has to put it right
	ID   string // what clients call it: its key in a map, or its SHA-256
	Text string
}

// Of makes a Document of a text, by its SHA-256.
func Of(name, text string) Document { return Document{Name: name, ID: hash(text), Text: text} }

// Read reads trusted documents: from a file that is a JSON object of texts by their identifiers, as GraphQL Code
// Generator writes it (persistedDocuments), or from a folder, with those in it, of the files *.graphql and *.gql, each of
// them one whole document. An identifier of 64 hexadecimal digits must be the SHA-256 of its text. Whether the texts are
// good is for who has the schema.
func Read(path string) ([]Document, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("trusted documents: %w", err)
	}
	read := readMap
	if info.IsDir() {
		read = readFolder
	}
	all, err := read(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("trusted documents: %w", err)
	case len(all) == 0:
		return nil, fmt.Errorf("trusted documents: there is none in %s", path)
	}
	for _, d := range all {
		if !utf8.ValidString(d.Text) {
			return nil, fmt.Errorf("trusted documents: %s is not UTF-8", d.Name)
		}
	}
	return all, nil
}

func readFolder(path string) ([]Document, error) {
	var all []Document
	err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".graphql" && filepath.Ext(file) != ".gql" {
			return err
		}
		text, err := os.ReadFile(file)
		all = append(all, Document{Name: file, ID: hash(string(text)), Text: string(text)})
		return err
	})
	return all, err
}

func readMap(path string) ([]Document, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	d := json.NewDecoder(bytes.NewReader(content))
	if err := d.Decode(&texts); err != nil {
		return nil, fmt.Errorf(`%s must be a JSON object {"identifier": "document", …}: %w`, path, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: there is more after the JSON object", path)
	}
	sha256Like := regexp.MustCompile(`^[0-9a-f]{64}$`)
	var all []Document
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		name := fmt.Sprintf("%q in %s", id, path)
		if id == "" || sha256Like.MatchString(id) && id != hash(texts[id]) {
			return nil, fmt.Errorf("%s is not the SHA-256 of its document: write the map anew", name)
		}
		all = append(all, Document{Name: name, ID: id, Text: texts[id]})
	}
	return all, nil
}
