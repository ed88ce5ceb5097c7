package auth

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"

	"parley/graph/access"
	"parley/server/fresh"
)

// tokenMark begins each token that is made here, so that one that lies around can be told for what it is.
const tokenMark = "parley_"

// maxTokens is how many tokens a file may have: each is compared with what a request brings.
const maxTokens = 10_000

// nameOf is what a name in the file is.
var nameOf = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

// A token is a line of the file. A token is 256 random bits, so nobody finds it by trying: its plain SHA-256, which costs a
// request nothing, keeps it as well as the slow hashes that passwords need, because people choose those.
type token struct {
	name string
	role access.Role
	hash [sha256.Size]byte
}

// NewToken makes a token and the line for the file. The token is kept nowhere.
func NewToken(name string, role access.Role) (made, line string, err error) {
	if !nameOf.MatchString(name) {
		return "", "", fmt.Errorf("%q is no name for a token: %s", name, whatName)
	}
	var bits [32]byte
	_, _ = rand.Read(bits[:]) // It never fails.
	made = tokenMark + base64.RawURLEncoding.EncodeToString(bits[:])
	hash := sha256.Sum256([]byte(made))
	return made, fmt.Sprintf("%s %s %s", name, role, hex.EncodeToString(hash[:])), nil
}

const whatName = "a name has up to 64 letters, digits and . _ @ -, and begins with a letter or digit"

// openTokens reads the file, and goes on to read it when it changes.
func openTokens(path string, log *slog.Logger) (*fresh.Value[[]token], error) {
	return fresh.Read(log, func() ([]token, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("the file of tokens: %w", err)
		}
		defer f.Close()
		all, err := readTokens(f)
		if err != nil {
			return nil, fmt.Errorf("the file of tokens %s: %w", path, err)
		}
		return all, nil
	}, path)
}

// readTokens reads lines of NAME ROLE SHA256HEX; an empty line and one that begins with # say nothing. Its error tells the
// number of the line, and not what stands there, which may be a token that somebody put there by mistake.
func readTokens(from io.Reader) ([]token, error) {
	var all []token
	seen := map[[sha256.Size]byte]bool{}
	lines := bufio.NewScanner(from)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		t, wrong := readToken(line)
		switch {
		case wrong == "" && seen[t.hash]:
			wrong = "the same token stands there twice"
		case wrong == "" && len(all) == maxTokens:
			wrong = fmt.Sprintf("there are more than %d tokens", maxTokens)
		}
		if wrong != "" {
			return nil, fmt.Errorf("line %d: %s", n, wrong)
		}
		seen[t.hash] = true
		all = append(all, t)
	}
	return all, lines.Err()
}

func readToken(line string) (t token, wrong string) {
	parts := strings.Fields(line)
	if len(parts) != 3 {
		return t, "it must be NAME ROLE SHA256HEX, as parley -new-token prints it"
	}
	role, err := access.ParseRole(parts[1])
	hash, hexed := hex.DecodeString(parts[2])
	switch {
	case !nameOf.MatchString(parts[0]):
		return t, whatName
	case err != nil:
		return t, "the role must be reader or admin"
	case hexed != nil || len(hash) != sha256.Size:
		return t, "the last part must be a SHA-256 in 64 hexadecimal digits, not the token itself"
	}
	return token{parts[0], role, [sha256.Size]byte(hash)}, ""
}

// lookUp finds whose token it is. It takes as long whichever it is, and whether it is any.
func lookUp(all []token, presented string) (access.Identity, bool) {
	hash := sha256.Sum256([]byte(presented))
	at := -1
	for i := range all {
		at = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(all[i].hash[:], hash[:]), i, at)
	}
	if at < 0 {
		return access.Identity{}, false
	}
	return access.Identity{Name: all[at].name, By: "tokens", Role: all[at].role}, true
}
