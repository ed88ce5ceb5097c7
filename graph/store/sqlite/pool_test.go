package sqlite

import (
	"context"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"parley/graph/store/storetest"
)

// TestPool has each reader read more pages than the pool has. It must serve all, and nearly nothing be kept beside it.
func TestPool(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	w := <-s.writer
	err := w.exec(t.Context(), "CREATE TABLE much (page INTEGER PRIMARY KEY, text TEXT)")
	if err == nil {
		err = w.exec(t.Context(), "WITH RECURSIVE n(page) AS (SELECT 1 UNION ALL SELECT page + 1 FROM n WHERE page < ?) INSERT INTO much SELECT page, printf('%.3500c', 'x') FROM n", poolPages+1000)
	}
	s.writer <- w
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, x := range s.all[1:] {
			var n int64
			if _, err := x.row(context.Background(), "SELECT sum(length(text)) FROM much", nil, &n); err != nil || n != 3500*(poolPages+1000) {
				t.Fatalf("a reader found %d: %v", n, err)
			}
		}
	}
	if used := status(t, sqlite3.SQLITE_STATUS_PAGECACHE_USED); used < poolPages*9/10 {
		t.Errorf("of %d pages in the pool %d are in use", poolPages, used)
	}
	if beside := status(t, sqlite3.SQLITE_STATUS_PAGECACHE_OVERFLOW); beside > pageSize*poolPages/10 {
		t.Errorf("%d bytes of pages are not in the pool", beside)
	}
}

// status asks SQLite for one of its figures (https://www.sqlite.org/c3ref/c_status_malloc_count.html).
func status(t *testing.T, of int32) int32 {
	t.Helper()
	tls := libc.NewTLS()
	defer tls.Close()
	const size = 8
	now := tls.Alloc(size)
	defer tls.Free(size)
	if rc := sqlite3.Xsqlite3_status(tls, of, now, now+4, 0); rc != sqlite3.SQLITE_OK {
		t.Fatalf("asking for a status: code %d", rc)
	}
	return libc.AtomicLoadPInt32(now)
}
