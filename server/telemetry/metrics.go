package telemetry

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parley/graph/stats"
)

// Metrics are those that are counted as things happen. Each label has few values, whatever clients send.
type metrics struct {
	registry *prometheus.Registry

	requests   *prometheus.CounterVec // type, operation, code
	durations  *prometheus.HistogramVec
	waits      prometheus.Histogram
	prepares   prometheus.Histogram
	stores     prometheus.Histogram
	costs      prometheus.Histogram
	statements prometheus.Histogram
	rows       prometheus.Histogram
	bytes      prometheus.Histogram
	inFlight   prometheus.Gauge

	reads          prometheus.Histogram
	readStatements prometheus.Counter
	readRows       prometheus.Counter
	updates        prometheus.Histogram
	errors         map[string]prometheus.Counter
	reading        prometheus.Gauge
}

const namespace = "parley"

// seconds are the buckets of times: from a quarter of a millisecond to half a minute, which is what a request has.
func seconds() []float64 {
	return []float64{.00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}
}

func newMetrics(version string) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), errors: map[string]prometheus.Counter{}}
	histogram := func(name, help string, buckets []float64) prometheus.Histogram {
		return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets})
	}
	m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: "requests_total",
		Help: "GraphQL requests answered, by type of operation, its name if it is one of the library, and the code of the first error or OK."}, []string{"type", "operation", "code"})
	m.durations = prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: "request_duration_seconds", Buckets: seconds(),
		Help: "Time from a request's header to the end of its answer, by type of operation."}, []string{"type"})
	m.waits = histogram("request_wait_seconds", "Time that a request waited for a place in the queue.", seconds())
	m.prepares = histogram("request_prepare_seconds", "Time that parsing, validation and pricing of a request took.", seconds())
	m.stores = histogram("request_store_seconds", "Time that all Reads of a request took, added up.", seconds())
	m.costs = histogram("request_cost", "What executed operations cost by the weights of the schema.", prometheus.ExponentialBuckets(1, 4, 10))
	m.statements = histogram("request_statements", "Statements that a request was answered by.", []float64{0, 1, 2, 3, 5, 10, 20, 50, 100, 500})
	m.rows = histogram("request_rows", "Rows that were read for a request.", prometheus.ExponentialBuckets(1, 4, 10))
	m.bytes = histogram("response_bytes", "Size of answers, as they were sent.", prometheus.ExponentialBuckets(128, 4, 10))
	m.inFlight = prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: "requests_in_flight", Help: "GraphQL requests that are being answered."})
	m.reads = histogram("store_read_seconds", "Time of one Read of the store.", seconds())
	m.readStatements = prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: "store_statements_total", Help: "Statements by which Reads were answered."})
	m.readRows = prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: "store_rows_total", Help: "Rows that Reads gave."})
	m.updates = histogram("store_update_seconds", "Time of one Update of the store.", seconds())
	m.reading = prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: "store_reads_in_flight", Help: "Reads of the store under way."})
	failures := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: "store_errors_total", Help: "Reads and Updates that failed, by class of error."}, []string{"class"})
	m.errors[fault] = failures.WithLabelValues(fault)
	for _, c := range classes { // Told as 0 before there is one.
		m.errors[c.name] = failures.WithLabelValues(c.name)
	}
	m.registry.MustRegister(m.requests, m.durations, m.waits, m.prepares, m.stores, m.costs, m.statements, m.rows, m.bytes, m.inFlight,
		m.reads, m.readStatements, m.readRows, m.updates, m.reading, failures, build(version),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// build tells which program it is.
func build(name string) prometheus.Collector {
	program, toolchain := version(name)
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: "build_info", Help: "1, with the version of the program in labels.",
		ConstLabels: prometheus.Labels{"version": program, "goversion": toolchain}}, func() float64 { return 1 })
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{EnableOpenMetrics: true, MaxRequestsInFlight: 4})
}

// observe counts a request that is over.
func (m *metrics) observe(x *exchange, sum stats.Totals, took time.Duration, name string) {
	kind, code := x.kind, x.code
	if kind == "" {
		kind, name = "none", "none" // It was not a request, or not a valid one.
	}
	if code == "" {
		code = "OK"
	}
	m.requests.WithLabelValues(kind, name, code).Inc()
	m.durations.WithLabelValues(kind).Observe(took.Seconds())
	m.bytes.Observe(float64(x.bytes))
	if x.kind == "" {
		return
	}
	m.waits.Observe(sum.Waited.Seconds())
	m.prepares.Observe(x.prepared.Seconds())
	m.stores.Observe(sum.Reading.Seconds())
	m.costs.Observe(float64(sum.Cost))
	m.statements.Observe(float64(sum.Statements))
	m.rows.Observe(float64(sum.Rows))
}

// read counts a Read.
func (m *metrics) read(statements, rows int, took time.Duration) {
	m.reads.Observe(took.Seconds())
	m.readStatements.Add(float64(statements))
	m.readRows.Add(float64(rows))
}

// failed counts an error of a store, unless it is nil.
func (m *metrics) failed(err error) {
	if err != nil {
		m.errors[class(err)].Inc()
	}
}
