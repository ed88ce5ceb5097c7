package sqlite

import (
	"fmt"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// All connections of the process keep the pages that they have read in one pool, in which who needs room takes the page
// that nobody has used for longest (https://www.sqlite.org/malloc.html#pagecache). By itself SQLite, as it is built here,
// lets a connection that reads much take the pages of the others, and then leaves them none to keep.
const (
	pageSize  = 4096
	poolPages = 8192 // 32 MiB
)

// noPool is why there is none, nil if there is. SQLite takes it only before it is first used.
var noPool = makePool()

func makePool() error {
	tls := libc.NewTLS()
	defer tls.Close()
	const size = 64
	args := tls.Alloc(size)
	defer tls.Free(size)
	extra := args + size - 8 // What SQLite keeps beside each page, in bytes.
	if rc := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_PCACHE_HDRSZ, libc.VaList(args, extra)); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("sqlite: asking for the size of a page's header: code %d", rc)
	}
	slot := pageSize + libc.AtomicLoadPInt32(extra)
	memory := libc.Xmalloc(tls, libc.Tsize_t(poolPages*int(slot)))
	if memory == 0 {
		return fmt.Errorf("sqlite: no memory for %d pages", poolPages)
	}
	if rc := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_PAGECACHE, libc.VaList(args, memory, slot, int32(poolPages))); rc != sqlite3.SQLITE_OK {
		libc.Xfree(tls, memory)
		return fmt.Errorf("sqlite: giving the pool of pages: code %d", rc)
	}
	return nil
}
