//go:build unix

package neo4jtest

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// lock waits for the lock of the database at a host. The system lets go of it when
// the process ends, however it does.
func lock(host string) (*os.File, error) {
	name := "parley-neo4j-" + strings.NewReplacer(":", "-", "/", "-").Replace(host) + ".lock"
	f, err := os.OpenFile(filepath.Join(os.TempDir(), name), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	return f, syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
}
