package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"parley/graph/store"
)

// scraped is what the metrics say, a line each.
func (r *rig) scraped(t *testing.T) string {
	t.Helper()
	w := httptest.NewRecorder()
	r.watch.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Fatalf("metrics are answered %d, %v", w.Code, w.Header())
	}
	return "\n" + w.Body.String()
}

func TestMetrics(t *testing.T) {
	r := newRig(t, Config{Version: "v1.2.3"}, slog.LevelError)
	for range 3 {
		r.post(t, meetingsBody)
	}
	r.post(t, `{"query": "query Made { __typename }"}`)
	r.post(t, `{"query": "{ people(first: 501) { nodes { id } } }"}`)
	r.post(t, `{"query": "{ nothing }"}`)
	text := r.scraped(t)
	for _, want := range []string{
		`parley_requests_total{code="OK",operation="Known",type="query"} 3`,
		`parley_requests_total{code="OK",operation="other",type="query"} 1`,
		`parley_requests_total{code="BAD_USER_INPUT",operation="anonymous",type="query"} 1`,
		`parley_requests_total{code="GRAPHQL_VALIDATION_FAILED",operation="none",type="none"} 1`,
		`parley_request_duration_seconds_count{type="query"} 5`,
		`parley_request_duration_seconds_count{type="none"} 1`,
		`parley_request_statements_bucket{le="1"} 5`, `parley_request_statements_sum 3`,
		`parley_store_read_seconds_count 3`, `parley_store_statements_total 3`, `parley_store_reads_in_flight 0`, `parley_requests_in_flight 0`,
		`parley_queue_working 0`, `parley_queue_waiting 0`, `parley_queue_refused_total 0`,
		`parley_document_cache_hits_total 2`, `parley_document_cache_misses_total 4`, `parley_document_cache_entries 3`,
		`parley_plan_cache_hits_total 2`, `parley_plan_cache_misses_total 2`,
		`parley_store_connections_max 4`, `parley_store_connections_in_use 0`, `parley_store_errors_total{class="timeout"} 0`,
	} {
		if !strings.Contains(text, "\n"+want+"\n") {
			t.Errorf("the metrics do not say %s", want)
		}
	}
	for _, want := range []string{`parley_build_info\{goversion="go.*",version="v1\.2\.3"\} 1`, `go_goroutines \d+`, `process_resident_memory_bytes \d`, `parley_request_cost_sum [1-9]`, `parley_store_rows_total [1-9]`} {
		if !regexp.MustCompile(`\n` + want).MatchString(text) {
			t.Errorf("the metrics do not say %s", want)
		}
	}
	problems, err := testutil.GatherAndLint(r.watch.metrics.registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// Whatever names clients give, there are no more series for it.
func TestCardinality(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelError)
	count := func() int {
		n, err := testutil.GatherAndCount(r.watch.metrics.registry, "parley_requests_total", "parley_request_duration_seconds")
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	ask := func(i int) {
		r.post(t, fmt.Sprintf(`{"query": "query Made%d { __typename }"}`, i))
		r.post(t, fmt.Sprintf(`{"query": "query Made%d { made%d }", "operationName": "Made%d"}`, i, i, i))
		r.post(t, fmt.Sprintf(`{"query": "query A { __typename }", "operationName": "Made%d"}`, i))
	}
	ask(0)
	before := count()
	for i := range 100 {
		ask(i + 1)
	}
	if after := count(); after != before {
		t.Errorf("there were %d series and are %d", before, after)
	}
}

func TestStoreErrors(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelError)
	for class, err := range map[string]error{
		"timeout": context.DeadlineExceeded, "cancelled": context.Canceled, "unavailable": store.ErrUnavailable, "conflict": store.ErrConflict,
		"not_found": store.ErrNotFound, "invalid": store.ErrInvalid, "fault": errors.New("another"),
	} {
		wrapped := fmt.Errorf("as told: %w", err)
		r.fails.Store(&wrapped)
		r.post(t, meetingsBody)
		if err := r.store.Update(t.Context(), func(store.Tx) error { return wrapped }); !errors.Is(err, wrapped) {
			t.Fatal(err)
		}
		if got := testutil.ToFloat64(r.watch.metrics.errors[class]); got != 2 {
			t.Errorf("%s is counted %v times, not 2", class, got)
		}
	}
	if len(r.watch.metrics.errors) != 7 {
		t.Errorf("there are %d classes", len(r.watch.metrics.errors))
	}
}

// The README has a list of the metrics, whole.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, Config{}, slog.LevelError)
	r.post(t, meetingsBody)
	all, err := r.watch.metrics.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]bool{}
	for _, f := range all {
		if strings.HasPrefix(f.GetName(), namespace+"_") {
			ours[f.GetName()] = true
			if !strings.Contains(string(text), "`"+f.GetName()) {
				t.Errorf("server/README.md does not tell of %s: %s", f.GetName(), f.GetHelp())
			}
		}
	}
	for _, m := range regexp.MustCompile("`(parley_[a-z_]+)").FindAllStringSubmatch(string(text), -1) {
		if !ours[m[1]] {
			t.Errorf("server/README.md tells of %s, which there is not", m[1])
		}
	}
}
