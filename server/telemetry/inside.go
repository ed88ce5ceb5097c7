package telemetry

import (
	"github.com/prometheus/client_golang/prometheus"

	"parley/graph"
	"parley/graph/store"
)

// Inside collects what the parts of the graph count themselves. It implements prometheus.Collector.
type inside struct {
	graph.Inside
	pool store.Pooler // nil where the store says nothing of it
}

// A told is one metric, and how it is read.
type told struct {
	name, help string
	kind       prometheus.ValueType
	value      float64
}

// Describe implements prometheus.Collector.
func (in *inside) Describe(to chan<- *prometheus.Desc) {
	for _, t := range in.all() {
		to <- t.desc()
	}
}

// Collect implements prometheus.Collector.
func (in *inside) Collect(to chan<- prometheus.Metric) {
	for _, t := range in.all() {
		to <- prometheus.MustNewConstMetric(t.desc(), t.kind, t.value)
	}
}

func (t told) desc() *prometheus.Desc {
	return prometheus.NewDesc(namespace+"_"+t.name, t.help, nil, nil)
}

func (in *inside) all() (all []told) {
	const gauge, counter = prometheus.GaugeValue, prometheus.CounterValue
	if in.Queue != nil {
		c := in.Queue.Crowd()
		all = append(all,
			told{"queue_working", "Questions that are worked on.", gauge, float64(c.Working)},
			told{"queue_waiting", "Questions that wait for a place.", gauge, float64(c.Waiting)},
			told{"queue_refused_total", "Questions for which there was no room to wait.", counter, float64(c.Refused)})
	}
	cache := func(name, what string, kept int, hits, misses int64) {
		all = append(all,
			told{name + "_cache_entries", what + " that are kept.", gauge, float64(kept)},
			told{name + "_cache_hits_total", what + " asked for that were kept.", counter, float64(hits)},
			told{name + "_cache_misses_total", what + " asked for that were not kept.", counter, float64(misses)})
	}
	if in.Documents != nil {
		kept, hits, misses := in.Documents.Kept()
		cache("document", "Documents", kept, hits, misses)
	}
	if in.Engine != nil {
		kept, hits, misses := in.Engine.Plans()
		cache("plan", "Plans", kept, hits, misses)
	}
	if in.pool != nil {
		p := in.pool.Pool()
		all = append(all,
			told{"store_connections_max", "Connections to read over that the store may have.", gauge, float64(p.Max)},
			told{"store_connections_in_use", "Connections that are read over.", gauge, float64(p.Use)})
	}
	return all
}
